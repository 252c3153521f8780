import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { composers } from '../../src/composers.ts'
import { paths } from '../../src/paths.ts'
import { temporaryFolder } from '../support/folder.ts'
import { addressOf, openHouse, registration } from '../support/house.ts'

async function withLetter(options: Parameters<typeof openHouse>[0] = {}) {
  const house = await openHouse(options)
  const { slug } = await house.exchange('registration_open')
  const ask = () => house.visitor().post(paths.register(slug), registration('Bob'))
  const state = () => house.row('select state, attempts, last_error, coalesce(sealed_parameters, sealed_content) is null as erased from outgoing_email')
  return { house, slug, ask, state }
}

describe('the outbox', () => {
  test('holds an e-mail only when what caused it is stored', async () => {
    const { house, slug } = await withLetter()
    house.exec(`create trigger refuse before insert on outgoing_email begin select raise(abort, 'no'); end`)
    expect((await house.visitor().post(paths.register(slug), registration('Bob'))).status).toBe(500)
    expect(house.rows('select * from participant')).toEqual([])
    expect(house.rows('select * from magic_token')).toEqual([])
  })

  test('keeps links sealed, and erases them once they are sent', async () => {
    const { house, ask, state } = await withLetter()
    await ask()
    expect(JSON.stringify(house.rows('select * from outgoing_email'))).not.toMatch(/magic|Hello|Millers/)
    expect(state()).toEqual({ state: 'queued', attempts: 0, last_error: null, erased: 0 })
    await house.deliver()
    expect(state()).toEqual({ state: 'sent', attempts: 1, last_error: null, erased: 1 })
  })
})

describe('delivery', () => {
  test('tries again with growing pauses while the provider is down, and gets through', async () => {
    const { house, ask, state } = await withLetter()
    await ask()
    house.post.mood = 'down'
    const pauses: number[] = []
    for (let round = 0; round < 6; round++) {
      const { due_at, attempts } = house.row<{ due_at: number; attempts: number }>('select due_at, attempts from outgoing_email')
      pauses.push((due_at - house.world.now().getTime()) / 1000)
      house.world.travel({ minutes: (pauses.at(-1) as number) / 60 })
      await house.deliver()
      expect(house.row('select attempts from outgoing_email')).toEqual({ attempts: attempts + 1 })
      await house.deliver()
    }
    expect(pauses).toEqual([0, 30, 60, 120, 240, 480])
    house.post.mood = 'well'
    house.world.travel({ minutes: 16 })
    await house.deliver()
    expect(state()).toMatchObject({ state: 'sent', attempts: 7 })
    expect(house.post.inbox).toHaveLength(1)
  })

  test('gives up at once on what will never work, and the others go out', async () => {
    const { house, slug, ask, state } = await withLetter()
    await ask()
    house.post.mood = 'refusing'
    await house.deliver()
    expect(state()).toMatchObject({ state: 'given_up', attempts: 1, last_error: 'validation_error (422)' })
    house.post.mood = 'well'
    await house.visitor().post(paths.register(slug), registration('Charlie'))
    await house.deliver()
    expect(house.post.inbox.map(({ to }) => to)).toEqual([['charlie@example.org']])
  })

  test('gives up after a day', async () => {
    const { house } = await withLetter()
    await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    house.post.mood = 'down'
    for (let hour = 0; hour < 26; hour++) {
      await house.deliver()
      house.world.travel({ hours: 1 })
    }
    const states = house.rows(`select distinct state from outgoing_email where kind = 'match notification'`)
    expect(states).toEqual([{ state: 'given_up' }])
  })

  test('drops login mail whose link has died', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Bob'])
    await house.visitor().post(paths.requestAccess(slug), { email: 'bob@example.org' })
    const { requests } = house.post
    house.world.travel({ minutes: 61 })
    await house.deliver()
    expect(house.row(`select state, sealed_parameters, sealed_content from outgoing_email where kind = 'magic link'`)).toEqual({
      state: 'expired',
      sealed_parameters: null,
      sealed_content: null,
    })
    expect(house.post.requests).toBe(requests)
  })

  test('brings news late with a link that lives, after an outage of an hour', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id, slug } = await house.exchange('registration_open')
    house.post.mood = 'down'
    for (const name of ['Bob', 'Charlie', 'Dana']) await organiser.post(paths.addPerson(id), { name, email: addressOf(name) })
    await house.visitor().post(paths.register(slug), registration('Erin'))
    for (let minutes = 0; minutes < 61; minutes++) {
      await house.deliver()
      house.world.travel({ minutes: 1 })
    }
    house.post.mood = 'well'
    for (let minutes = 0; minutes < 10; minutes++) {
      await house.deliver()
      house.world.travel({ minutes: 1 })
    }
    for (const name of ['Bob', 'Charlie', 'Dana', 'Erin']) {
      expect(house.post.letterTo(addressOf(name)).subject).toContain('You’re in')
      const link = house.linkTo(addressOf(name))
      expect(await house.visitor().post(link)).toMatchObject({ status: 303, location: paths.dashboard() })
    }
  })

  test('repeats with the same idempotency key after a lost answer, so that the e-mail arrives once', async () => {
    const { house, ask } = await withLetter()
    await ask()
    house.post.mood = 'dropping after acceptance'
    await house.deliver()
    house.post.mood = 'well'
    house.world.travel({ minutes: 5 })
    await house.deliver()
    expect([house.post.inbox.length, house.row('select state from outgoing_email')]).toEqual([1, { state: 'sent' }])
    expect(house.post.requests).toBeGreaterThan(1)
  })

  test('stays with a worker whose mail server thinks for long', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const { promise: accepted, resolve: accept } = Promise.withResolvers<{ ok: true }>()
    let sends = 0
    const send = () => {
      sends++
      return accepted
    }
    const { house, ask, state } = await withLetter({ transport: { name: 'slow', knowsRepetition: false, atOnce: 1, send } })
    await ask()
    const delivering = house.deliver()
    await vi.waitFor(() => expect(sends).toBe(1))
    for (let minutes = 0; minutes < 30; minutes += 3) {
      house.world.travel({ minutes: 3 })
      await vi.advanceTimersByTimeAsync(3 * 60_000)
      await vi.waitFor(() =>
        expect(house.row<{ until: number }>('select leased_until as until from outgoing_email').until).toBeGreaterThan(house.world.now().getTime()),
      )
    }
    await house.deliver()
    expect(sends).toBe(1)
    accept({ ok: true })
    await delivering
    await vi.waitFor(() => expect(state()).toMatchObject({ state: 'sent', attempts: 1 }))
  })

  test('that was taken just when the disk is full goes out once there is room, not only when its lease runs out', async () => {
    // A file that has held more would have room.
    const { house, ask, state } = await withLetter({ databaseFile: join(temporaryFolder(), 'klaus.sqlite') })
    await ask()
    const pages = (most: number) => house.services.orm.em.fork().getConnection().execute(`pragma max_page_count = ${most}`)
    const compose = vi.spyOn(composers, 'registration confirmation')
    onTestFinished(() => compose.mockRestore())
    await pages(1)
    const delivering = house.deliver()
    await vi.waitFor(() => expect(compose).toHaveBeenCalled())
    await pages(1_000_000)
    await delivering
    expect([state(), house.post.inbox.length]).toMatchObject([{ state: 'sent', attempts: 1 }, 1])
  })

  test('of a crashed worker is taken over when its lease runs out, and not before', async () => {
    const { house, ask } = await withLetter()
    await ask()
    house.native.prepare(`update outgoing_email set lease_id = 'crashed', leased_until = ?`).run(house.world.now().getTime() + 120_000)
    await house.deliver()
    expect(house.post.inbox).toHaveLength(0)
    house.world.travel({ minutes: 3 })
    await house.deliver()
    expect(house.post.inbox).toHaveLength(1)
  })

  test('by two workers at once sends each e-mail once', async () => {
    const house = await openHouse()
    await house.exchange('matched', ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank'])
    await Promise.all(Array.from({ length: 8 }, () => house.deliver()))
    const keys = house.post.inbox.map(({ idempotencyKey }) => idempotencyKey)
    expect(new Set(keys).size).toBe(keys.length)
    expect(house.row(`select count(*) as count from outgoing_email where attempts <> 1`)).toEqual({ count: 0 })
  })

  test('takes login mail before news', async () => {
    const house = await openHouse()
    await house.exchange(
      'matched',
      Array.from({ length: 15 }, (_, index) => `Guest${index}`),
    )
    const { slug } = await house.exchange('registration_open', [], { name: 'Office' })
    const before = house.post.inbox.length
    await house.visitor().post(paths.register(slug), registration('Zoe'))
    await house.deliver()
    const order = house.post.inbox.slice(before).map(({ to }) => to[0])
    expect(order.indexOf('zoe@example.org')).toBeLessThan(10)
    expect(order).toHaveLength(16)
  })
})
