import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { rounds } from '../doors/extent.ts'
import { registration } from '../support/house.ts'
import { openPostOffice } from '../support/post-office.ts'
import { findPostgres, startPostgres } from '../support/postgres/server.ts'
import { first, from, type Instance, openExchange, openInstance, openSite, roamer } from '../support/postgres/site.ts'
import { Visitor } from '../support/visitor.ts'

const cast = Array.from({ length: 9 }, (_, number) => `Guest${number}`)

test('three instances are one site: sessions, limits, places and the draw', async () => {
  const { instances, database } = await openSite()
  const { organiser, id, invitation } = await openExchange(instances, cast)
  for (let time = 0; time < 3; time++) expect(await organiser.get(paths.exchange(id))).toMatchObject({ status: 200 })

  const stranger = roamer(instances)
  const tries = await Promise.all(Array.from({ length: 90 }, (_, number) => stranger.post(invitation, registration(`Crowd${number}`), from(999))))
  expect(tries.map(({ status }) => status).toSorted()).toEqual([...Array(60).fill(303), ...Array(30).fill(429)])
  expect(await first(database, 'select count(*)::int as count from participant')).toEqual({ count: 69 })

  await organiser.post(paths.closeRegistration(id))
  const draws = await Promise.all(Array.from({ length: 30 }, () => organiser.post(paths.draw(id))))
  expect(draws.filter(({ status }) => status === 303).length).toBeGreaterThanOrEqual(1)
  expect(draws.map(({ status }) => status).filter((status) => status !== 303 && status !== 409)).toEqual([])
  // On a slow machine the answer may come while it is under way.
  const matches = () => first(database, 'select count(*)::int as count, count(distinct giver_id)::int as givers from "match"')
  await expect.poll(matches, { timeout: 20_000 }).toEqual({ count: 69, givers: 69 })
  expect(await first(database, `select count(*)::int as count from outgoing_email where kind = 'match notification'`)).toEqual({ count: 69 })
  for (const { program } of instances) program.child.kill('SIGTERM')
  expect(await Promise.all(instances.map(({ program }) => program.exited))).toEqual([0, 0, 0])
  for (const { program } of instances) expect(program.output()).not.toMatch(/deprecated|"level":50/i)
})

test('a draw that takes longer is shown by every instance, and begun by none a second time', async () => {
  const { instances, database } = await openSite()
  const { organiser, id } = await openExchange(instances, cast)
  await organiser.post(paths.closeRegistration(id))
  const [one, other] = instances.map(({ url }) => new Visitor(url)) as [Visitor, Visitor]
  for (const visitor of [one, other]) for (const [name, value] of organiser.cookies) visitor.cookies.set(name, value)
  // As long as somebody else holds the exchange, the draw can't end.
  await database.query('begin; select from exchange for update')
  expect(await one.post(paths.draw(id))).toMatchObject({ status: 303, location: paths.drawing(id) })
  for (const visitor of [one, other]) {
    expect((await visitor.get(paths.drawing(id))).text).toContain('Drawing names …')
    expect(await visitor.post(paths.draw(id))).toMatchObject({ status: 409, text: expect.stringContaining('just being done') })
  }
  await database.query('commit')
  await expect.poll(async () => (await other.get(paths.drawing(id))).location, { timeout: 20_000 }).toBe(paths.exchange(id))
  expect(await first(database, 'select count(*)::int as count from "match"')).toEqual({ count: 9 })
})

test('why a draw failed is said by every instance', async () => {
  const { instances, database } = await openSite()
  const { organiser, id } = await openExchange(instances, cast)
  await organiser.post(paths.closeRegistration(id))
  const [one, other] = instances.map(({ url }) => new Visitor(url)) as [Visitor, Visitor]
  for (const visitor of [one, other]) for (const [name, value] of organiser.cookies) visitor.cookies.set(name, value)
  const people = await database.query<{ id: string }>('select id from participant')
  await one.post(paths.rules(id), { kind: 'household', participant_ids: people.rows.map((person) => person.id) })
  const refused = { status: 409, text: expect.stringContaining('No draw is possible with these rules.') }
  expect(await one.post(paths.draw(id))).toMatchObject(refused)
  for (const visitor of [one, other]) expect(await visitor.get(paths.drawing(id))).toMatchObject(refused)
})

test(`an instance killed in the middle of a draw, ${rounds(4, 100)} times: all is there or nothing, and another one goes on`, async () => {
  const { instances, database } = await openSite()
  const { organiser, id } = await openExchange(instances, cast)
  await organiser.post(paths.closeRegistration(id))
  const [victim, second, third] = instances
  const others = roamer([second, third])
  for (const [name, value] of organiser.cookies) others.cookies.set(name, value)
  let whole = 0
  for (let round = 0; round < rounds(4, 100); round++) {
    const unlucky = new Visitor(victim.url)
    for (const [name, value] of organiser.cookies) unlucky.cookies.set(name, value)
    const answered = unlucky.post(paths.draw(id)).then(
      ({ status }) => status,
      () => undefined,
    )
    await pause(20 + ((round * 97) % 360))
    await victim.kill()
    const status = await answered
    // A commit that was under way when the process died may still be carried out. It holds the exchange's row until then.
    await database.query('select from exchange for update')
    const page = await others.get(paths.exchange(id))
    expect(page.status).toBe(200)
    const { state, draw } = await first<{ state: string; draw: string | null }>(database, 'select state, (select id from draw) as draw from exchange')
    const count = async (sql: string) => (await first<{ count: number }>(database, sql)).count
    const matches = await count('select count(*)::int as count from "match"')
    const letters = await count(`select count(*)::int as count from outgoing_email where deduplication_key like 'match:${draw}:%'`)
    expect({ round, state, matches, letters }).toEqual(
      draw === null ? { round, state: 'registration_closed', matches: 0, letters: 0 } : { round, state: 'matched', matches: 9, letters: 9 },
    )
    if (status === 303) expect(state).toBe('matched')
    if (draw === null) expect((await others.post(paths.draw(id))).status).toBe(303)
    else whole++
    expect((await others.post(paths.undoDraw(id))).status).toBe(303)
    await victim.start()
  }
  console.log(`of ${rounds(4, 100)} draws whose instance was killed, ${whole} were whole, the others left no trace and were made by another one`)
})

test('an instance killed in the middle of a mail run: the others send everything, and nothing twice', async () => {
  const post = await openPostOffice()
  onTestFinished(() => post.close())
  post.thinks = () => 60
  const { instances, database } = await openSite(post)
  const { organiser, id } = await openExchange(instances, cast)
  const lines = Array.from({ length: 150 }, (_, number) => `Extra${number}, extra${number}@example.org`).join('\n')
  expect((await organiser.post(paths.importPeople(id), { people: lines, confirm: 'yes' })).status).toBe(303)
  await expect.poll(() => post.inbox.length, { timeout: 20_000 }).toBeGreaterThan(30)
  await instances[0].kill()
  // As if the lease of what it had begun were over, which takes minutes.
  await expect
    .poll(async () => (await database.query(`select 1 from outgoing_email where state = 'queued' and lease_id is null`)).rowCount, { timeout: 60_000 })
    .toBe(0)
  await database.query(`update outgoing_email set leased_until = now() - interval '1 second' where state = 'queued'`)
  await expect.poll(async () => (await database.query(`select 1 from outgoing_email where state = 'queued'`)).rowCount, { timeout: 60_000 }).toBe(0)
  const { sent } = await first<{ sent: number }>(database, `select count(*)::int as sent from outgoing_email where state = 'sent'`)
  expect(post.inbox).toHaveLength(sent)
  const letters = post.inbox.map(({ to, subject }) => `${to[0]} ${subject}`)
  expect(new Set(letters).size).toBe(letters.length)
  expect(post.inbox.filter(({ to }) => to[0]?.startsWith('extra')).length).toBeGreaterThanOrEqual(150)
})

test('every connection to the database is cut: others are made, and nothing has to be restarted', async () => {
  const { instances, database } = await openSite()
  const { organiser, id } = await openExchange(instances.slice(0, 1) as Instance[], ['Bob'])
  await database.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
  await expect.poll(async () => (await organiser.get(paths.exchange(id))).status, { timeout: 10_000 }).toBe(200)
  expect((await organiser.post(paths.closeRegistration(id))).status).toBe(303)
})

test('while the server of the database is away, pages and forms say so and keep what was typed; when it is back, all goes on', async () => {
  const server = await startPostgres(findPostgres() as string, false)
  onTestFinished(() => server.stop())
  const settings = { NODE_ENV: 'production', BASE_URL: 'http://localhost', DATABASE_URL: server.url('postgres'), SECRET_KEY: 'k'.repeat(40) }
  const instance = await openInstance({ ...settings, SMTP_URL: 'smtp://127.0.0.1:9', TRUSTED_PROXIES: '127.0.0.1' }, 'migrate')
  const { organiser, invitation } = await openExchange([instance], ['Bob'])
  await server.halt()
  const anybody = new Visitor(instance.url)
  expect(await anybody.get(invitation)).toMatchObject({ status: 503, text: expect.stringContaining('can’t be shown right now') })
  const refused = await anybody.post(invitation, registration('Charlie'))
  expect(refused).toMatchObject({
    status: 503,
    text: expect.stringContaining('can’t be saved right now'),
    html: expect.stringContaining('Charlie likes socks'),
  })
  expect(refused.headers.get('Retry-After')).toBe('60')
  expect(await anybody.get('/healthz')).toMatchObject({ status: 200 })
  expect(await anybody.get('/readyz')).toMatchObject({ status: 503 })
  await server.resume()
  expect((await anybody.post(invitation, registration('Charlie'))).status).toBe(303)
  expect((await organiser.get(paths.adminDashboard())).status).toBe(200)
  expect(await anybody.get('/readyz')).toMatchObject({ status: 200 })
})
