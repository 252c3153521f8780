import { expect, test } from 'vitest'
import { drawNames } from '../../src/draw/draw-names.ts'
import { undoDraw } from '../../src/draw/undo-draw.ts'
import { undoRepair } from '../../src/draw/undo-repair.ts'
import catalog from '../../src/language/en.json' with { type: 'json' }
import { english } from '../../src/language/languages.ts'
import { addPerson } from '../../src/participants/add-person.ts'
import { removePerson } from '../../src/participants/remove-person.ts'
import { rounds } from '../doors/extent.ts'
import { openHouse } from '../support/house.ts'
import { offered } from '../support/language.ts'
import { leaks } from './leaks.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank']

/** Each column that could put the matches or e-mails of a draw into an order. */
const orders = {
  'the order of the matches': 'select giver_id as giver from "match" order by rowid',
  'the identifiers of the matches': 'select giver_id as giver from "match" order by id',
  'the order of the e-mails': `select p.id as giver from outgoing_email o join participant p on p.email = o.recipient where o.kind = 'match notification' order by o.rowid`,
  'the identifiers of the e-mails': `select p.id as giver from outgoing_email o join participant p on p.email = o.recipient where o.kind = 'match notification' order by o.id`,
  'the order of joining': 'select id as giver from participant order by rowid',
}

test(`D2: ${rounds(48, 1000)} draws of five people tell nothing by orders, identifiers, times or lengths`, async () => {
  const house = await openHouse()
  const { id } = await house.exchange('registration_closed', cast, { match_in_email: 'on' })
  house.exec(`update participant set language = 'uk' where name in ('Bo', 'Dana', 'Erin the Elder')`)
  house.exec(`update participant set gift_ideas = 'something quite long indeed, with many words' where name = 'Dana'`)
  const drawn: Record<string, number[][]> = {}
  const lengths = new Set<number>()
  for (let round = 0; round < rounds(48, 1000); round++) {
    await drawNames(house.services.orm.em.fork(), house.services, { exchangeId: id }, new AbortController().signal)
    const draw = house.drawOf(id)
    const names = new Map(house.rows<{ id: string; name: string }>('select id, name from participant').map((person) => [person.id, person.name]))
    for (const [order, sql] of Object.entries(orders)) {
      const givers = house.rows<{ giver: string }>(sql).map(({ giver }) => names.get(giver) as string)
      const places = givers.map((giver) => givers.indexOf(draw[giver] as string))
      drawn[order] = [...(drawn[order] ?? []), places]
    }
    expect(house.rows('select distinct created_at, length(sealed_receiver) as length from "match"')).toHaveLength(1)
    const stored = house.rows<{ length: number }>(
      `select distinct created_at, due_at, length(sealed_content) as length from outgoing_email where kind = 'match notification'`,
    )
    expect(stored).toHaveLength(1)
    lengths.add(stored[0]?.length ?? 0)
    await undoDraw(house.services.orm.em.fork(), house.services, id)
    house.exec(`delete from outgoing_email where kind <> 'registration confirmation'`)
  }
  expect([...lengths]).toHaveLength(1)
  expect(Object.values(drawn).map((draws) => draws[0]?.length)).toEqual(Object.keys(orders).map(() => cast.length))
  expect(leaks(drawn)).toEqual([])
}, 200_000)

/** A language that takes far more room than any that is offered: every sentence with a tail as long again, of letters of two bytes. */
const wordy = offered(
  { code: 'uk', locale: 'en', name: 'Українська', direction: 'rtl' },
  Object.fromEntries(Object.entries(catalog).map(([key, sentence]) => [key, `${sentence} ${'щ'.repeat(sentence.length)}`])),
  catalog,
)

test('what is stored of the e-mails after a change has one length, whoever is concerned, whom they give to and what language they read', async () => {
  const house = await openHouse({ languages: [english, wordy] })
  const { id } = await house.exchange('registration_closed', ['Bo', 'Charlotte', 'Dana', 'Erin the Elder', 'Frank'], { match_in_email: 'on' })
  house.exec(`update participant set language = 'uk' where name in ('Bo', 'Dana', 'Erin the Elder')`)
  house.exec(`update participant set gift_ideas = 'something quite long indeed, with "many" words' where name = 'Frank'`)
  const dana = house.idOf(id, 'Dana')
  const lengths: Record<string, Set<number>> = {}
  // Nobody knows whether any of them arrived, so that they are kept to the byte.
  house.post.mood = 'hanging up'
  const collect = async (occasion: string) => {
    for (const what of ['parameters', 'content']) {
      const stored = house.rows<{ kind: string; length: number }>(
        `select kind, length(sealed_${what}) as length from outgoing_email where (kind like '%match%' or kind = 'back in') and sealed_${what} is not null`,
      )
      expect(stored.length).toBeGreaterThan(0)
      for (const { kind, length } of stored) lengths[`${occasion}: ${kind}, ${what}`] = (lengths[`${occasion}: ${kind}, ${what}`] ?? new Set()).add(length)
      await house.deliver()
    }
    house.exec(`delete from outgoing_email where kind <> 'registration confirmation'`)
  }
  const concerned = new Set<string>()
  for (let round = 0; round < 12; round++) {
    const em = () => house.services.orm.em.fork()
    await drawNames(em(), house.services, { exchangeId: id }, new AbortController().signal)
    house.exec(`delete from outgoing_email where kind <> 'registration confirmation'`)
    concerned.add(Object.entries(house.drawOf(id)).find(([, receiver]) => receiver === 'Dana')?.[0] ?? '')
    await removePerson(em(), house.services, { exchangeId: id, participantId: dana })
    await collect('removed')
    await undoRepair(em(), house.services, id)
    await collect('restored')
    await addPerson(em(), house.services, id, { name: 'Gina', email: 'gina@example.org' })
    await collect('added')
    await undoRepair(em(), house.services, id)
    await undoDraw(em(), house.services, id)
    house.exec(`delete from outgoing_email where kind <> 'registration confirmation'`)
  }
  expect(concerned.size).toBeGreaterThan(1)
  const kinds = ['added: changed match', 'added: match notification', 'removed: changed match', 'restored: back in', 'restored: restored match']
  expect(Object.keys(lengths).sort()).toEqual(kinds.flatMap((kind) => [`${kind}, content`, `${kind}, parameters`]))
  for (const [occasion, { size }] of Object.entries(lengths)) expect(size, occasion).toBe(1)
}, 60_000)
