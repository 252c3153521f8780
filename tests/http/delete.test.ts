import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { limits } from '../../src/auth/limits.ts'
import { engineOf } from '../../src/database/engine.ts'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, exchangeFields, type House, openHouse, registration } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana']
const { name } = exchangeFields

/** Everything that belongs to an exchange or its people, counted by table. */
const leftovers = (house: House) =>
  ['exchange', 'participant', '"match"', 'magic_token', 'household', 'exclusion_rule', 'exclusion_rule_member', 'draw_repair', 'notice']
    .concat(['organiser', 'session where participant_id is not null', 'outgoing_email where exchange_id is not null'])
    .filter((table) => house.rows(`select * from ${table}`).length > 0)

/** An exchange with a row in every table, of which nothing may stay. */
async function withEverything(house: House): Promise<{ id: string; slug: string; people: Record<string, Visitor> }> {
  const exchange = await house.exchange('matched', cast)
  const organiser = await house.alice()
  await organiser.post(paths.notifications(exchange.id), { draw_done: 'on', reminder_days: '7' })
  await exchange.people.Bob?.post(paths.match())
  const [bob, dana] = ['Bob', 'Dana'].map((someone) => house.idOf(exchange.id, someone)) as [string, string]
  house.insert('household', { id: 'h1', exchange_id: exchange.id })
  house.exec(`update participant set household_id = 'h1'`)
  house.insert('exclusion_rule', { id: 'r1', exchange_id: exchange.id, kind: 'exclusion' })
  house.insert('exclusion_rule_member', { id: 'rm1', rule_id: 'r1', participant_id: bob, position: 0 })
  house.insert('exclusion_rule_member', { id: 'rm2', rule_id: 'r1', participant_id: dana, position: 1 })
  house.insert('draw_repair', { id: 'd1', exchange_id: exchange.id, cause: 'left', participant_id: dana, sealed_draw_before: 'sealed' })
  // Of a participant who signed in before version 1.4.
  house.insert('session', { id: 's1', token_hash: 'hash', participant_id: bob, expires_at: new Date(0), ends_at: new Date(0), user_agent: '' })
  return exchange
}

describe('the page before deleting', () => {
  test('says what is lost, who is told, and what brings it back', async () => {
    const house = await openHouse()
    const { id } = await withEverything(house)
    await (await house.alice()).post(paths.questions(id), { text: 'Your size?', kind: 'line' })
    const page = await (await house.alice()).get(paths.deleteExchange(id))
    for (const words of [
      '1 question, with its answers',
      '3 people with name, address and sign-ins',
      'the gift ideas of 3 people',
      '3 matches',
      '2 rules for the draw',
      '3 of them not sent yet',
      'Only a backup you made before',
      '3 people get an e-mail',
      'Type the name of the exchange',
    ]) {
      expect(page.text).toContain(words)
    }
    expect(house.row('select count(*) as count from exchange')).toEqual({ count: 1 })
  })

  test('of a draft asks for nothing', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    const page = await (await house.alice()).get(paths.deleteExchange(id))
    expect(page.html).not.toContain('<input')
    expect(page.text).not.toMatch(/e-mail|people/)
  })

  test('and deleting are closed to everybody else, and 404 for an unknown exchange', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob'])
    for (const someone of [house.visitor(), people.Bob as Visitor]) {
      expect(await someone.get(paths.deleteExchange(id))).toMatchObject({ status: 303, location: paths.adminLogin(paths.deleteExchange(id)) })
      expect(await someone.post(paths.deleteExchange(id), { name })).toMatchObject({ status: 303, location: paths.adminLogin(paths.deleteExchange(id)) })
    }
    const unknown = paths.deleteExchange('00000000-0000-4000-8000-000000000000')
    const organiser = await house.alice()
    expect([(await organiser.get(unknown)).status, (await organiser.post(unknown, { name })).status]).toEqual([404, 404])
    expect(house.row('select count(*) as count from exchange')).toEqual({ count: 1 })
  })
})

describe('deleting', () => {
  test('a draft needs no more than the button', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    const organiser = await house.alice()
    expect(await organiser.post(paths.deleteExchange(id))).toMatchObject({ status: 303, location: paths.adminDashboard() })
    expect((await organiser.get(paths.adminDashboard())).text).toContain('The exchange is deleted.')
    expect(leftovers(house)).toEqual([])
  })

  test.each(['', 'Millers', 'Millers’ Christmas!', 'millers’ christmas'])('needs the name, and %j is not', async (typed) => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const answer = await (await house.alice()).post(paths.deleteExchange(id), { name: typed })
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('That isn’t the name of this exchange') })
    expect(answer.html).toContain('id="name-error"')
    expect(answer.html).toContain(`value="${typed}"`)
    expect(house.row('select count(*) as count from exchange')).toEqual({ count: 1 })
  })

  // The name shows which exchange is meant; phones end with a space by themselves.
  test.each(['Millers’ Christmas ', ' Millers’  Christmas'])('takes the name with other spaces: %j', async (typed) => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    expect(await (await house.alice()).post(paths.deleteExchange(id), { name: typed })).toMatchObject({ status: 303, location: paths.adminDashboard() })
    expect(house.row('select count(*) as count from exchange')).toEqual({ count: 0 })
  })

  test.each(['registration_open', 'registration_closed', 'matched', 'completed'] as const)('an exchange that is %s leaves no row', async (state) => {
    const house = await openHouse()
    const { id, slug, people } = await house.exchange(state, cast)
    const organiser = await house.alice()
    expect(await organiser.post(paths.deleteExchange(id), { name: `  ${name} ` })).toMatchObject({ status: 303, location: paths.adminDashboard() })
    expect(leftovers(house)).toEqual([])
    const gone = [paths.exchange(id), paths.notifications(id), paths.deleteExchange(id), paths.draw(id)]
    expect(await Promise.all(gone.map(async (path) => (await organiser.get(path)).status))).toEqual([404, 404, 404, 404])
    expect((await house.visitor().get(paths.register(slug))).status).toBe(404)
    expect(await people.Bob?.get(paths.dashboard())).toMatchObject({ status: 303, location: '/' })
    expect(await organiser.post(paths.deleteExchange(id), { name })).toMatchObject({ status: 404 })
    expect((await organiser.get(paths.mail())).status).toBe(200)
  })

  test('asks for the password when it was given a while ago, and keeps what was typed', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    house.world.travel({ minutes: 21 })
    expect((await organiser.get(paths.deleteExchange(id))).text).toContain('Your password')
    const answer = await organiser.post(paths.deleteExchange(id), { name })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain(`value="${name}"`)
    expect(await organiser.post(paths.deleteExchange(id), { name, current_password: 'a wild guess' })).toMatchObject({ status: 422 })
    expect(house.row('select count(*) as count from exchange')).toEqual({ count: 1 })
    expect(await organiser.post(paths.deleteExchange(id), { name, current_password: alice.password })).toMatchObject({ status: 303 })
    expect(leftovers(house)).toEqual([])
  })

  test('tells those who take part, unless it is over, and then forgets their addresses', async () => {
    const house = await openHouse()
    const { id } = await withEverything(house)
    await house.deliver()
    house.post.inbox.length = 0
    await (await house.alice()).post(paths.deleteExchange(id), { name })
    expect(house.stored()).toContain('bob@example.org')
    await house.tick()
    expect(house.post.inbox.map(({ to, subject }) => [to[0], subject]).toSorted()).toEqual(
      cast.map((someone) => [`${someone.toLowerCase()}@example.org`, `Called off: ${name}`]),
    )
    expect(house.rows('select * from outgoing_email')).toEqual([])
    for (const someone of cast) expect(house.stored()).not.toContain(`${someone.toLowerCase()}@example.org`)

    const over = await house.exchange('completed', cast)
    await house.deliver()
    house.post.inbox.length = 0
    await (await house.alice()).post(paths.deleteExchange(over.id), { name })
    await house.tick()
    expect(house.post.inbox).toEqual([])
  })

  test('leaves other exchanges alone, but for the rule that looks back to this one', async () => {
    const house = await openHouse()
    const { id } = await withEverything(house)
    const other = await house.exchange('matched', cast, { name: 'Office' })
    house.insert('exclusion_rule', { id: 'r2', exchange_id: other.id, kind: 'history', earlier_exchange_id: id })
    house.insert('exclusion_rule', { id: 'r3', exchange_id: other.id, kind: 'exclusion' })
    const organiser = await house.alice()
    expect((await organiser.get(paths.deleteExchange(id))).text).toContain('“not the same as last time” in 1 other exchange')
    const before = house.rows('select * from participant where exchange_id = ? order by id', other.id)
    await organiser.post(paths.deleteExchange(id), { name })
    expect(house.rows('select * from participant order by id')).toEqual(before)
    expect(house.rows('select id from exclusion_rule')).toEqual([{ id: 'r3' }])
    expect(house.row('select count(*) as count from "match"')).toEqual({ count: 3 })
    expect((await other.people.Bob?.get(paths.dashboard()))?.status).toBe(200)
  })

  test('leaves no hash either that would tell which address was here', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open')
    await house.visitor().post(paths.register(slug), registration('Bob'))
    for (const path of [paths.signIn(), paths.requestAccess(slug)]) await house.visitor().post(path, { email: addressOf('Bob') })
    const subjects = [addressOf('Bob'), `${addressOf('Bob')}\0`, `${addressOf('Bob')}\0${slug}`]
    const hashes = Object.values(limits).flatMap(({ name: limit }) => subjects.map((subject) => hash('sha256', `${limit}\0${subject}`)))
    const left = () => house.rows<{ key: string }>('select distinct key from rate_limit').filter(({ key }) => hashes.includes(key))
    expect(left()).toHaveLength(3)
    await (await house.alice()).post(paths.deleteExchange(id), { name })
    expect(house.rows('select * from exchange')).toEqual([])
    expect(left()).toEqual([])
  })

  test('of 30 simultaneous tries one wins', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', cast)
    const organiser = await house.alice()
    const answers = await Promise.all(Array.from({ length: 30 }, () => organiser.post(paths.deleteExchange(id), { name })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, ...Array(29).fill(404)])
    expect(house.rows(`select recipient from outgoing_email where kind = 'exchange called off'`)).toHaveLength(3)
  })
})

test('the purge leaves no byte of names, addresses and gift ideas in the database’s files, and every other row', async () => {
  const house = await openHouse()
  const { id } = await withEverything(house)
  const other = await house.exchange('registration_open', [], { name: 'Office' })
  await house.visitor().post(paths.register(other.slug), registration('Erin'))
  for (let guest = 0; guest < 400; guest++) {
    house.insert('participant', {
      id: `guest-${guest}`,
      exchange_id: guest % 2 ? id : other.id,
      name: `Canary${guest % 2} ${guest}`,
      email: `canary${guest % 2}-${guest}@example.org`,
      gift_ideas: `Xyzzy${guest % 2}`.repeat(guest),
      reminder_enabled: true,
    })
  }
  await house.tick()
  await (await house.alice()).post(paths.complete(id))
  expect(house.stored()).toContain('Canary1')
  house.world.travel({ days: 30 })
  await house.tick()
  expect(house.rows('select name from exchange')).toEqual([{ name: 'Office' }])
  for (const word of ['Canary1', 'canary1-', 'Xyzzy1', name, 'bob@example.org', 'charlie@example.org', 'Dana likes socks']) {
    expect([word, house.stored().includes(word)]).toEqual([word, false])
  }
  expect(house.row(`select count(*) as count from participant where name like 'Canary0%'`)).toEqual({ count: 200 })
  expect(await engineOf(house.services.orm.em).findDamage()).toBe(undefined)
})
