import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, type House, openHouse } from '../support/house.ts'
import { fatesIn, listIn } from '../support/preview.ts'

const overHtmx = { headers: { 'HX-Request-Type': 'partial' } }

function peopleOf(house: House): string[] {
  return house
    .rows<{ name: string; email: string }>('select name, email from participant where withdrawn_at is null')
    .map(({ name, email }) => `${name} ${email}`)
    .toSorted()
}

describe('a list of people', () => {
  test('is shown line by line before anybody is added, then added as a whole, with a link for each', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', ['Bob'])
    const organiser = await house.alice()
    const page = await organiser.get(paths.importPeople(id))
    expect(page.html).toContain('enctype="multipart/form-data"')
    expect(page.text).not.toContain('(optional)')
    const people = 'Name,E-mail\nBobby, BOB@example.org\n\nCharlie,charlie@example.org\n"Miller, Dana",dana@example.org\nCharles,Charlie@example.org'
    const preview = await organiser.post(paths.importPeople(id), { people })
    expect(preview).toMatchObject({ status: 200, text: expect.stringContaining('2 people would be added. 2 people are left out') })
    expect(fatesIn(preview)).toEqual([
      'Line 2 Bobby bob@example.org That’s the address of Bob, who is in already. Two people sharing a mailbox? Give this one an address like bob+2@example.org.',
      'Line 4 Charlie charlie@example.org will join',
      'Line 5 Miller, Dana dana@example.org will join',
      'Line 6 Charles charlie@example.org The same address is on line 4, for Charlie. Two people sharing a mailbox? Give this one an address like charlie+2@example.org.',
    ])
    expect(preview.text).toContain('Skipped: line 1 (heading) and line 3 (blank).')
    expect(preview.html).toContain('Add 2 people')
    expect(peopleOf(house)).toEqual(['Bob bob@example.org'])
    expect(await organiser.post(paths.importPeople(id), { people, confirm: 'yes' })).toMatchObject({ status: 303, location: paths.people(id) })
    expect((await organiser.get(paths.people(id))).text).toContain('2 people were added, and e-mails with links are on their way.')
    expect(peopleOf(house)).toEqual(['Bob bob@example.org', 'Charlie charlie@example.org', 'Miller, Dana dana@example.org'])
    await house.deliver()
    expect(await house.visitor().post(house.linkTo('dana@example.org'))).toMatchObject({ status: 303, location: paths.dashboard() })
    expect(await organiser.post(paths.importPeople(id), { people, confirm: 'yes' })).toMatchObject({ status: 303 })
    expect(peopleOf(house)).toHaveLength(3)
  })

  test('with lines that can’t be read adds the others, and then shows those lines alone, to be mended', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    const people = 'Bob,bob@example.org\nCharlie\nwww.evil.com,x@example.org\n"Dana,dana@example.org\n,erin@example.org'
    const bad = [
      'Charlie There’s no e-mail address. Write the name, a comma, then the address.',
      'www.evil.com,x@example.org A name can’t have a web or e-mail address in it. If it isn’t one, put a space after the dot.',
      '"Dana,dana@example.org There’s an opening quotation mark here, but no closing one.',
      ',erin@example.org Please enter the name.',
    ]
    const preview = await organiser.post(paths.importPeople(id), { people })
    expect(preview).toMatchObject({ status: 200, text: expect.stringContaining('4 lines need another look.') })
    expect(fatesIn(preview)).toEqual([...bad.map((line, place) => `Line ${place + 2} ${line}`), 'Line 1 Bob bob@example.org will join'])
    expect(preview.html).toContain('Charlie\nwww.evil.com,x@example.org\n&quot;Dana')
    expect(preview.html).toContain('Add 1 person')
    expect(peopleOf(house)).toEqual([])
    const added = await organiser.post(paths.importPeople(id), { people, confirm: 'yes' })
    expect(added).toMatchObject({ status: 200, text: expect.stringContaining('1 person was added, and an e-mail with a link is on its way.') })
    expect(fatesIn(added)).toEqual(bad.map((line, place) => `Line ${place + 1} ${line}`))
    const waiting = people.slice(people.indexOf('Charlie'))
    expect(listIn(added)).toBe(waiting)
    expect(added.html).not.toContain('value="yes"')
    expect(peopleOf(house)).toEqual(['Bob bob@example.org'])
    expect(await organiser.post(paths.importPeople(id), { people: waiting, confirm: 'yes' })).toMatchObject({ status: 422 })
    const mended = 'Charlie,charlie@example.org\nDana,dana@example.org'
    expect(await organiser.post(paths.importPeople(id), { people: mended, confirm: 'yes' })).toMatchObject({ status: 303, location: paths.people(id) })
    expect(peopleOf(house)).toEqual(['Bob bob@example.org', 'Charlie charlie@example.org', 'Dana dana@example.org'])
  })

  test.each([
    ['commas', 'Bob,bob@example.org'],
    ['semicolons', 'Bob;bob@example.org'],
    ['tabs', 'Bob\tbob@example.org\tmore'],
    ['quotes', '"Bob","bob@example.org"'],
    ['a mark at the beginning, and CRLF', '\ufeffname,email\r\nBob , bob@example.org \r\n\r\n'],
    ['a heading in another language', 'Vorname;E-Mail-Adresse\nBob;bob@example.org'],
    ['a note of several lines', 'Bob,bob@example.org,"likes\ntea, and ""cake"" "\n'],
    ['further columns', 'name,email,status\nBob,bob@example.org,has signed in'],
  ])('is read with %s', async (_, people) => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    expect(await (await house.alice()).post(paths.importPeople(id), { people, confirm: 'yes' })).toMatchObject({ status: 303 })
    expect(peopleOf(house)).toEqual(['Bob bob@example.org'])
  })

  test.each([
    ['UTF-8', Buffer.from('Zoë;zoe@example.org\r\n')],
    ['UTF-8 with its mark', Buffer.from('\ufeffZoë;zoe@example.org\r\n')],
    ['Latin-1', Buffer.from('Zoë;zoe@example.org\r\n', 'latin1')],
    ['UTF-16 with its mark', Buffer.from('\ufeffZoë\tzoe@example.org\r\n', 'utf16le')],
  ])('comes as a file in %s too, whose text then stands in the form', async (_, bytes) => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const body = new FormData()
    body.set('people', 'Bob,bob@example.org')
    body.set('file', new Blob([new Uint8Array(bytes)]), 'people.csv')
    const preview = await (await house.alice()).send('POST', paths.importPeople(id), body)
    expect(fatesIn(preview)).toEqual(['Line 1 Bob bob@example.org will join', 'Line 2 Zoë zoe@example.org will join'])
    expect(preview.html).toMatch(/>\nBob,bob@example.org\nZoë[;\t]zoe@example.org\n+<\/textarea>/)
    expect(peopleOf(house)).toEqual([])
  })

  test('is looked through in its place over htmx, with its file, and leads to the people once it is added', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    const body = new FormData()
    body.set('people', '')
    const nothing = await organiser.send('POST', paths.importPeople(id), body, overHtmx)
    expect(nothing.status).toBe(422)
    expect(nothing.html).toMatch(/^<form id="import"[^>]* enctype="multipart\/form-data".*<textarea[^>]* aria-invalid="true" autofocus/s)
    body.set('file', new Blob(['Bob,bob@example.org\nCharlie\n']), 'people.csv')
    const troubled = await organiser.send('POST', paths.importPeople(id), body, overHtmx)
    expect(troubled.html).toMatch(/^<form id="import".*<h2[^>]* tabindex="-1" data-outcome>One line needs another look.<\/h2>/s)
    expect(fatesIn(troubled)[0]).toContain('Line 2 Charlie There’s no e-mail address.')
    const people = 'Bob,bob@example.org\nCharlie,charlie@example.org\n'
    const ready = await organiser.post(paths.importPeople(id), { people }, overHtmx)
    expect(ready.html).toMatch(
      /^<form id="import".*<h2 tabindex="-1" autofocus>Is this right\?<\/h2>.*<button class="button" name="confirm" value="yes">Add 1 person</s,
    )
    expect(ready.html).not.toContain('<main')
    const added = await organiser.post(paths.importPeople(id), { people, confirm: 'yes' }, overHtmx)
    expect([added.status, added.headers.get('HX-Redirect')]).toEqual([204, paths.people(id)])
    expect((await organiser.get(paths.people(id))).text).toContain('1 person was added')
  })

  test('over htmx that can’t be added any more is refused in its place, and kept', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('completed', ['Bob', 'Charlie', 'Dana'])
    const answer = await (await house.alice()).post(paths.importPeople(id), { people: 'Erin,erin@example.org', confirm: 'yes' }, overHtmx)
    expect(answer.status).toBe(409)
    expect(answer.html).toMatch(/^<form id="import".*role="alert" tabindex="-1">.*completed, so no one can be added.*Erin,erin@example.org/s)
  })

  test('that is empty asks for one', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    for (const people of ['', ' \n\n', 'name,email']) {
      const answer = await (await house.alice()).post(paths.importPeople(id), { people, confirm: 'yes' })
      expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('Please enter at least one person') })
    }
  })

  test('that is too long for the exchange says which lines find no room', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob', 'Charlie'], { max_participants: '3' })
    const organiser = await house.alice()
    const people = ['Charlie', 'Dana', 'Erin'].map((name) => `${name},${addressOf(name)}`).join('\n')
    const answer = await organiser.post(paths.importPeople(id), { people, confirm: 'yes' })
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('1 person was added') })
    expect(fatesIn(answer)).toEqual(['Line 1 Erin erin@example.org doesn’t fit: the exchange is full'])
    expect(peopleOf(house)).toHaveLength(3)
    expect(await organiser.post(paths.importPeople(id), { people: listIn(answer), confirm: 'yes' })).toMatchObject({ status: 409 })
  })

  test('that is sent twice adds nobody twice, and says that everybody is in', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    for (const words of ['1 person was added', 'Everyone on the list is in.']) {
      await organiser.post(paths.importPeople(id), { people: 'Bob,bob@example.org', confirm: 'yes' })
      expect((await organiser.get(paths.people(id))).text).toContain(words)
    }
    expect(peopleOf(house)).toEqual(['Bob bob@example.org'])
  })

  test('brings people back who had left', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob'])
    await people.Bob?.post(paths.withdraw())
    const organiser = await house.alice()
    const list = { people: 'Bob,bob@example.org' }
    expect(fatesIn(await organiser.post(paths.importPeople(id), list))).toEqual(['Line 1 Bob bob@example.org will come back: has been in before'])
    await organiser.post(paths.importPeople(id), { ...list, confirm: 'yes' })
    expect(peopleOf(house)).toEqual(['Bob bob@example.org'])
  })

  test.each([
    ['draft', 'Open registration first'],
    ['matched', 'Add people one by one now'],
    ['completed', 'completed, so no one can be added'],
  ] as const)('for an exchange that is %s is refused and kept', async (state, message) => {
    const house = await openHouse()
    const { id } = await house.exchange(state, ['Bob', 'Charlie', 'Dana'])
    const organiser = await house.alice()
    expect((await organiser.get(paths.importPeople(id))).text).toContain(message)
    for (const confirm of ['', 'yes']) {
      const answer = await organiser.post(paths.importPeople(id), { people: 'Erin,erin@example.org', confirm })
      expect(answer).toMatchObject({ status: 409, text: expect.stringContaining(message), html: expect.stringContaining('Erin,erin@example.org') })
    }
    expect(house.rows(`select * from participant where name = 'Erin'`)).toEqual([])
  })

  test('of 500 people goes in at once, behind the mail that somebody waits for; more than 1,000 do not', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    const list = (count: number) => Array.from({ length: count }, (_, number) => `Guest ${number},guest${number}@example.org`).join('\n')
    expect(await organiser.post(paths.importPeople(id), { people: list(500), confirm: 'yes' })).toMatchObject({ status: 303 })
    expect(peopleOf(house)).toHaveLength(501)
    expect(house.row('select count(*) as count from outgoing_email where state = ?', 'queued')).toEqual({ count: 500 })
    expect((await organiser.get(paths.people(id))).text).toContain('501 people')
    house.post.inbox.length = 0
    await house.visitor().post(paths.requestAccess(slug), { email: 'bob@example.org' })
    await house.deliver()
    expect(house.post.inbox.slice(0, 10).map(({ to }) => to[0])).toContain('bob@example.org')
    expect(house.post.inbox).toHaveLength(501)
    const tooMany = await organiser.post(paths.importPeople(id), { people: list(1001) })
    expect(tooMany).toMatchObject({ status: 409, text: expect.stringContaining('only 1,000 fit at a time') })
  }, 60_000)

  test('of more than 256 KiB is refused', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    expect(await (await house.alice()).post(paths.importPeople(id), { people: 'x'.repeat(262_145) })).toMatchObject({ status: 413 })
  })

  test('that was saved here can be added there, whatever a spreadsheet would make of it', async () => {
    const house = await openHouse()
    const first = await house.exchange('registration_open')
    const organiser = await house.alice()
    const names = ['=1+1', '＝1+1', '＋1', '－1', '＠SUM', '+Bob', '-Charlie', '@Dana', "'=Erin", "'t Hooft", 'Miller, "Ann"', 'Zoë; O’Neil', 'נועה', '🎄']
    const people = names.map((name, number) => `"${name.replaceAll('"', '""')}",guest${number}@example.org`).join('\n')
    await organiser.post(paths.importPeople(first.id), { people: people.replace('"\'=Erin"', `"''=Erin"`).replace('"=1+1"', '=1+1'), confirm: 'yes' })
    const stored = peopleOf(house)
    expect(stored.map((person) => person.replace(/ guest.*/, ''))).toEqual(names.toSorted())
    const file = (await organiser.get(paths.peopleAsCsv(first.id))).html
    expect(file.split('\r\n').filter((line) => /^"?[=+\-@＝＋－＠]/.test(line))).toEqual([])
    const second = await house.exchange('registration_open', [], { name: 'Office' })
    expect(await organiser.post(paths.importPeople(second.id), { people: file, confirm: 'yes' })).toMatchObject({ status: 303 })
    const copied = house.rows<{ name: string; email: string }>('select name, email from participant where exchange_id = ?', second.id)
    expect(copied.map(({ name, email }) => `${name} ${email}`).sort()).toEqual(stored.sort())
  })
})
