import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openParticipantSession } from '../../src/auth/participant-session.ts'
import { hashPassword } from '../../src/auth/password.ts'
import { paths } from '../../src/paths.ts'
import { alice, openHouse, registration } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'
import { rounds } from './extent.ts'

const setup = { ...alice, password_confirm: alice.password }

describe('S1: a wrong address and a wrong password are indistinguishable', () => {
  // Without a dummy hash a wrong address takes a tenth of the time. The fastest of many tries, taken in turns, hardly depends on what
  // else the machine does; where it does, measuring goes on, up to five times.
  test('in every byte, and by time: the fastest try of one takes less than twice as long as that of the other', async () => {
    const house = await openHouse()
    await house.alice()
    const fastest = { 'alicf@example.org': Number.POSITIVE_INFINITY, 'alice@example.org': Number.POSITIVE_INFINITY }
    const ratio = () => fastest['alicf@example.org'] / fastest['alice@example.org']
    const pages = new Set<string>()
    for (let repeat = 0; repeat === 0 || (repeat < 5 && Math.abs(Math.log(ratio())) > Math.log(2)); repeat++) {
      for (let round = 0; round < rounds(20, 500); round++) {
        for (const email of ['alicf@example.org', 'alice@example.org'] as const) {
          const started = performance.now()
          const answer = await house.visitor().post(paths.adminLogin(), { email, password: 'a wild guess' })
          fastest[email] = Math.min(fastest[email], performance.now() - started)
          pages.add(`${answer.status} ${answer.html.replaceAll('alicf', 'alice')}`)
          house.exec('delete from rate_limit')
        }
      }
    }
    expect(pages.size).toBe(1)
    console.log(`S1: a wrong address takes ${ratio().toFixed(2)} times as long as a wrong password`)
    expect(ratio()).toBeGreaterThan(1 / 2)
    expect(ratio()).toBeLessThan(2)
  })
})

describe('S2: passwords are checked two at a time, and a crowd waits outside', () => {
  test('of 200 parallel sign-ins some are told to come back in a few seconds, and other pages keep answering', async () => {
    const house = await openHouse()
    await house.alice()
    const crowd = Promise.all(
      Array.from({ length: 200 }, (_, index) => house.visitor().post(paths.adminLogin(), { email: `mallory${index}@example.org`, password: 'a wild guess' })),
    )
    // The limit per client would turn the crowd away before any password is checked.
    house.exec('create trigger no_limits after insert on rate_limit begin delete from rate_limit; end')
    const page = await house.visitor().get('/')
    const answers = await crowd
    expect(page.status).toBe(200)
    const statuses = answers.map(({ status }) => status)
    expect([...new Set(statuses)].toSorted()).toEqual([422, 503])
    const turnedAway = answers.filter(({ status }) => status === 503)
    expect(turnedAway.every(({ headers }) => headers.get('Retry-After') === '5')).toBe(true)
    expect(turnedAway[0]?.html).toContain('Very busy')
  })

  test('whoever is told to come back has not failed to sign in', async () => {
    const house = await openHouse()
    await house.alice()
    const crowd = Promise.all(Array.from({ length: 18 }, () => hashPassword('a wild guess')))
    const statuses = await Promise.all(Array.from({ length: 6 }, async () => (await house.visitor().post(paths.adminLogin(), alice)).status))
    await crowd
    expect(statuses).toContain(503)
    expect(await house.visitor().post(paths.adminLogin(), alice)).toMatchObject({ status: 303 })
  })
})

test(`S3: 30 simultaneous set-ups make one admin, ${rounds(3, 100)} times over`, async () => {
  for (let round = 0; round < rounds(3, 100); round++) {
    const house = await openHouse()
    await Promise.all(Array.from({ length: 30 }, (_, index) => house.visitor().post(paths.setup(), { ...setup, email: `alice${index}@example.org` })))
    expect(house.row('select count(*) as admins from admin')).toEqual({ admins: 1 })
  }
})

describe('S6: a magic link', () => {
  test(`signs in one of 30 simultaneous tries, ${rounds(5, 100)} times over, whatever strangers did before`, async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Bob'])
    for (let round = 0; round < rounds(5, 100); round++) {
      await house.visitor().post(paths.requestAccess(slug), { email: 'bob@example.org' })
      await house.deliver()
      const link = house.linkTo('bob@example.org')
      for (const method of ['GET', 'HEAD', 'GET']) expect((await house.visitor().send(method, link, undefined)).status).toBe(200)
      const answers = await Promise.all(Array.from({ length: 30 }, () => house.visitor().post(link)))
      expect(answers.map(({ status }) => status).toSorted()).toEqual([303, ...Array(29).fill(410)])
      house.exec('delete from rate_limit')
    }
  })

  test('is in the e-mail alone: not in the database, its log, or the app’s log', async () => {
    const house = await openHouse()
    await house.alice()
    const { slug } = await house.exchange('registration_open')
    const bob = house.visitor()
    await bob.post(paths.register(slug), registration('Bob'))
    await house.visitor().post(paths.forgotPassword(), { email: alice.email })
    await house.deliver()
    const secrets = house.post.inbox.flatMap(({ text }) => text.match(/[\w-]{43}(?![\w-])/g) ?? [])
    await bob.get(house.linkTo('bob@example.org'))
    secrets.push(bob.cookies.get('participant_session') as string, bob.cookies.get('link_requester') as string)
    expect(secrets).toHaveLength(4)
    const files = ['', '-wal'].map((ending) => readFileSync(house.databaseUrl + ending, 'latin1'))
    for (const secret of secrets) {
      for (const place of [...files, house.log.join('\n')]) expect(place.includes(secret)).toBe(false)
    }
  })
})

describe('S8: a session', () => {
  const secretOf = (visitor: Visitor, role: 'admin' | 'participant') => visitor.cookies.get(`${role}_session`) as string
  const replay = async (visitor: Visitor, role: 'admin' | 'participant', secret: string, path: string) => {
    visitor.cookies.set(`${role}_session`, secret)
    return (await visitor.get(path)).status
  }

  test('has a secret of 256 bits, new at each sign-in, of which only the hash is stored; a participant’s stands sealed in the browser alone', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id, people } = await house.exchange('registration_open', ['Bob'])
    const secrets = [secretOf(organiser, 'admin')]
    for (let round = 0; round < 3; round++) {
      await organiser.post(paths.adminLogin(), alice)
      secrets.push(secretOf(organiser, 'admin'))
    }
    expect(new Set(secrets).size).toBe(4)
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    const sealed = secretOf(people.Bob as Visitor, 'participant')
    for (const told of [house.idOf(id, 'Bob'), openParticipantSession(house.services, sealed)?.id as string])
      expect(Buffer.from(sealed.slice(9), 'base64url').includes(told)).toBe(false)
    expect(Buffer.from(openParticipantSession(house.services, sealed)?.id as string, 'base64url')).toHaveLength(32)
    for (const told of [sealed, sealed.slice(9), openParticipantSession(house.services, sealed)?.id as string]) expect(house.stored()).not.toContain(told)
    const stored = house.rows<{ token_hash: string }>('select token_hash from session').map(({ token_hash }) => token_hash)
    expect(stored.every((hash) => /^[0-9a-f]{64}$/.test(hash) && !secrets.includes(hash))).toBe(true)
  })

  test('that a stranger brings along is never adopted', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const bob = house.visitor()
    const planted = 'A'.repeat(43)
    bob.cookies.set('participant_session', planted)
    await bob.post(paths.register(slug), registration('Bob'))
    await house.deliver()
    await bob.get(house.linkTo('bob@example.org'))
    expect(secretOf(bob, 'participant')).not.toBe(planted)
    expect(await replay(house.visitor(), 'participant', planted, paths.dashboard())).toBe(303)
  })

  test('ends at once by signing out, by leaving, by a new sign-in in the same browser, and by a new password', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { people, slug } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana'])
    const { Bob: bob, Charlie: charlie, Dana: dana } = people as Record<'Bob' | 'Charlie' | 'Dana', Visitor>
    const ended = [secretOf(bob, 'participant'), secretOf(charlie, 'participant'), secretOf(dana, 'participant')]
    await bob.post(paths.participantLogout())
    await charlie.post(paths.withdraw())
    await dana.post(paths.requestAccess(slug), { email: 'dana@example.org' })
    await house.deliver()
    await dana.get(house.linkTo('dana@example.org'))
    for (const secret of ended) expect(await replay(house.visitor(), 'participant', secret, paths.dashboard())).toBe(303)
    expect((await dana.get(paths.dashboard())).status).toBe(200)

    const other = house.visitor()
    await other.post(paths.adminLogin(), alice)
    const secret = secretOf(other, 'admin')
    await organiser.post(paths.settings(), { change: 'password', password: 'seven swans a-swimming', password_confirm: 'seven swans a-swimming' })
    expect(await replay(house.visitor(), 'admin', secret, paths.settings())).toBe(303)
  })
})

test('S16: a registration that is sent once more is known after a restart', async () => {
  const house = await openHouse()
  const { slug } = await house.exchange('registration_open')
  expect(await house.visitor().post(paths.register(slug), registration('Bob'))).toMatchObject({ status: 303 })
  const again = await openHouse({ databaseFile: house.databaseUrl })
  expect(await again.visitor().post(paths.register(slug), registration('Bob'))).toMatchObject({ status: 303 })
  expect(again.row('select (select count(*) from participant) as people, (select count(*) from outgoing_email) as emails')).toEqual({ people: 1, emails: 1 })
})

test('S16: limits hold exactly under 30 parallel tries, and after a restart', async () => {
  const house = await openHouse()
  await house.alice()
  const { slug } = await house.exchange('registration_open')
  const parallel = async (count: number, send: (index: number) => Promise<{ status: number }>) => {
    const statuses = (await Promise.all(Array.from({ length: count }, (_, index) => send(index)))).map(({ status }) => status)
    return statuses.filter((status) => status !== 429).length
  }
  expect(await parallel(90, (index) => house.visitor().post(paths.register(slug), registration(`Guest${index}`)))).toBe(60)
  expect(await parallel(30, () => house.visitor().post(paths.requestAccess(slug), { email: 'guest0@example.org' }))).toBe(3)
  expect(await parallel(130, (index) => house.visitor().post(paths.requestAccess(slug), { email: `nobody${index}@example.org` }))).toBe(117)
  expect(await parallel(30, () => house.visitor().post(paths.adminLogin(), { ...alice, password: 'a wild guess' }))).toBe(5)
  expect(await parallel(30, () => house.visitor().post(paths.forgotPassword(), { email: alice.email }))).toBe(0)

  const again = await openHouse({ databaseFile: house.databaseUrl })
  for (const [path, fields] of [
    [paths.register(slug), registration('Late')],
    [paths.requestAccess(slug), { email: 'guest0@example.org' }],
    [paths.adminLogin(), alice],
  ] as const) {
    expect(await again.visitor().post(path, fields)).toMatchObject({ status: 429 })
  }
})
