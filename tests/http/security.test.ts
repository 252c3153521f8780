import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse } from '../support/house.ts'

describe('S11: every answer', () => {
  test('carries the headers that keep a browser safe, errors and files too', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const page = await organiser.get('/')
    const asset = /\/assets\/styles\.[\w-]+\.css/.exec(page.html)?.[0] as string
    const answers = [
      page,
      await organiser.get('/nowhere'),
      await organiser.get(asset),
      await organiser.get('/healthz'),
      await organiser.send('DELETE', '/', undefined),
      await organiser.post('/admin/exchange/new', {}),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 200, 405, 422])
    for (const { headers } of answers) {
      expect(headers.get('Content-Security-Policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      expect(headers.get('Referrer-Policy')).toBe('same-origin')
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('X-Frame-Options')).toBe('DENY')
      expect(headers.get('Strict-Transport-Security')).toBeNull()
      expect(headers.get('X-Powered-By')).toBeNull()
    }
  })

  test('of a page forbids storing; files may be kept for ever under an address that names their content', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const page = await organiser.get('/')
    expect(page.headers.get('Cache-Control')).toBe('no-store')
    for (const path of page.html.match(/\/assets\/[\w.-]+/g) ?? []) {
      const file = await organiser.get(path)
      expect([file.status, file.headers.get('Cache-Control')]).toEqual([200, 'public, max-age=31536000, immutable'])
    }
    expect(await organiser.get('/assets/styles.0000000000.css')).toMatchObject({ status: 404 })
  })

  test('over https insists on https, and cookies are bound to the host', async () => {
    const house = await openHouse({ baseUrl: (own) => own.replace('http:', 'https:') })
    const visitor = house.visitor()
    const answer = await visitor.post('/setup', { email: 'alice@example.org', password: 'plum pudding on fire', password_confirm: 'plum pudding on fire' })
    expect(answer.headers.get('Strict-Transport-Security')).toBe('max-age=31536000')
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-admin_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect((await visitor.get(paths.adminDashboard())).status).toBe(200)
  })
})

describe('a request that may change something', () => {
  const sites = ['same-origin', 'none', 'same-site', 'cross-site', undefined] as const
  const origins = ['own', 'https://evil.example', 'null', undefined] as const
  const types = ['application/x-www-form-urlencoded', 'text/plain', 'application/json']

  test('S10: must come from our own pages, whatever its content type', async () => {
    const house = await openHouse()
    await house.alice()
    let refused = 0
    for (const site of sites) {
      for (const origin of origins) {
        for (const type of types) {
          const headers = new Headers({ 'Content-Type': type })
          if (site) headers.set('Sec-Fetch-Site', site)
          if (origin) headers.set('Origin', origin === 'own' ? house.url : origin)
          const { status } = await fetch(house.url + paths.giftIdeasCount(), { method: 'POST', body: 'gift_ideas=x', headers })
          const isAllowed = site === undefined ? origin === 'own' : site === 'same-origin' || site === 'none'
          const answered = type === types[0] ? 200 : 422
          expect([site, origin, type, status]).toEqual([site, origin, type, isAllowed ? answered : 403])
          if (!isAllowed) refused++
        }
      }
    }
    expect(refused).toBe(33)
  })

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])('by the method %s is 405 with what is allowed, signed in or not', async (method) => {
    const house = await openHouse()
    const organiser = await house.alice()
    for (const someone of [organiser, house.visitor()]) {
      for (const [path, allow] of [
        ['/', 'GET, HEAD'],
        [paths.adminDashboard(), 'GET, HEAD'],
        [paths.adminLogout(), 'POST'],
        [paths.giftIdeas(), 'GET, HEAD, POST'],
      ] as const) {
        const answer = await someone.send(method, path, undefined)
        expect([answer.status, answer.headers.get('Allow')]).toEqual([405, allow])
        expect(answer.text).toContain('That didn’t work')
      }
      expect((await someone.send(method, '/nowhere', undefined)).status).toBe(404)
    }
  })

  test('takes 262,144 bytes, and not one more, whether it says how long it is or comes in chunks', async () => {
    const house = await openHouse()
    await house.alice()
    const body = (bytes: number) => `gift_ideas=${'x'.repeat(bytes - 'gift_ideas='.length)}`
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const inChunks = (text: string) => new Blob([text]).stream()
    for (const send of [
      (bytes: number) => house.visitor().send('POST', paths.giftIdeasCount(), body(bytes), { headers }),
      (bytes: number) => house.visitor().send('POST', paths.giftIdeasCount(), inChunks(body(bytes)), { headers }),
    ]) {
      const taken = await send(262_144)
      expect(taken).toMatchObject({ status: 200, text: expect.stringContaining('262,133') })
      const refused = await send(262_145)
      expect(refused).toMatchObject({ status: 413, text: expect.stringContaining('256 KiB') })
      expect(refused.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    }
  })

  test('gains nothing by unknown, repeated or array-shaped fields, or by a body that is no form', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const body = 'name=Bob&name=Eve&email=bob@example.org&email=eve@example.org&gift_ideas[]=x&id=1&withdrawn_at=1&exchange_id=x&__proto__=x&constructor=x'
    expect((await house.visitor().send('POST', paths.register(slug), body, { headers })).status).toBe(303)
    expect(house.rows('select name, email, gift_ideas, withdrawn_at from participant')).toEqual([
      { name: 'Bob', email: 'bob@example.org', gift_ideas: '', withdrawn_at: null },
    ])
    for (const type of ['application/json', 'multipart/form-data', 'multipart/form-data; boundary=x', 'text/plain', '']) {
      expect((await house.visitor().send('POST', paths.register(slug), '{"name":"Bob"}', { headers: { 'Content-Type': type } })).status).toBe(422)
    }
  })
})

describe('who may see what', () => {
  test('each page of the admin and of participants is closed to strangers and to each other', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob'])
    const admins = [paths.adminDashboard(), paths.newExchange(), paths.exchange(id), paths.draw(id)]
    const organiserPosts = [
      paths.newExchange(),
      paths.openRegistration(id),
      paths.closeRegistration(id),
      paths.reopenRegistration(id),
      paths.draw(id),
      paths.adminLogout(),
    ]
    for (const someone of [house.visitor(), people.Bob as NonNullable<typeof people.Bob>]) {
      for (const path of admins) expect(await someone.get(path)).toMatchObject({ status: 303, location: paths.adminLogin(path) })
      for (const path of organiserPosts) expect(await someone.post(path)).toMatchObject({ status: 303, location: expect.stringContaining(paths.adminLogin()) })
    }
    const organiser = await house.alice()
    for (const path of [paths.dashboard(), paths.giftIdeas(), paths.match()]) expect(await organiser.get(path)).toMatchObject({ status: 303, location: '/' })
    for (const path of [paths.giftIdeas(), paths.match(), paths.participantLogout()])
      expect(await organiser.post(path)).toMatchObject({ status: 303, location: '/' })
    expect(house.row('select state from exchange')).toEqual({ state: 'registration_open' })
  })

  test('HEAD answers as GET, without effects', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob'])
    house.world.travel({ days: 3 })
    const before = house.everyRow()
    const head = await people.Bob?.send('HEAD', paths.dashboard(), undefined)
    expect([head?.status, head?.html, head?.headers.getSetCookie()]).toEqual([200, '', []])
    expect(house.everyRow()).toEqual(before)
    // GET lets the session last for longer.
    expect((await people.Bob?.get(paths.dashboard()))?.headers.getSetCookie()).toHaveLength(1)
  })
})

describe('an error', () => {
  test('nobody expected is a 500 page without details, noted in the log without what was typed', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob'])
    house.exec('alter table participant rename to hidden')
    const answer = await people.Bob?.post(paths.giftIdeas(), { gift_ideas: 'a private wish' })
    expect(answer?.status).toBe(500)
    expect(answer?.html).not.toMatch(/participant"|at \/|node_modules|sqlite|no such table/i)
    expect(house.log.join('')).toContain('"level":50')
    expect(house.log.join('')).not.toContain('a private wish')
  })

  test('over htmx is a message above the page, and swaps nothing else', async () => {
    const house = await openHouse()
    await house.alice()
    const answer = await house.visitor().get('/nowhere', { headers: { 'HX-Request-Type': 'partial' } })
    expect(answer.html).toMatch(/^<hx-partial hx-target="#messages"><p class="message problem">/)
  })

  test.each([
    '/nowhere',
    '/admin',
    '/admin/exchange/',
    '/exchange/',
    '/auth/magic/',
    '/participant',
    '/.env',
    '/package.json',
    '/assets/../package.json',
    '/%2e%2e/etc/passwd',
    '/setup/',
  ])('for %s is a 404 page that looks like the rest', async (path) => {
    const house = await openHouse()
    const answer = await (await house.alice()).get(path)
    expect(answer).toMatchObject({ status: 404, text: expect.stringContaining('Not found') })
    expect(answer.html).toContain('class="wordmark"')
  })
})

test('S15: X-Forwarded-For counts from trusted proxies only, walked from the right; an IPv6 network counts as one client', async () => {
  const limited = async (trustedProxies: string[], addresses: string[]) => {
    const house = await openHouse({ trustedProxies })
    await house.alice()
    const answers = []
    for (const [index, address] of addresses.entries()) {
      const fields = { email: `mallory${index}@example.org`, password: 'a wild guess' }
      answers.push((await house.visitor().post(paths.adminLogin(), fields, { headers: { 'X-Forwarded-For': address } })).status)
    }
    return answers.at(-1) === 429
  }
  const spoofed = Array.from({ length: 6 }, (_, index) => `10.9.9.${index}`)
  expect(await limited([], spoofed)).toBe(true)
  expect(await limited(['127.0.0.1'], spoofed)).toBe(false)
  expect(
    await limited(
      ['127.0.0.0/8'],
      spoofed.map((address) => `${address}, 10.1.1.1`),
    ),
  ).toBe(true)
  expect(
    await limited(
      ['127.0.0.1', '10.1.1.0/24'],
      spoofed.map((address) => `6.6.6.6, ${address}, 10.1.1.1`),
    ),
  ).toBe(false)
  expect(
    await limited(
      ['127.0.0.1'],
      Array.from({ length: 6 }, (_, index) => `2001:db8:1:2::${index}`),
    ),
  ).toBe(true)
  expect(
    await limited(
      ['127.0.0.1'],
      Array.from({ length: 6 }, (_, index) => `2001:db8:1:${index}::1`),
    ),
  ).toBe(false)
})

test('health and readiness say so in a word', async () => {
  const house = await openHouse()
  expect(await house.visitor().get('/healthz')).toMatchObject({ status: 200, html: 'ok' })
  expect(await house.visitor().get('/readyz')).toMatchObject({ status: 200, html: 'ready' })
  house.exec(`insert into migration (name, executed_at) values ('2099-future', ?)`, new Date(0))
  expect(await house.visitor().get('/readyz')).toMatchObject({ status: 503, html: 'not ready' })
})
