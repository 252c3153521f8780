import { describe, expect, test } from 'vitest'
import { compile } from '../../src/database/compile.ts'
import { engineOf } from '../../src/database/engine.ts'
import { change, query, queryOne } from '../../src/database/query.ts'
import { openHouse } from '../support/house.ts'

const findPeople = query((db, given: { ids: string[]; exchangeId: string }) =>
  db
    .selectFrom('Participant as p')
    .innerJoin('Exchange as e', 'e.id', 'p.exchange')
    .leftJoin('Match as m', 'm.giver', 'p.id')
    .select(['p.name', 'p.giftIdeas', 'p.createdAt', 'p.reminderEnabled', 'e.name as exchangeName', 'e.exchangeDate', 'm.createdAt as drawnAt'])
    .select((eb) => [
      eb('p.withdrawnAt', 'is not', null).as('hasLeft'),
      eb.fn.max('p.createdAt').over().as('newest'),
      eb.exists(eb.selectFrom('Draw as d').select('d.id').whereRef('d.exchange', '=', 'e.id')).as('isDrawn'),
      eb
        .selectFrom('Participant as other')
        .whereRef('other.exchange', '=', 'e.id')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .as('count'),
    ])
    .where('p.id', 'in', given.ids)
    .where('e.id', '=', given.exchangeId)
    .orderBy('p.name'),
)
const findOthers = query((db, given: { ids: string[] }) => db.selectFrom('Participant').select('name').where('id', 'not in', given.ids).orderBy('name'))
const findPerson = queryOne((db, given: { name: string; isAsked: boolean }) =>
  db.selectFrom('Participant').select('id').where('name', '=', given.name).where('reminderEnabled', '=', given.isAsked),
)
const rename = change((db, given: { id: string; name: string; now: Date }) =>
  db.updateTable('Participant').set({ name: given.name, wantsOutAt: given.now }).where('id', '=', given.id).where('wantsOutAt', 'is', null),
)

async function openExchange() {
  const house = await openHouse()
  const { id } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana'])
  const [bob, dana] = ['Bob', 'Dana'].map((name) => house.idOf(id, name)) as [string, string]
  return { house, em: house.services.orm.em.fork(), id, bob, dana }
}

describe('a declared statement', () => {
  test('gives the names of properties, dates, and conditions as booleans, in a transaction or outside', async () => {
    const { house, em, id, bob, dana } = await openExchange()
    const now = house.world.now()
    const person = (name: string) => ({
      name,
      giftIdeas: `${name} likes socks`,
      createdAt: now,
      reminderEnabled: true,
      exchangeName: 'Millers’ Christmas',
      exchangeDate: expect.any(String),
      drawnAt: null,
      hasLeft: false,
      newest: now,
      isDrawn: false,
      count: 3,
    })
    const found = await findPeople(em, { ids: [dana, bob], exchangeId: id })
    expect(found).toEqual([person('Bob'), person('Dana')])
    expect(await em.transactional((transaction) => findPeople(transaction, { ids: [dana, bob], exchangeId: id }))).toEqual(found)
  })

  test('takes lists of any length, and booleans', async () => {
    const { em, id, bob, dana } = await openExchange()
    expect(await findPeople(em, { ids: [], exchangeId: id })).toEqual([])
    expect(await findOthers(em, { ids: [bob] })).toEqual([{ name: 'Charlie' }, { name: 'Dana' }])
    expect(await findOthers(em, { ids: [] })).toHaveLength(3)
    expect(await findPerson(em, { name: 'Dana', isAsked: true })).toEqual({ id: dana })
    expect(await findPerson(em, { name: 'Dana', isAsked: false })).toBeUndefined()
  })

  test('changes what still stands as it says, and tells how many rows that were', async () => {
    const { house, em, bob } = await openExchange()
    const tries = Array.from({ length: 30 }, (_, index) => rename(em.fork(), { id: bob, name: `Bob ${index}`, now: house.world.now() }))
    expect((await Promise.all(tries)).filter((changed) => changed === 1)).toHaveLength(1)
    expect(house.row('select wants_out_at from participant where id = ?', bob)).toEqual({ wants_out_at: house.world.now().getTime() })
  })

  test('does not compile with a name that no entity has', async () => {
    const { em } = await openExchange()
    // @ts-expect-error: participants have no such property.
    const misspell = () => compile(em, engineOf(em), (db) => db.selectFrom('Participant').select('giftIdea'))
    expect(misspell).toThrow('Participant has no giftIdea')
    // @ts-expect-error: a name is no number.
    compile(em, engineOf(em), (db, given: { name: number }) => db.selectFrom('Participant').select('id').where('name', '=', given.name))
  })
})
