import { describe, expect, test } from 'vitest'
import { migrate } from '../../src/database/sqlite/migrator.ts'
import { openSqliteDatabase } from '../../src/database/sqlite/open.ts'
import { entities } from '../../src/entities.ts'
import { paths } from '../../src/paths.ts'
import { unpack } from '../support/fixture.ts'
import { temporaryFolder } from '../support/folder.ts'
import { addressOf, alice, type House, openHouse, registration } from '../support/house.ts'
import { testWorld } from '../support/world.ts'

/** What was sent to somebody, by subject. */
const subjectsTo = (house: House, name: string) => house.post.inbox.filter(({ to }) => to.includes(addressOf(name))).map(({ subject }) => subject)

describe('an e-mail says what is true when it goes out', () => {
  test('its link is made then, and lives for its hour from then on', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('registration_open')
    await organiser.post(paths.addPerson(id), { name: 'Bob', email: 'bob@example.org' })
    expect(house.rows('select * from magic_token')).toEqual([])
    house.world.travel({ hours: 20 })
    await house.deliver()
    house.world.travel({ minutes: 59 })
    expect(await house.visitor().post(house.linkTo('bob@example.org'))).toMatchObject({ status: 303, location: paths.dashboard() })
  })

  test('it goes to the address of then, which the organiser has corrected meanwhile', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', ['Bob', 'Charlie', 'Dana'])
    const organiser = await house.alice()
    house.post.mood = 'hanging up'
    await organiser.post(paths.draw(id))
    await house.deliver()
    await organiser.post(paths.correctEmail(id, house.idOf(id, 'Bob')), { email: 'robert@example.org' })
    house.post.mood = 'well'
    house.world.travel({ minutes: 5 })
    await house.deliver()
    const drawn = house.post.inbox.filter(({ subject }) => subject.startsWith('The names are drawn')).map(({ to }) => to[0])
    expect(drawn.sort()).toEqual(['charlie@example.org', 'dana@example.org', 'robert@example.org'])
  })

  test('whoever has left meanwhile gets none, and whoever has come back hears nothing of having left', async () => {
    const house = await openHouse()
    const { id, slug, people } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana'])
    const organiser = await house.alice()
    await organiser.post(paths.message(id), { subject: 'Cookies', message: 'Bring some.', confirm: 'yes' })
    await people.Bob?.post(paths.withdraw())
    await people.Charlie?.post(paths.withdraw())
    await house.visitor().post(paths.register(slug), registration('Charlie'))
    await house.deliver()
    expect(subjectsTo(house, 'Bob').slice(1)).toEqual([expect.stringContaining('You’ve left')])
    expect(subjectsTo(house, 'Charlie').slice(1)).toEqual([expect.stringContaining('You’re in')])
    expect(subjectsTo(house, 'Dana')).toContain('Cookies')
  })

  test('of a draw that was undone meanwhile nobody hears', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    await (await house.alice()).post(paths.undoDraw(id), { confirm: 'yes' })
    await house.deliver()
    expect(house.post.inbox.filter(({ subject }) => /drawn|new draw/.test(subject))).toEqual([])
  })

  test('one that is under way is not taken back, and counts as told', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', ['Bob', 'Charlie', 'Dana'])
    const organiser = await house.alice()
    await organiser.post(paths.draw(id))
    const later = new Date(house.world.now().getTime() + 60_000)
    house.exec(
      `update outgoing_email set lease_id = 'elsewhere', leased_until = ?, attempts = 1 where recipient = 'bob@example.org' and state = 'queued'`,
      later,
    )
    await organiser.post(paths.undoDraw(id), { confirm: 'yes' })
    const waiting = house.rows(`select recipient, kind from outgoing_email where state = 'queued' order by kind`)
    expect(waiting).toEqual([
      { recipient: 'bob@example.org', kind: 'match notification' },
      { recipient: 'bob@example.org', kind: 'new draw' },
    ])
  })

  test('a reminder names the day of then, and whoever wants none any more gets none', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    await house.deliver()
    house.world.travel({ days: 17 })
    const bob = house.visitor()
    await bob.post(paths.requestAccess(slug), { email: 'bob@example.org' })
    await house.deliver()
    await bob.get(house.linkTo('bob@example.org'))
    await house.tick((job) => job === 'send reminders')
    await bob.post(paths.preferences(), {})
    await house.deliver()
    expect(subjectsTo(house, 'Bob').some((subject) => subject.startsWith('In '))).toBe(false)
    expect(subjectsTo(house, 'Charlie')).toContain('In 6 days: Millers’ Christmas')
    expect(house.row('select count(*) as count from outgoing_email where kind = ? and exchange_id = ?', 'reminder', id)).toEqual({ count: 3 })
  })

  test('a match in it is the one of then, with the gift ideas of then', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'], { match_in_email: 'on' })
    const receiver = house.drawOf(id).Bob as string
    await people[receiver]?.post(paths.giftIdeas(), { gift_ideas: 'A kite, after all' })
    await house.deliver()
    const { text } = house.post.inbox.findLast(({ to }) => to.includes('bob@example.org')) ?? { text: '' }
    expect(text).toContain(`You give to ${receiver}.`)
    expect(text).toContain('A kite, after all')
  })
})

describe('what goes to the organiser', () => {
  async function withNotice() {
    const house = await openHouse()
    const { id } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    await house.deliver()
    await house.tick((job) => job === 'tell the organiser')
    const notice = () => house.row(`select state, recipient, account_id, participant_id from outgoing_email where kind = 'draw done' and exchange_id = ?`, id)
    const newAddress = 'alice@new.example'
    const move = async () => house.moveTo(await house.alice(), newAddress)
    const told = () => house.post.inbox.filter(({ subject }) => subject.includes('draw is done')).map(({ to }) => to[0])
    return { house, notice, move, newAddress, told }
  }

  test('is for an account, and for no participant; to an address alone it is for neither', async () => {
    const { house, notice, move } = await withNotice()
    const { id } = house.row<{ id: string }>('select id from admin')
    expect(notice()).toEqual({ state: 'queued', recipient: alice.email, account_id: id, participant_id: null })
    await move()
    const nobody = house.rows(`select distinct account_id, participant_id from outgoing_email where kind = 'e-mail address changed'`)
    expect(nobody).toEqual([{ account_id: null, participant_id: null }])
    const people = house.rows(`select account_id from outgoing_email where participant_id is not null and account_id is not null`)
    expect(people).toEqual([])
  })

  test('goes to the address that the account has when it goes out', async () => {
    const { house, notice, move, newAddress, told } = await withNotice()
    await move()
    expect(notice()).toMatchObject({ state: 'queued', recipient: newAddress })
    await house.deliver()
    expect(told()).toEqual([newAddress])
  })

  test('goes there too when nobody knows whether a try at the old address arrived', async () => {
    const { house, move, newAddress, told } = await withNotice()
    house.post.mood = 'dropping after acceptance'
    await house.deliver()
    await move()
    house.post.mood = 'well'
    house.world.travel({ minutes: 10 })
    await house.deliver()
    expect(told()).toEqual([alice.email, newAddress])
  })

  test('is not needed any more when its account is gone', async () => {
    const { house, notice, told } = await withNotice()
    house.exec('update outgoing_email set account_id = null')
    await house.deliver()
    expect(notice()).toMatchObject({ state: 'expired' })
    expect(told()).toEqual([])
  })
})

describe('of a try of which nobody knows whether it arrived', () => {
  test('the very same e-mail goes out again under the same key, and only then', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    await house.visitor().post(paths.register(slug), registration('Bob'))
    house.post.mood = 'dropping after acceptance'
    await house.deliver()
    const sealed = () => house.row<{ sealed: string | null }>('select sealed_content as sealed from outgoing_email').sealed
    const kept = sealed()
    expect(kept).not.toBeNull()
    house.world.travel({ minutes: 1 })
    await house.deliver()
    expect(sealed()).toBe(kept)
    expect(house.post.inbox).toHaveLength(1)
    house.post.mood = 'well'
    house.world.travel({ minutes: 5 })
    await house.deliver()
    expect(house.post.inbox).toHaveLength(1)
    expect(house.row('select state, sealed_content, sealed_parameters from outgoing_email')).toEqual({
      state: 'sent',
      sealed_content: null,
      sealed_parameters: null,
    })
    expect(await house.visitor().post(house.linkTo('bob@example.org'))).toMatchObject({ location: paths.dashboard() })
  })

  test('one that surely did not arrive is composed anew, under a key of its own', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    await house.visitor().post(paths.register(slug), registration('Bob'))
    const keys = new Set<string>()
    house.post.refuses = ({ idempotencyKey }) => (keys.add(idempotencyKey).size < 4 ? { status: 451, name: 'security_error' } : undefined)
    for (let round = 0; round < 4; round++) {
      await house.deliver()
      house.world.travel({ minutes: 10 })
    }
    expect(keys.size).toBe(4)
    expect(house.post.inbox).toHaveLength(1)
  })

  test.each([
    ['for being too fast', { status: 429, name: 'rate_limit_exceeded', retryAfter: 1 }],
    ['since the first is still under way', { status: 409, name: 'concurrent_idempotent_requests' }],
    ['for now', { status: 451, name: 'security_error' }],
  ])('and a second one that is refused %s leaves it the same', async (_, refusal) => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    await house.visitor().post(paths.register(slug), registration('Bob'))
    house.post.mood = 'dropping after acceptance'
    await house.deliver()
    house.post.mood = 'well'
    let refusals = 1
    house.post.refuses = () => (refusals-- > 0 ? refusal : undefined)
    for (let round = 0; round < 3; round++) {
      house.world.travel({ minutes: 2 })
      await house.deliver()
    }
    expect(house.post.inbox).toHaveLength(1)
    expect(house.row('select state from outgoing_email')).toEqual({ state: 'sent' })
  })

  test('and whose link is dead by now another is sent, rather than a dead one', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('registration_open')
    await organiser.post(paths.addPerson(id), { name: 'Bob', email: 'bob@example.org' })
    house.post.mood = 'hanging up'
    await house.deliver()
    house.world.travel({ minutes: 70 })
    house.post.mood = 'well'
    await house.deliver()
    expect(await house.visitor().post(house.linkTo('bob@example.org'))).toMatchObject({ location: paths.dashboard() })
  })
})

test('e-mails that waited in the form of version 1.0 still go out, to whom they were for', async () => {
  const folder = temporaryFolder()
  const file = `${folder}/klaus.sqlite`
  unpack('2026-11-26-counts', file)
  const old = openSqliteDatabase(file, testWorld(), entities)
  await migrate(old, `${folder}/backups`, new Date(0))
  await old.close()
  const house = await openHouse({ databaseFile: file })
  const waiting = house.rows<{ id: string; recipient: string; kind: string }>(
    `select id, recipient, kind from outgoing_email where state = 'queued' order by recipient`,
  )
  expect(waiting.length).toBeGreaterThan(2)
  await house.deliver()
  for (const { id } of waiting)
    expect(house.row('select state, sealed_content from outgoing_email where id = ?', id)).toEqual({ state: 'sent', sealed_content: null })
  expect(house.post.inbox).toHaveLength(waiting.length)
  const open = waiting.filter(({ recipient }) => recipient !== '').map(({ recipient }) => recipient)
  expect(house.post.inbox.map(({ to }) => to[0]).filter((address) => open.includes(address as string)).length).toBeGreaterThanOrEqual(open.length)
  const organiser = house.visitor()
  await organiser.post(paths.adminLogin(), alice)
  await organiser.post(paths.mail())
  await house.deliver()
  expect(house.rows(`select state from outgoing_email where state = 'given_up'`)).toEqual([])
})
