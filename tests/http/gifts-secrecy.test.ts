import { expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { changesBy, kindOf, type Row, rowsOf } from '../support/changes.ts'
import { alice, type House, openHouse } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank', 'Grace']

/** A drawn exchange in which everybody has wishes, has answered and has looked. */
async function village() {
  const house = await openHouse()
  const { id, people } = await house.exchange('registration_closed', cast)
  const organiser = await house.alice()
  await organiser.post(paths.questions(id), { text: 'Your size?', kind: 'line', required: 'on' })
  const { id: question } = house.row<{ id: string }>('select id from question')
  for (const name of cast) {
    for (const thing of ['kite', 'book', 'tea']) await people[name]?.post(paths.wishes(), { title: `A ${thing} for ${name}`, note: name.repeat(name.length) })
    await people[name]?.post(paths.answers(), { [`answer_${question}`]: `Size of ${name}` })
  }
  await organiser.post(paths.draw(id))
  for (const name of cast) {
    await people[name]?.post(paths.match())
    await people[name]?.get(paths.match())
  }
  house.world.travel({ minutes: 31 })
  return { house, id, people: people as Record<string, Visitor>, organiser, question, draw: house.drawOf(id) }
}

type Village = Awaited<ReturnType<typeof village>>

const wishOf = (house: House, title: string) => house.row<{ id: string }>('select id from wish where title = ? and removed_at is null', title).id

/** What a giver does about the receiver's wishes. */
const actsOfGivers: Record<string, (village: Village, giver: string, receiver: string) => Promise<unknown>> = {
  look: ({ people }, giver) => (people[giver] as Visitor).get(paths.match()),
  'have an idea': ({ people }, giver) => (people[giver] as Visitor).post(paths.plan(), { gift: 'chosen' }),
  'have it ready': ({ people }, giver) => (people[giver] as Visitor).post(paths.plan(), { gift: 'ready' }),
  'pick a wish': ({ house, people }, giver, receiver) =>
    (people[giver] as Visitor).post(paths.plan(), { wish_id: wishOf(house, `A kite for ${receiver}`), taken: 'on' }),
  'pick another': ({ house, people }, giver, receiver) =>
    (people[giver] as Visitor).post(paths.plan(), { wish_id: wishOf(house, `A tea for ${receiver}`), taken: 'on' }),
  'give it back': ({ house, people }, giver, receiver) => (people[giver] as Visitor).post(paths.plan(), { wish_id: wishOf(house, `A tea for ${receiver}`) }),
  hide: ({ people }, giver) => (people[giver] as Visitor).post(paths.match(), { show: 'no' }),
  'show again': ({ people }, giver) => (people[giver] as Visitor).post(paths.match()),
}

/** What a receiver changes, of which the giver will hear. */
const actsOfReceivers: Record<string, (village: Village, receiver: string) => Promise<unknown>> = {
  'write gift ideas': ({ people }, receiver) => (people[receiver] as Visitor).post(paths.giftIdeas(), { gift_ideas: `Something else for ${receiver}` }),
  'add a wish': ({ people }, receiver) => (people[receiver] as Visitor).post(paths.wishes(), { title: `A lamp for ${receiver}` }),
  'change one that is picked': ({ house, people }, receiver) =>
    (people[receiver] as Visitor).post(paths.wish(wishOf(house, `A kite for ${receiver}`)), { title: `A drone for ${receiver}` }),
  'delete one': ({ house, people }, receiver) => (people[receiver] as Visitor).post(paths.deleteWish(wishOf(house, `A book for ${receiver}`))),
  answer: ({ people, question }, receiver) => (people[receiver] as Visitor).post(paths.answers(), { [`answer_${question}`]: `Another size of ${receiver}` }),
}

/** The identifiers by which somebody and what is theirs are named, each in whatever table. */
function namesOf(house: House, exchangeId: string, name: string): string[] {
  const id = house.idOf(exchangeId, name)
  const owned = ['wish', 'answer'].flatMap((table) => house.rows<{ id: string }>(`select id from ${table} where participant_id = ?`, id))
  const match = house.rows<{ id: string }>('select id from "match" where giver_id = ?', id)
  return [id, ...[...owned, ...match].map((row) => row.id)]
}

test('D9: what a giver does changes one row of the draw, the same whoever it is, in no length, and names nobody', async () => {
  const all = await village()
  const { house, id, draw } = all
  const everybody = cast.flatMap((name) => namesOf(house, id, name))
  const dates = new Set<unknown>()
  let compared = 0
  for (const giver of cast) {
    for (const [what, act] of Object.entries(actsOfGivers)) {
      const changes = await changesBy(house, () => act(all, giver, draw[giver] as string))
      expect([giver, what, changes.map(({ table }) => table)]).toEqual([giver, what, ['draw']])
      for (const { before, after } of changes) {
        compared++
        for (const row of [before, after]) for (const name of everybody) expect(JSON.stringify(row)).not.toContain(name)
        const [{ sealed_plans: old, ...rest }, { sealed_plans: sealed, ...others }] = [before as Row, after as Row]
        expect([what, String(sealed).length, others]).toEqual([what, String(old).length, rest])
        expect(sealed).not.toBe(old)
        dates.add(others.updated_at)
      }
    }
  }
  expect([compared, dates.size]).toEqual([cast.length * Object.keys(actsOfGivers).length, 1])
  console.log(`${compared} acts of ${cast.length} givers, looks among them: each changes the one text of the draw, and nothing else`)
})

test('D9: what a receiver changes names nothing of the giver, whether the giver has picked it or not', async () => {
  const all = await village()
  const { house, id, draw, people } = all
  const [picked, left] = [cast.slice(0, 3), cast.slice(3)]
  const giverOf = (name: string) => cast.find((giver) => draw[giver] === name) as string
  for (const receiver of picked)
    for (const thing of ['kite', 'book'])
      await people[giverOf(receiver)]?.post(paths.plan(), { wish_id: wishOf(house, `A ${thing} for ${receiver}`), taken: 'on' })
  const shapes = new Map<string, Set<string>>()
  let compared = 0
  for (const receiver of [...picked, ...left]) {
    const own = new Set(namesOf(house, id, receiver))
    const others = cast.filter((name) => name !== receiver).flatMap((name) => namesOf(house, id, name))
    for (const [what, act] of Object.entries(actsOfReceivers)) {
      const changes = (await changesBy(house, () => act(all, receiver))).filter(({ table }) => table !== 'rate_limit')
      // By tables and kinds of change it is the same for everybody.
      const shape = changes.map((change) => `${change.table} ${kindOf(change)}`).sort()
      shapes.set(what, (shapes.get(what) ?? new Set()).add(shape.join()))
      for (const { before, after } of changes) {
        compared++
        const text = JSON.stringify([before, after])
        for (const other of others) expect([what, text.includes(other) && !own.has(other)]).toEqual([what, false])
      }
    }
  }
  for (const [what, seen] of shapes) expect([what, [...seen]]).toEqual([what, [[...seen][0]]])
  console.log(`${compared} changes by ${cast.length} receivers, half of whose wishes were picked: alike, and none at the draw`)
})

test('D9: no row holds two ends of a pair, nor do the log and the organiser’s pages, after all of it and the e-mails of the next morning', async () => {
  const all = await village()
  const { house, id, draw, organiser } = all
  const pages = async () => {
    const read = [paths.exchange(id), paths.people(id), paths.mail(), paths.questions(id), paths.draw(id), paths.adminDashboard()]
    return (await Promise.all(read.map((path) => organiser.get(path)))).map(({ text }) => text)
  }
  await organiser.post(paths.adminLogin(), alice)
  await pages()
  const before = await pages()
  const logged = house.log.length
  for (const giver of cast) for (const [what, act] of Object.entries(actsOfGivers)) if (what !== 'have it ready') await act(all, giver, draw[giver] as string)
  expect(await pages()).toEqual(before)
  for (const receiver of cast) for (const act of Object.values(actsOfReceivers)) await act(all, receiver)
  house.world.travel({ hours: 24 })
  await house.tick()
  await house.deliver()
  expect(house.post.inbox.filter(({ subject }) => subject.startsWith('New on a wish list'))).toHaveLength(cast.length)
  const rows = [...rowsOf(house).values()].map((row) => JSON.stringify(row))
  for (const [giver, receiver] of Object.entries(draw)) {
    const [givers, receivers] = [namesOf(house, id, giver), namesOf(house, id, receiver)]
    expect(rows.filter((row) => givers.some((name) => row.includes(name)) && receivers.some((name) => row.includes(name)))).toEqual([])
  }
  const said = house.log.slice(logged).join('\n')
  for (const name of cast.flatMap((one) => [one, ...namesOf(house, id, one)])) expect(said).not.toContain(name)
  console.log(`${rows.length} rows, ${cast.length} pairs: no row with both`)
})
