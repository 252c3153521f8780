import { afterEach, describe, expect, test } from 'vitest'
import { smtpTransport } from '../../src/mail/smtp.ts'
import { longestMessage } from '../../src/messages/forms.ts'
import { readFigures } from '../../src/metrics/figures.ts'
import { paths } from '../../src/paths.ts'
import { type Change, changesBy, columnsOf, kindOf, type Row, rowsOf } from '../support/changes.ts'
import { alice, type House, openHouse } from '../support/house.ts'
import { authority, openSmtpOffice } from '../support/smtp-office.ts'
import type { Visitor } from '../support/visitor.ts'

/** Names of one length, so that what is as long for everybody is to the byte. */
const cast = ['Anna', 'Bert', 'Carl', 'Dora', 'Emil', 'Fred']
const sides = ['receiver', 'giver'] as const
type Side = (typeof sides)[number]

/** What an organiser proves who it is with, hours after signing in. */
const proof = { current_password: alice.password }

/** Words that stand nowhere else. */
const canary = 'Zwetschgenknoedel'

const openHouses: House[] = []
/** Every line of the log of every test here, at the level that writes the most. */
afterEach(() => {
  for (const house of openHouses.splice(0)) {
    const log = house.log.join('\n')
    for (const { id } of house.rows<{ id: string }>('select id from message union select id from message_report')) expect(log).not.toContain(id)
    expect(log).not.toContain(canary)
    expect(log).not.toContain('messages/receiver')
    expect(log).not.toContain('messages/giver')
  }
})

/** A drawn exchange, its e-mails sent and everybody in; it is ten in the morning in Berlin. */
async function drawn({ opened, ...options }: Parameters<typeof openHouse>[0] & { opened?: (house: House) => void } = {}) {
  const house = await openHouse(options)
  opened?.(house)
  const { id, people } = await house.exchange('matched', cast)
  await house.tick()
  await house.deliver()
  house.world.travel({ minutes: 1 })
  const draw = house.drawOf(id)
  openHouses.push(house)
  const as = (name: string) => people[name] as Visitor
  const giverOf = (name: string) => Object.keys(draw).find((giver) => draw[giver] === name) as string
  const across = (name: string, side: Side) => (side === 'receiver' ? (draw[name] as string) : giverOf(name))
  return { house, id, as, draw, across }
}

type Village = Awaited<ReturnType<typeof drawn>>

/** The next full hour at which messages are delivered, by the clock: announced, and not yet sent. */
async function announced(house: House, hours = 2) {
  house.world.travel({ hours })
  await house.tick((name) => name === 'announce messages')
}

/** How a change looks to whoever can't open anything: which columns of which table, and how long what stands there is and was. */
function shapeOf(change: Change): string {
  const { table, before, after } = change
  const lengths = columnsOf(change).map((column) => `${column} ${lengthOf(before?.[column])}→${lengthOf(after?.[column])}`)
  return `${table} ${kindOf(change)}: ${lengths.join(', ')}`
}

function lengthOf(value: unknown): number {
  return value === undefined ? -1 : value === null ? 0 : String(value).length
}

/** The identifiers of everybody, and of their matches. */
function everybodysNames(house: House): string[] {
  return ['participant', 'match'].flatMap((table) => house.rows<{ id: string }>(`select id from "${table}"`).map(({ id }) => id))
}

const worst = {
  'a word': { text: 'Hi' },
  'a thousand letters': { text: 'x'.repeat(longestMessage) },
  'a thousand signs of four bytes': { text: '🎄'.repeat(longestMessage) },
  'a thousand quotation marks': { text: '"'.repeat(longestMessage) },
  'a thousand line breaks and a letter': { text: `a${'\n'.repeat(longestMessage - 2)}b` },
  'a thousand of what JSON escapes': { text: `a${'\t\\'.repeat(longestMessage / 2 - 1)}b` },
  'a sentence': { phrase: 'thank-you' },
  'the longest sentence with a slot': { phrase: 'my-trouser-size', slot: '5XL' },
} satisfies Record<string, Record<string, string>>

/** What one can do in a thread that writes, and what is stored of it alike. */
const acts: Record<string, (visitor: Visitor, side: Side) => Promise<{ status: number }>> = {
  ...Object.fromEntries(Object.entries(worst).map(([what, fields]) => [what, (visitor: Visitor, side: Side) => visitor.post(paths.thread(side), fields)])),
  closing: (visitor, side) => visitor.post(paths.closeThread(side)),
  opening: (visitor, side) => visitor.post(paths.openThread(side)),
}

const reading: (typeof acts)[string] = (visitor) => visitor.get(paths.threads())

/** Previews, and what is refused. */
function refusedOrShown(name: string): Record<string, string>[] {
  return [{ text: `${canary} ${name}`, preview: 'on' }, { phrase: 'my-shoe-size', preview: 'on' }, { text: '' }, { phrase: 'none' }]
}

describe('D9: what is stored', () => {
  test('of a message is one row that is alike for everybody, in either thread, whatever it says, and names nobody', async () => {
    const { house, id, as } = await drawn()
    const names = everybodysNames(house)
    const shapes = new Set<string>()
    let compared = 0
    for (const name of cast)
      for (const side of sides)
        for (const [what, act] of Object.entries(acts)) {
          const changes = await changesBy(house, async () => expect([what, (await act(as(name), side)).status]).toEqual([what, 303]))
          expect([what, changes.length]).toEqual([what, 1])
          for (const { after = {} } of changes) {
            expect(after.exchange_id).toBe(id)
            for (const other of names) expect(JSON.stringify(after)).not.toContain(other)
            // No time but that of the delivery, which is the same for all of these hours.
            expect(new Set([after.created_at, after.updated_at, after.deliver_at]).size).toBe(1)
          }
          for (const change of changes) shapes.add(shapeOf(change))
          compared++
        }
    expect(shapes.size).toBe(1)
    expect([...shapes][0]).toMatch(/^message added: /)
    const rows = house.rows<Row>('select * from message')
    expect(new Set(rows.map(({ deliver_at }) => String(deliver_at))).size).toBe(1)
    expect(new Set(rows.map(({ tag }) => tag)).size).toBe(compared)
    console.log(`${compared} acts of ${cast.length} people in both threads: one shape, ${[...shapes][0]}`)
  })

  test('stands in the order of random identifiers, of which none tells of another', async () => {
    const { house, as } = await drawn()
    const written: string[] = []
    for (let round = 0; round < 5; round++)
      for (const name of cast) {
        const [change] = await changesBy(house, () => as(name).post(paths.thread('receiver'), { text: `Number ${round} of ${name}` }))
        written.push(change?.after?.id as string)
      }
    expect(written).not.toEqual(written.toSorted())
    if (house.isFile) {
      // In the order in which the table lies in the file.
      expect(house.rows<{ id: string }>('select * from message').map(({ id }) => id)).toEqual(written.toSorted())
      expect(() => house.rows('select rowid from message')).toThrow('no such column')
      expect(() => house.rows('select rowid from message_report')).toThrow('no such column')
    }
  })

  test('of a preview, of the page on which one writes, of the dashboard and of what is refused is nothing', async () => {
    const { house, as, across } = await drawn()
    for (const name of cast) await as(across(name, 'receiver')).post(paths.thread('giver'), { text: 'Hello' })
    await announced(house)
    for (const name of cast)
      for (const side of sides) {
        const changes = await changesBy(house, async () => {
          for (const fields of refusedOrShown(name)) await as(name).post(paths.thread(side), fields)
          await as(name).get(paths.thread(side))
          await as(name).get(paths.dashboard())
        })
        expect(changes.map(shapeOf)).toEqual([])
      }
  })

  test('of looking by, day after day, is nothing', async () => {
    const { house, as } = await drawn()
    for (let day = 0; day < 9; day += 3) {
      house.world.travel({ days: 3 })
      for (const name of cast) expect(await changesBy(house, async () => expect((await as(name).get(paths.dashboard())).status).toBe(200))).toEqual([])
    }
  })

  test('of reading is the same for everybody, whether there is something new, something at all, or nothing', async () => {
    const { house, id, as, draw } = await drawn()
    const names = everybodysNames(house)
    const shapes = new Set<string>()
    const look = async (name: string) => {
      house.world.travel({ minutes: 1 })
      const changes = await changesBy(house, () => as(name).get(paths.threads()))
      expect(changes.map(({ table }) => table)).toEqual(['draw'])
      for (const { after = {} } of changes) for (const other of names) expect(JSON.stringify(after)).not.toContain(other)
      return changes.map(shapeOf)
    }
    // The very first one, of whomever, makes the column full.
    await look('Anna')
    for (const name of cast) for (const shape of await look(name)) shapes.add(shape)
    for (const name of ['Anna', 'Bert', 'Carl']) await as(name).post(paths.thread('receiver'), { text: canary })
    for (const name of cast) for (const shape of await look(name)) shapes.add(shape)
    await announced(house)
    for (const name of cast) for (const shape of await look(name)) shapes.add(shape)
    for (const name of cast) for (const shape of await look(name)) shapes.add(shape)
    expect([...shapes]).toEqual([expect.stringMatching(/^draw changed: sealed_marks (\d+)→\1$/)])
    expect((await as(draw.Anna as string).get(paths.threads())).text).toContain(canary)
    expect(house.rows('select id from draw where exchange_id = ?', id)).toHaveLength(1)
    console.log(`${4 * cast.length + 1} looks: ${[...shapes]}`)
  })

  test('of a report is one row that is alike for everybody, in either thread, whatever was reported; deleting it takes that row alone', async () => {
    const { house, id, as, across } = await drawn()
    const names = everybodysNames(house)
    const organiser = await house.alice()
    const texts = Object.values(worst)
    let count = 0
    for (const name of cast)
      for (const side of sides) await as(across(name, side)).post(paths.thread(side === 'receiver' ? 'giver' : 'receiver'), texts[count++ % texts.length])
    await announced(house)
    const shapes = new Set<string>()
    const messages = house.rows<{ id: string }>('select id from message').map((row) => row.id)
    for (const name of cast) {
      const page = (await as(name).get(paths.threads())).html
      const own = messages.filter((message) => page.includes(paths.reportMessage(message)))
      expect(own).toHaveLength(2)
      for (const message of own) {
        const changes = await changesBy(house, () => as(name).post(paths.reportMessage(message)))
        expect(changes).toHaveLength(1)
        for (const change of changes) {
          for (const other of [...names, ...messages]) expect(JSON.stringify(change.after)).not.toContain(other)
          shapes.add(shapeOf(change))
        }
        expect(await changesBy(house, () => as(name).post(paths.reportMessage(message)))).toEqual([])
      }
    }
    expect([...shapes]).toEqual([expect.stringMatching(/^message_report added: /)])
    await announced(house, 4)
    await organiser.post(paths.adminLogin(), alice)
    const { id: report } = house.row<{ id: string }>('select id from message_report')
    const deletion = await changesBy(house, () => organiser.post(paths.deleteReport(id, report)))
    expect(deletion.map(({ table, after }) => [table, after])).toEqual([['message_report', undefined]])
  })

  test('holds no two people in one row, nor one person and a message, after all of it, a repair, and an undone draw', async () => {
    const { house, id, as, draw } = await drawn()
    const organiser = await house.alice()
    for (const name of cast) for (const side of sides) await as(name).post(paths.thread(side), { text: `${canary} of ${name}` })
    await announced(house)
    await house.deliver()
    for (const name of cast) await as(name).get(paths.threads())
    const together = () => {
      const everybody = house.rows<{ id: string }>('select id from participant').map((row) => row.id)
      const messages = house.rows<{ id: string; tag: string }>('select id, tag from message')
      return [...rowsOf(house).values()]
        .map((row) => JSON.stringify(row))
        .filter((row) => {
          const people = everybody.filter((person) => row.includes(person)).length
          const told = messages.filter((message) => row.includes(message.id) || row.includes(message.tag)).length
          return people > 1 || told > 1 || (people > 0 && told > 0)
        })
    }
    expect(together()).toEqual([])
    const lengths = () => house.rows<{ marks: string }>('select sealed_marks as marks from draw').map(({ marks }) => marks.length)
    const [before] = lengths()
    const kept = house.rows('select count(*) as count from message')
    const repair = await changesBy(house, () => organiser.post(paths.removePerson(id, house.idOf(id, 'Fred')), { confirm: 'yes', ...proof }))
    expect(repair.filter(({ table }) => table === 'message' || table === 'message_report')).toEqual([])
    expect(house.rows('select count(*) as count from message')).toEqual(kept)
    expect(lengths()).toEqual([before])
    expect(together()).toEqual([])
    for (const name of cast.slice(0, 5)) await as(name).get(paths.threads())
    // There is room for five now, whoever has another thread than before.
    expect(lengths()[0]).toBeLessThan(before as number)
    const afterRepair = lengths()
    for (const name of cast.slice(0, 5)) for (const side of sides) await as(name).post(paths.thread(side), { text: 'Hello once more' })
    await announced(house, 4)
    for (const name of cast.slice(0, 5)) await as(name).get(paths.threads())
    expect(lengths()).toEqual(afterRepair)
    expect(together()).toEqual([])
    await house.deliver()
    await organiser.post(paths.adminLogin(), alice)
    expect(house.looksOf(id)).toEqual({})
    await organiser.post(paths.undoDraw(id), proof)
    expect(house.rows('select * from message')).toEqual([])
    expect(house.stored()).not.toContain(canary)
    expect(Object.keys(draw)).toEqual(cast)
  })

  test('by PostgreSQL beside the columns ties no message, report or look to whoever it is of', async () => {
    const { house, as } = await drawn()
    if (house.isFile) return
    const written = () => house.rows('select id, xmin::text, xmax::text from participant order by id')
    const before = written()
    for (const name of cast) for (const side of sides) await as(name).post(paths.thread(side), { text: canary })
    expect(written()).toEqual(before)
    // That makes links for everybody, which the database notes at everybody.
    await announced(house)
    const after = written()
    for (const name of cast) {
      const page = (await as(name).get(paths.threads())).html
      const message = house.rows<{ id: string }>('select id from message').find((row) => page.includes(paths.reportMessage(row.id)))
      expect((await as(name).post(paths.reportMessage(message?.id as string))).status).toBe(303)
    }
    expect(written()).toEqual(after)
  })
})

describe('D9: the e-mails that tell of messages', () => {
  /** Anna hears of one message, as a giver; Bert of three, in both threads; Carl of one, as a receiver. */
  async function writeToThree({ as, across }: Village) {
    await as(across('Anna', 'receiver')).post(paths.thread('giver'), { text: canary })
    for (const text of ['One', 'Two']) await as(across('Bert', 'receiver')).post(paths.thread('giver'), { text: `${canary} ${text}` })
    await as(across('Bert', 'giver')).post(paths.thread('receiver'), { phrase: 'thank-you' })
    await as(across('Carl', 'giver')).post(paths.thread('receiver'), { text: 'x'.repeat(longestMessage) })
  }

  test('are queued in rows that name nobody and are alike, whoever gets them; links are made for everybody alike', async () => {
    const all = await drawn()
    const { house, id } = all
    await writeToThree(all)
    const changes = await changesBy(house, () => announced(house))
    const shapes = new Map<string, Set<string>>()
    for (const change of changes) shapes.set(change.table, (shapes.get(change.table) ?? new Set()).add(shapeOf(change)))
    expect([...shapes].map(([table, { size }]) => [table, size]).sort()).toEqual([
      ['exchange', 1],
      ['magic_token', 1],
      ['outgoing_email', 1],
    ])
    const links = changes.filter(({ table }) => table === 'magic_token').map(({ after }) => after?.participant_id)
    expect(links.sort()).toEqual(cast.map((name) => house.idOf(id, name)).sort())
    const queued = changes.filter(({ table }) => table === 'outgoing_email').map(({ after }) => after as Row)
    expect(queued).toHaveLength(3)
    const names = everybodysNames(house)
    for (const row of queued) {
      expect(row).toMatchObject({ participant_id: null, account_id: null, recipient: '' })
      for (const name of names) expect(JSON.stringify(row)).not.toContain(name)
    }
  })

  test.each(['well', 'refusing', 'busy', 'down', 'hanging up', 'dropping after acceptance'] as const)(
    'leave alike rows and nothing in the log when the mail service is %s',
    async (mood) => {
      const all = await drawn()
      const { house, id } = all
      // Of another length than the others, by name, address and language.
      house.exec('update participant set name = ? where name = ?', 'Bert-Ottokar von und zu Rabenstein', 'Bert')
      house.exec(`update participant set language = 'de' where name = 'Carl'`)
      await writeToThree(all)
      await announced(house)
      const logged = house.log.length
      house.post.mood = mood
      await house.deliver()
      const rows = house.rows<Row>(`select * from outgoing_email where kind = 'new messages'`)
      expect(rows).toHaveLength(3)
      // They are tried one after the other, in random order.
      const own = ['id', 'deduplication_key', 'updated_at', 'due_at', 'sent_at']
      const seen = rows.map((row) => Object.entries(row).filter(([column]) => !own.includes(column)))
      const shown = seen.map((columns) =>
        JSON.stringify(columns.map(([column, value]) => [column, column.startsWith('sealed_') ? lengthOf(value) : String(value)])),
      )
      expect(new Set(shown).size).toBe(1)
      expect(shown[0]).toContain(mood === 'well' || mood === 'refusing' ? '"sent"' : '"queued"')
      const said = house.log.slice(logged).join('\n')
      for (const { id: row } of rows as { id: string }[]) expect(said).not.toContain(row)
      for (const name of ['Anna', 'Bert', 'Carl']) expect(said).not.toContain(name)
      const organiser = await house.alice()
      await organiser.post(paths.adminLogin(), alice)
      expect((await organiser.get(paths.mail())).text).not.toContain('messages')
      expect(id).toBeDefined()
    },
  )

  test('don’t show whose mailbox takes none', async () => {
    const all = await drawn()
    const { house } = all
    await writeToThree(all)
    await announced(house)
    house.post.refuses = ({ to }) => (to[0] === 'bert@example.org' ? { status: 422, name: 'validation_error', message: 'no such mailbox' } : undefined)
    await house.deliver()
    const rows = house.rows<Row>(`select * from outgoing_email where kind = 'new messages'`)
    const shown = rows.map(({ id, deduplication_key, ...row }) => JSON.stringify(row))
    expect([rows.length, new Set(shown).size]).toEqual([3, 1])
  })

  test('are equal to the byte but for the name, the address and the link, by Resend', async () => {
    const all = await drawn()
    const { house } = all
    await writeToThree(all)
    const before = house.post.inbox.length
    await announced(house)
    await house.deliver()
    const letters = house.post.inbox.slice(before)
    expect(letters.map(({ to }) => to[0]).sort()).toEqual(['anna@example.org', 'bert@example.org', 'carl@example.org'])
    const bare = letters.map(({ idempotencyKey, attachments: _, ...letter }) =>
      JSON.stringify(letter)
        .replaceAll(/\/auth\/magic\/[\w-]{43}/g, '/L')
        .replaceAll(/anna|bert|carl/gi, 'N'),
    )
    expect(new Set(bare).size).toBe(1)
    expect(new Set(letters.map((letter) => JSON.stringify(letter).length)).size).toBe(1)
    expect(bare[0]).not.toContain(canary)
    const [letter] = letters
    expect(letter?.reply_to).toBeUndefined()
    expect(Object.keys(letter?.headers ?? {})).toEqual(['Auto-Submitted'])
    // Klaus himself, as in every e-mail.
    expect(new Set(letters.map(({ attachments }) => JSON.stringify(attachments))).size).toBe(1)
    const tokens = letters.flatMap(({ text }) => text.match(/\/auth\/magic\/[\w-]{43}/g) ?? [])
    expect(new Set(tokens).size).toBe(3)
    expect(new Set(letters.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3)
  })

  test('are equal to the byte but for the name, the address, the link and their identifier, by SMTP, window after window', async () => {
    const office = await openSmtpOffice()
    const smtp = smtpTransport(`smtp://klaus:secret@localhost:${office.port}`, { authority })
    const parcels: { to: string[]; text: string; subject: string }[] = []
    let inbox = parcels
    // Those who join find their link in the inbox of the house.
    const send: typeof smtp.send = (parcel, signal) => {
      inbox.push({ ...parcel, to: [parcel.to] })
      return smtp.send(parcel, signal)
    }
    const all = await drawn({ transport: { ...smtp, send }, opened: (house) => (inbox = house.post.inbox) })
    const { house } = all
    const raws: string[] = []
    for (let window = 0; window < 3; window++) {
      const before = office.inbox.length
      await writeToThree(all)
      await announced(house, window === 0 ? 2 : 4)
      await house.deliver()
      const letters = office.inbox.slice(before)
      expect(letters.map(({ to }) => to[0]).sort()).toEqual(['anna@example.org', 'bert@example.org', 'carl@example.org'])
      raws.push(...letters.map(({ raw }) => raw))
    }
    expect(new Set(raws.map(({ length }) => length)).size).toBe(1)
    const headers = raws.map((raw) =>
      raw
        .slice(0, raw.indexOf('\r\n\r\n'))
        .replaceAll(/\r\n\s+/g, ' ')
        .split('\r\n'),
    )
    const names = headers.map((lines) => lines.map((line) => line.split(':')[0]))
    expect(new Set(names.map(String)).size).toBe(1)
    expect(names[0]?.toSorted()).toEqual(['Auto-Submitted', 'Content-Type', 'Date', 'From', 'MIME-Version', 'Message-ID', 'Subject', 'To'])
    const valuesOf = (name: string) => headers.map((lines) => lines.find((line) => line.startsWith(`${name}:`)))
    expect(new Set(valuesOf('Message-ID')).size).toBe(raws.length)
    expect(new Set(valuesOf('Subject')).size).toBe(1)
    expect(raws.join()).not.toContain(canary)
  })
})

test('D9: the organiser’s pages, the list for spreadsheets, the figures and the log are the same, whoever has written, read and closed what', async () => {
  const { house, id, as } = await drawn()
  const organiser = await house.alice()
  const shown = async () => {
    const read = [
      paths.exchange(id),
      paths.people(id),
      paths.peopleAsCsv(id),
      paths.mail(),
      paths.adminDashboard(),
      paths.draw(id),
      paths.reports(id),
      ...cast.map((name) => paths.person(id, house.idOf(id, name))),
    ]
    const pages: string[] = []
    for (const path of read) pages.push((await organiser.get(path)).html.replaceAll(/nonce="[^"]*"/g, ''))
    return [...pages, JSON.stringify(await readFigures(house.services.orm.em.fork(), house.world))]
  }
  await announced(house, 4)
  await organiser.post(paths.adminLogin(), alice)
  await shown()
  const before = await shown()
  const lines = async (act: () => Promise<unknown>) => {
    const start = house.log.length
    await act()
    return house.log.slice(start).map((line) => line.replaceAll(/"(requestId|time|milliseconds)":[^,}]+/g, ''))
  }
  const logs = new Map<string, Set<string>>()
  for (const name of cast)
    for (const side of sides)
      for (const [what, act] of Object.entries({ ...acts, reading })) {
        const said = (await lines(() => act(as(name), side))).join('\n')
        logs.set(what, (logs.get(what) ?? new Set()).add(said))
      }
  for (const [what, seen] of logs) expect([what, seen.size]).toEqual([what, 1])
  const told = await lines(async () => {
    await announced(house, 4)
    await house.deliver()
  })
  expect(told).toEqual([expect.stringContaining('"job":"announce messages"')])
  expect(await lines(() => house.tick((job) => job === 'announce messages'))).toEqual(told)
  expect(house.rows(`select id from outgoing_email where kind = 'new messages' and state = 'sent'`)).toHaveLength(cast.length)
  expect(await shown()).toEqual(before)
})
