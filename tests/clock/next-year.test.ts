import { expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { rounds } from '../doors/extent.ts'
import { addressOf, alice, type House, openHouse } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

type Group = { name: string; timezone: string; people: string[]; drawn: Map<string, string>[]; ids: string[] }

const zones = ['Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Asia/Kolkata']
const count = (house: House, table: string) => house.row<{ count: number }>(`select count(*) as count from ${table}`).count
const kept = (house: House) => ['past_exchange', 'past_pair', 'past_participant'].map((table) => count(house, table))

/** Lets the days go by until `date`, all jobs of the clock with them. */
async function goOnTo(house: House, date: string, days = 1): Promise<void> {
  while (house.world.now().toISOString().slice(0, 10) < date) {
    house.world.travel({ days })
    await house.tick((job) => job !== 'back up')
    if (house.row(`select 1 from outgoing_email where state = 'queued'`)) await house.deliver()
  }
}

async function signInAgain(house: House): Promise<Visitor> {
  const organiser = await house.alice()
  await organiser.post(paths.adminLogin(), { email: alice.email, password: alice.password })
  return organiser
}

/** Draws the names, and lets everybody say that they want to be invited again, save the last one. */
async function drawAndAsk(house: House, organiser: Visitor, group: Group, id: string, people: Map<string, Visitor>): Promise<void> {
  await organiser.post(paths.closeRegistration(id))
  expect((await organiser.post(paths.draw(id))).status).toBe(303)
  group.ids.push(id)
  group.drawn.push(new Map(Object.entries(house.drawOf(id))))
  for (const [name, visitor] of people) if (name !== group.people.at(-1)) await visitor.post(paths.preferences(), { invite_again: 'on' })
}

async function firstYear(house: House, group: Group): Promise<void> {
  const organiser = await house.alice()
  const details = { name: `${group.name} 2026`, timezone: group.timezone, remember_pairs: 'on' }
  const { id, slug } = await house.exchange('registration_open', [], details)
  const people = new Map<string, Visitor>()
  for (const name of group.people) people.set(name, await house.join(slug, name))
  const [one = '', other = ''] = group.people
  await organiser.post(paths.rules(id), { kind: 'household', participant_ids: [house.idOf(id, one), house.idOf(id, other)] })
  await drawAndAsk(house, organiser, group, id, people)
}

/** Whoever asked for it comes by the link, the last one by the invitation, as everybody could. */
async function nextYear(house: House, group: Group): Promise<void> {
  const organiser = await signInAgain(house)
  const before = house.post.inbox.length
  const id = (await organiser.post(paths.again(group.ids.at(-1) as string))).location?.split('/').at(-1) as string
  // The year before last counts, too.
  await organiser.post(paths.rules(id), { kind: 'history', earlier_exchange_id: group.ids })
  expect((await organiser.post(paths.openRegistration(id))).status).toBe(303)
  await house.deliver()
  const letters = house.post.inbox.slice(before).filter(({ subject }) => subject.startsWith('It’s on again: '))
  expect(letters.map(({ to }) => to[0]).sort()).toEqual(group.people.slice(0, -1).map(addressOf).sort())
  const people = new Map<string, Visitor>()
  for (const name of group.people.slice(0, -1)) {
    const text = letters.find(({ to }) => to.includes(addressOf(name)))?.text ?? ''
    const visitor = house.visitor()
    const link = /\/participation\/again\/[\w-]{43}/.exec(text)?.[0] as string
    expect((await visitor.post(link, { choice: 'yes' })).status).toBe(303)
    people.set(name, visitor)
  }
  const last = group.people.at(-1) as string
  people.set(last, await house.join(house.row<{ slug: string }>('select slug from exchange where id = ?', id).slug, last))
  await drawAndAsk(house, organiser, group, id, people)
}

test('two years: nobody has the receiver of the year before, households stay, and what was kept is gone in time', { timeout: 300_000 }, async () => {
  const house = await openHouse()
  await house.alice()
  const groups = Array.from({ length: rounds(4, 12) }, (_, index): Group => {
    const name = `Group ${'abcdefghijkl'[index]}`
    const people = Array.from({ length: 8 + (index % 4) * 3 }, (__, place) => `${name} ${place}`)
    return { name, timezone: zones[index % zones.length] as string, people, drawn: [], ids: [] }
  })
  const all = groups.reduce((sum, { people }) => sum + people.length, 0)
  await goOnTo(house, '2026-12-01')
  for (const group of groups) await firstYear(house, group)
  for (const year of [2027, 2028]) {
    await goOnTo(house, `${year}-02-15`)
    // Whoever asked to be invited last year, too, is remembered for that year as well.
    expect([count(house, 'exchange'), ...kept(house)]).toEqual([0, groups.length * (year - 2026), all * (year - 2026), (all - groups.length) * (year - 2026)])
    await goOnTo(house, `${year}-12-01`, 7)
    for (const group of groups) await nextYear(house, group)
  }
  let pairs = 0
  for (const { drawn, people } of groups) {
    for (const name of people) {
      const receivers = drawn.map((draw) => draw.get(name))
      expect(new Set(receivers).size, name).toBe(3)
      pairs += receivers.length
    }
    const [one = '', other = ''] = people
    for (const draw of drawn) expect([draw.get(one) === other, draw.get(other) === one]).toEqual([false, false])
  }
  await goOnTo(house, '2029-02-15')
  // Those of 2026 were there for 15 months, until the spring of 2028.
  expect(kept(house)).toEqual([groups.length * 3, all * 3, (all - groups.length) * 2])
  for (const [date, years, people] of [
    ['2029-06-01', 3, 1],
    ['2030-03-01', 2, 1],
    ['2030-06-01', 2, 0],
    ['2031-03-01', 1, 0],
    ['2032-03-01', 0, 0],
  ] as const) {
    await goOnTo(house, date, 7)
    expect(kept(house), date).toEqual([groups.length * years, all * years, (all - groups.length) * people])
  }
  const stored = house.stored()
  for (const { people } of groups) for (const name of people) expect([stored.includes(name), stored.includes(addressOf(name))]).toEqual([false, false])
  console.log(`next year: ${groups.length} exchanges of ${all} people in all, three years, ${pairs} pairs, none of them twice; nothing kept in the end`)
})
