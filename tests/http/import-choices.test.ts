import { describe, expect, test } from 'vitest'
import { inEnglish } from '../../src/language/english.ts'
import { textOf } from '../../src/participants/import/decode.ts'
import type { PlannedLine } from '../../src/participants/import/plan.ts'
import { reportOf } from '../../src/participants/import/report.ts'
import { bytesIn } from '../../src/participants/import/single-byte.ts'
import { paths } from '../../src/paths.ts'
import { type House, openHouse } from '../support/house.ts'
import { fatesIn, fieldsIn, listIn, peopleIn } from '../support/preview.ts'
import type { Answer, Visitor } from '../support/visitor.ts'

type Row = { name: string; email: string; giftIdeas: string; household: string | null }

function peopleOf(house: House): Row[] {
  return house.rows<Row>('select name, email, gift_ideas as "giftIdeas", household_id as household from participant where withdrawn_at is null order by name')
}

function sendFile(organiser: Visitor, id: string, bytes: Uint8Array, fields: Record<string, string> = {}): Promise<Answer> {
  const body = new FormData()
  for (const [name, value] of Object.entries({ people: '', ...fields })) body.set(name, value)
  body.set('file', new Blob([new Uint8Array(bytes)]), 'people.csv')
  return organiser.send('POST', paths.importPeople(id), body)
}

describe('the columns of a list', () => {
  test('stand in the preview with what they hold, and those that are left out are named', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const people = 'Timestamp,Email Address,Your name,What would you like?\n12/1/2026 9:00:00,bob@example.com,Bob,tea\n12/1/2026 9:05:00,cara@example.com,Cara,'
    const preview = await (await house.alice()).post(paths.importPeople(id), { people })
    expect(fieldsIn(preview)).toMatchObject({ column_0: 'ignore', column_1: 'email', column_2: 'name', column_3: 'gift_ideas', people })
    expect(preview.text).toContain('Column 1: Timestamp 12/1/2026 9:00:00')
    expect(preview.text).toContain('Left out: “Timestamp”.')
    expect(fatesIn(preview)).toEqual(['Line 2 Bob bob@example.com will join, with gift ideas', 'Line 3 Cara cara@example.com will join'])
    await (await house.alice()).post(paths.importPeople(id), { ...fieldsIn(preview), confirm: 'yes' })
    expect(peopleOf(house)).toMatchObject([
      { name: 'Bob', email: 'bob@example.com', giftIdeas: 'tea' },
      { name: 'Cara', giftIdeas: '' },
    ])
  })

  test('can be chosen, which holds until the list is added', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    const people = 'Bob;bob@example.com;tea\nCara;cara@example.com;socks\nDan;;book'
    const first = await organiser.post(paths.importPeople(id), { people })
    expect(fieldsIn(first)).toMatchObject({ column_0: 'name', column_1: 'email', column_2: 'ignore' })
    expect(first.text).toContain('Left out: column 3.')
    const chosen = await organiser.post(paths.importPeople(id), { ...fieldsIn(first), column_2: 'gift_ideas' })
    expect(fieldsIn(chosen)).toMatchObject({ column_2: 'gift_ideas' })
    expect(chosen.text).not.toContain('Left out')
    const added = await organiser.post(paths.importPeople(id), { ...fieldsIn(chosen), confirm: 'yes' })
    expect(peopleOf(house).map(({ name, giftIdeas }) => `${name}: ${giftIdeas}`)).toEqual(['Bob: tea', 'Cara: socks'])
    expect(listIn(added)).toBe('Dan;;book')
    const mended = await organiser.post(paths.importPeople(id), { ...fieldsIn(added), people: 'Dan;dan@example.com;book' })
    await organiser.post(paths.importPeople(id), { ...fieldsIn(mended), confirm: 'yes' })
    expect(peopleOf(house).at(-1)).toMatchObject({ name: 'Dan', giftIdeas: 'book' })
  })

  test.each([
    ['swapped', 'Bob,Berg,bob@example.com', { column_0: 'last_name', column_1: 'first_name' }, ['Berg Bob <bob@example.com>']],
    ['the other address', 'Bob,bob@example.com,bob@work.example', { column_1: 'ignore', column_2: 'email' }, ['Bob <bob@work.example>']],
    ['only one of them', 'Bob,bob@example.com,bob@work.example', { column_2: 'ignore' }, ['Bob <bob@example.com>']],
    ['no names', 'Bob,bob@example.com', { column_0: 'ignore' }, ['Bob <bob@example.com>']],
    [
      'what there is not',
      'Bob,bob@example.com',
      { column_0: 'toString', column_1: '', column_7: 'name', column_x: 'email', column_999999: 'email' },
      ['Bob <bob@example.com>'],
    ],
    ['two that make a name', 'Bob,bob@example.com,Berg', { column_0: 'name', column_2: 'name' }, ['Bob Berg <bob@example.com>']],
    ['all the same', 'Bob,bob@example.com', { column_0: 'email', column_1: 'email' }, ['Bob <bob@example.com>']],
  ])('are taken as %s', async (_, people, choice, expected) => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const fields = Object.fromEntries(Object.entries(choice).map(([name, value]) => [name, value ?? '']))
    const preview = await (await house.alice()).post(paths.importPeople(id), { people, ...fields })
    expect(peopleIn(preview)).toEqual(expected)
  })

  test('of addresses that is left out gives nobody theirs, and another one does', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    const people = 'Name,E-mail,Work e-mail\nBob,bob@example.com,bob@work.example'
    const other = await organiser.post(paths.importPeople(id), { people, column_1: 'ignore' })
    expect(peopleIn(other)).toEqual(['Bob <bob@work.example>'])
    const none = await organiser.post(paths.importPeople(id), { people, column_1: 'ignore', column_2: 'ignore' })
    expect(peopleIn(none)).toEqual(['!2'])
  })

  test('are recognised anew when the list changes, unless they were chosen', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    const first = await organiser.post(paths.importPeople(id), { people: 'Bob,bob@example.com' })
    const changed = await organiser.post(paths.importPeople(id), { ...fieldsIn(first), people: 'bob@example.com,Bob' })
    expect(peopleIn(changed)).toEqual(['Bob <bob@example.com>'])
  })

  test('of an address book are shown where they are used, the others below', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const titles = ['First Name', 'Last Name', 'E-mail Address', ...Array.from({ length: 80 }, (_, number) => `Field ${number}`)]
    const people = `${titles.join(',')}\nBob,Berg,bob@example.com,x${','.repeat(79)}`
    const preview = await (await house.alice()).post(paths.importPeople(id), { people })
    expect(preview.text).toContain('Left out: “Field 0”.')
    expect(preview.html).toMatch(/<details>.*Column 83/s)
    expect(Object.keys(fieldsIn(preview)).filter((name) => name.startsWith('column_'))).toHaveLength(83)
  })
})

describe('a list that is not the one in the preview', () => {
  const people = 'Bob;bob@example.com;Robert\nZoë;zoe@example.com;Zoe\nDan;dan@gmial.com;Dan'

  test.each([
    ['its text', { people: 'Mallory;mallory@example.com' }, 'Mallory <mallory@example.com>'],
    ['a column', { column_0: 'ignore', column_2: 'name' }, 'Robert <bob@example.com>'],
    ['an answer about an address', { email_confirmed: 'dan@gmail.com' }, 'Dan <dan@gmail.com>'],
    ['how its letters are stored', { encoding: 'windows-1251' }, 'Zoл <zoe@example.com>'],
  ])('adds nobody when %s was changed, and is shown again', async (_, change, person) => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    const first = await sendFile(organiser, id, Buffer.from(people, 'latin1'))
    const again = await organiser.post(paths.importPeople(id), { ...fieldsIn(first), ...change, confirm: 'yes' })
    expect(again).toMatchObject({ status: 200, text: expect.stringContaining('The list has changed, so no one was added. Please look again.') })
    expect(peopleIn(again)).toContain(person)
    expect(peopleOf(house)).toEqual([])
    const added = await organiser.post(paths.importPeople(id), { ...fieldsIn(again), confirm: 'yes' })
    expect(added.text).not.toContain('The list has changed')
    expect(peopleOf(house).map(({ name, email }) => `${name} <${email}>`)).toContain(person)
  })
})

describe('households of a list', () => {
  const head = 'name,email,family unit\n'

  test('become rules: people of one label are a household, alone they are none', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    const people = `${head}Alice,alice@example.com,1\nBob,bob@example.com,1\nCara,cara@example.com,Berg\nDan,dan@example.com,\nEve,eve@example.com, BERG \nFred,fred@example.com,7`
    const preview = await organiser.post(paths.importPeople(id), { people })
    expect(preview.text.replaceAll(/[\u2068\u2069]/g, '')).toContain('Alice and Bob become a household. Cara and Eve become a household. One person is alone')
    await organiser.post(paths.importPeople(id), { people, confirm: 'yes' })
    expect((await organiser.get(paths.people(id))).text).toContain('2 households are among the rules.')
    const rules = (await organiser.get(paths.rules(id))).text
    expect(rules).toContain('Alice and Bob are a household.')
    expect(rules).toContain('Cara and Eve are a household.')
    expect(house.row('select count(*) as count from household')).toEqual({ count: 2 })
    expect(peopleOf(house).filter(({ household }) => household === null)).toMatchObject([{ name: 'Dan' }, { name: 'Fred' }])
  })

  test('grow by whoever joins those who are in, and join none that are apart', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana', 'Mallory'])
    const organiser = await house.alice()
    await organiser.post(paths.rules(id), { kind: 'household', participant_ids: [house.idOf(id, 'Bob'), house.idOf(id, 'Charlie')] })
    await organiser.post(paths.rules(id), { kind: 'household', participant_ids: [house.idOf(id, 'Dana'), house.idOf(id, 'Mallory')] })
    const people = `${head}Bob,bob@example.org,1\nErin,erin@example.org,1\nCharlie,charlie@example.org,2\nDana,dana@example.org,2\nFay,fay@example.org,2`
    const preview = (await organiser.post(paths.importPeople(id), { people })).text.replaceAll(/[\u2068\u2069]/g, '')
    expect(preview).toContain('Erin joins the household of Bob.')
    expect(preview).toContain('“2”: Charlie, Dana and Fay are in different households already, so nothing changes.')
    await organiser.post(paths.importPeople(id), { people, confirm: 'yes' })
    expect((await organiser.get(paths.rules(id))).text).toContain('Bob, Charlie and Erin are a household.')
    expect(peopleOf(house).find(({ name }) => name === 'Fay')).toMatchObject({ household: null })
  })

  test('come together too when one of them had to wait', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    const added = await organiser.post(paths.importPeople(id), { people: `${head}Bob,bob@example.com,1\nCara,cara.example.com,1`, confirm: 'yes' })
    expect(listIn(added)).toBe(`${head}Cara,cara.example.com,1`)
    expect(house.row('select count(*) as count from household')).toEqual({ count: 0 })
    const people = `${head}Cara,cara@example.com,1`
    const again = await organiser.post(paths.importPeople(id), { ...fieldsIn(added), people })
    expect(again.text.replaceAll(/[\u2068\u2069]/g, '')).toContain('Bob and Cara become a household.')
    await organiser.post(paths.importPeople(id), { ...fieldsIn(again), confirm: 'yes' })
    expect((await organiser.get(paths.rules(id))).text).toContain('Bob and Cara are a household.')
  })
})

describe('gift ideas of a list', () => {
  test('that are too long hold up only their own line', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const people = `name,email,gift ideas\nBob,bob@example.com,${'x'.repeat(10_001)}\nCara,cara@example.com,"tea,\n""socks"""`
    const added = await (await house.alice()).post(paths.importPeople(id), { people, confirm: 'yes' })
    expect(fatesIn(added)[0]).toContain('Gift ideas can have at most 10,000 characters; you have 10,001.')
    expect(peopleOf(house)).toMatchObject([{ name: 'Cara', giftIdeas: 'tea,\n"socks"' }])
  })

  test('are kept as they were of whoever is in, and of whoever comes back with none', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob', 'Charlie'])
    const before = peopleOf(house).map(({ giftIdeas }) => giftIdeas)
    await people.Charlie?.post(paths.withdraw())
    const list = 'name,email,gift ideas\nBob,bob@example.org,other\nCharlie,charlie@example.org,'
    await (await house.alice()).post(paths.importPeople(id), { people: list, confirm: 'yes' })
    expect(peopleOf(house).map(({ giftIdeas }) => giftIdeas)).toEqual(before)
  })
})

describe('the letters of a file', () => {
  const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

  test.each([
    ['Windows-1250 (Central Europe)', 'a375 6b61 737a 3b6c 4065 7861 6d70 6c65 2e63 6f6d 0a', 'Łukasz <l@example.com>'],
    ['Windows-1251 (Cyrillic)', 'c0ed ede0 3b61 4065 7861 6d70 6c65 2e63 6f6d 0a', 'Анна <a@example.com>'],
    ['Windows-1252 (Western Europe)', '5369 6ee9 6164 204f 924e 6569 6c3b 7340 6578 616d 706c 652e 636f 6d0d 0a', 'Sinéad O’Neil <s@example.com>'],
    ['Mac Roman (older Macs)', '4a9f 7267 656e 2052 656e 8e65 3b6a 4065 7861 6d70 6c65 2e63 6f6d 0d', 'Jürgen Renée <j@example.com>'],
    ['UTF-16', '5a00 6f00 6500 2c00 7a00 4000 6500 7800 6100 6d00 7000 6c00 6500 2e00 6300 6f00 6d00 0a00', 'Zoe <z@example.com>'],
  ])('are guessed as %s, which the preview says', async (encoding, hex, person) => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const preview = await sendFile(await house.alice(), id, bytes(hex))
    expect(peopleIn(preview)).toEqual([person])
    expect(preview.html).toContain(`selected>${encoding}</option>`)
    expect(preview.text).toContain('this is a guess')
  })

  test.each([
    ['UTF-8', Buffer.from('Zoë,z@example.com\n')],
    ['UTF-8 with its mark', Buffer.from('\ufeffZoë,z@example.com\n')],
    ['UTF-16 with its mark', Buffer.from('\ufeffZoë,z@example.com\n', 'utf16le')],
    ['UTF-16, big-endian, with its mark', Buffer.from('\ufeffZoë,z@example.com\n', 'utf16le').swap16()],
  ])('are certain in %s, so that nothing is asked', async (_, file) => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const preview = await sendFile(await house.alice(), id, file)
    expect(peopleIn(preview)).toEqual(['Zoë <z@example.com>'])
    expect(preview.html).not.toContain('name="encoding"')
  })

  test('can be chosen otherwise, and back again, without the file; what was typed since stays', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    const first = await sendFile(organiser, id, Buffer.from('Pi\xf1a;p@example.com\nAr\xe1n;a@example.com', 'latin1'))
    const choose = async (before: Answer, encoding: string) => organiser.post(paths.importPeople(id), { ...fieldsIn(before), encoding })
    const polish = await choose(first, 'windows-1250')
    expect(peopleIn(polish)).toEqual(['Pińa <p@example.com>', 'Arán <a@example.com>'])
    const hebrew = await choose(polish, 'windows-1255')
    expect(peopleIn(hebrew)[0]).toContain('ס')
    const mac = await choose(hebrew, 'macintosh')
    const typed = await organiser.post(paths.importPeople(id), { ...fieldsIn(mac), people: `${listIn(mac)}\nЖанна;z@example.com`, encoding: 'windows-1252' })
    expect(peopleIn(typed)).toEqual(['Piña <p@example.com>', 'Arán <a@example.com>', 'Жанна <z@example.com>'])
    await organiser.post(paths.importPeople(id), { ...fieldsIn(typed), confirm: 'yes' })
    expect(peopleOf(house).map(({ name }) => name)).toEqual(['Arán', 'Piña', 'Жанна'])
  })

  test.each([
    [
      'windows-1252',
      [
        'children’s book',
        '20 €',
        'Tee – Kaffee',
        '„Momo“ oder 20 €',
        'Tee 90° §',
        '£20 voucher',
        '½ kg tea',
        'ca. 5 €',
        'tea…',
        '“Momo”',
        'the Bergs’ list',
        'tea—cake',
      ],
    ],
    ['macintosh', ['children’s book', '20 €', 'Tee – Kaffee', '„Momo“ oder 20 €', 'ca. 5 €', '“Momo”']],
  ] as const)('are guessed as %s by signs alone, and the sign stands beside the guess', async (encoding, wishes) => {
    for (const wish of wishes) {
      const text = `Name;E-Mail;Wunsch\nBob;bob@example.com;socks\nCara;cara@example.com;${wish}`
      const read = textOf(bytesIn(encoding, text) as Uint8Array)
      expect(read).toEqual({ text, encoding, isGuessed: true })
    }
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const preview = await sendFile(await house.alice(), id, bytesIn(encoding, 'Bob;bob@example.com;x\nCara;cara@example.com;Tee – Kaffee') as Uint8Array)
    expect(preview.text).toContain('If Tee – Kaffee looks wrong, choose another one.')
  })

  test('are UTF-8 but for a stray byte, whose line alone asks for a look; UTF-8 can be chosen', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    const file = Buffer.concat([Buffer.from('Zoë;zoe@example.com\nŁucja;lucja@example.com\nRen'), Buffer.of(0xe9), Buffer.from(';rene@example.com')])
    const preview = await sendFile(organiser, id, file)
    expect(peopleIn(preview)).toEqual(['Zoë <zoe@example.com>', 'Łucja <lucja@example.com>', '!3'])
    const latin = await organiser.post(paths.importPeople(id), { ...fieldsIn(preview), encoding: 'windows-1252' })
    expect(peopleIn(latin)).toEqual(['ZoÃ« <zoe@example.com>', '!2', 'René <rene@example.com>'])
    const back = await organiser.post(paths.importPeople(id), { ...fieldsIn(latin), encoding: 'utf-8' })
    expect(peopleIn(back)).toEqual(peopleIn(preview))
  })

  test('can be named with the file', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const preview = await sendFile(await house.alice(), id, Buffer.from('Pi\xf1a;p@example.com', 'latin1'), { encoding: 'windows-1251' })
    expect(peopleIn(preview)).toEqual(['Piсa <p@example.com>'])
  })

  test('that make no letter never become part of a name', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    for (const byte of ['\0', '\x81']) {
      const file = Buffer.from(`Bo${byte}b,bob@example.com\nCara,cara@example.com`, 'latin1')
      const preview = await sendFile(organiser, id, file, { confirm: 'yes', encoding: 'windows-1252' })
      expect(fatesIn(preview)[0]).toContain('A letter in it can’t be read.')
    }
    expect(peopleOf(house)).toMatchObject([{ name: 'Cara' }])
  })

  test('of a spreadsheet’s own file are none, and what helps is said', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const answer = await sendFile(await house.alice(), id, bytes('504b 0304 1400 0600'))
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('Save it as CSV there') })
  })
})

describe('what is no list', () => {
  test.each([
    ['a PDF', '%PDF-1.7\nBob,bob@example.com'],
    ['a picture', '\x89PNG\r\n\x1a\nBob,bob@example.com'],
    ['an RTF document', '{\\rtf1\\ansi Bob,bob@example.com}'],
  ])('is refused with what helps: %s', async (kind, content) => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    const words = { status: 422, text: expect.stringContaining(`That is ${kind}, which can’t be read as a list. Save the list as CSV`) }
    expect(await sendFile(organiser, id, Buffer.from(content, 'latin1'), { confirm: 'yes' })).toMatchObject(words)
    if (kind !== 'a picture') expect(await organiser.post(paths.importPeople(id), { people: content })).toMatchObject(words)
    expect(peopleOf(house)).toEqual([])
  })

  test('is not a contact with two addresses, of which one is taken, which is said', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const people = 'BEGIN:VCARD\nFN:Bob\nEMAIL:bob@example.com\nEMAIL:bob@work.example\nEND:VCARD'
    const preview = await (await house.alice()).post(paths.importPeople(id), { people })
    expect(fatesIn(preview)).toEqual(['Lines 1–5 Bob bob@example.com will join, with the first of 2 addresses'])
  })
})

describe('what was done with a list, and what was not', () => {
  test('the sixth e-mail of a day to an address that never signed in is not promised', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const say = async (people: string) => {
      const { id } = await house.exchange('registration_open')
      await organiser.post(paths.importPeople(id), { people, confirm: 'yes' })
      return (await organiser.get(paths.people(id))).text
    }
    for (let day = 0; day < 5; day++) expect(await say('Fred,fred@example.com')).toContain('1 person was added, and an e-mail with a link is on its way.')
    expect(await say('Fred,fred@example.com')).toContain('1 person was added. No e-mail could be sent to fred@example.com: that address has never signed in')
    expect(await say('Fred,fred@example.com\nGina,gina@example.com')).toContain(
      '2 people were added, and 1 e-mail with a link is on the way. No e-mail could be sent to fred@',
    )
    await house.deliver()
    expect(house.post.inbox.filter(({ to }) => to[0] === 'fred@example.com')).toHaveLength(5)
  })

  test('whoever shares a mailbox is named before and after, with what works', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Dana'])
    const organiser = await house.alice()
    const people = 'Bob,berg@example.com\nCara,berg@example.com\nBOB,Berg@example.com\nErin,dana@example.org'
    const preview = await organiser.post(paths.importPeople(id), { people })
    expect(fatesIn(preview)).toEqual([
      'Line 1 Bob berg@example.com will join',
      'Line 2 Cara berg@example.com The same address is on line 1, for Bob. Two people sharing a mailbox? Give this one an address like berg+2@example.com.',
      'Line 3 BOB berg@example.com The same address is on line 1.',
      'Line 4 Erin dana@example.org That’s the address of Dana, who is in already. Two people sharing a mailbox? Give this one an address like dana+2@example.org.',
    ])
    await organiser.post(paths.importPeople(id), { people, confirm: 'yes' })
    expect((await organiser.get(paths.people(id))).text).toContain(
      '1 person was added, and an e-mail with a link is on its way. Not added: Cara (berg@example.com) and Erin (dana@example.org)',
    )
    await organiser.post(paths.importPeople(id), { people: 'Cara,berg+2@example.com', confirm: 'yes' })
    expect(peopleOf(house).map(({ name }) => name)).toEqual(['Bob', 'Cara', 'Dana'])
  })

  test('is said in a message that is never too long for a cookie', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    const people = Array.from({ length: 400 }, (_, number) => `${'נועה'.repeat(50)} ${number},one@example.com`).join('\n')
    await sendFile(organiser, id, Buffer.from(people), { confirm: 'yes' })
    expect((await organiser.get(paths.people(id))).text).toContain('and 396 more\u2069, since the addresses are other people’s')
  })

  test('fits into a cookie at its longest, also in a language that takes half as much again', () => {
    const addresses = (whose: string) => Array.from({ length: 400 }, (_, number) => `${whose}${number}.${'long'.repeat(13)}@${'example.'.repeat(22)}example`)
    const lines = addresses('shared').map((email, number): PlannedLine => {
      const person = { name: '🎅'.repeat(200), email, giftIdeas: '', household: '', isNamedByAddress: false, text: '', first: number + 1, last: number + 1 }
      return { ...person, fate: number % 2 === 0 ? 'shared' : 'joins' }
    })
    const households = [{ label: 'Millers', fate: 'new' as const, members: lines, added: lines }]
    const { text } = reportOf({ lines, households, unsent: addresses('unsent'), unwanted: addresses('unwanted') }, inEnglish)
    expect(text).toContain('and 197 more, since the addresses are other people’s')
    expect(Buffer.byteLength(text) * 1.5).toBeLessThan((4096 * 3) / 4)
  })
})
