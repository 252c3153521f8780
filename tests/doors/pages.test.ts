import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { paths, segment } from '../../src/paths.ts'
import { launchBrowser, sitDown } from '../support/browser.ts'
import { addressOf, alice, exchangeFields, type House, openHouse, registration } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

/** Every route that answers, with real values in its path. */
function routesOf(house: House, { id, slug }: { id: string; slug: string }): { method: string; path: string }[] {
  const participantId = house.row<{ id: string } | undefined>('select id from participant where exchange_id = ? limit 1', id)?.id ?? nobody
  const questionId = house.row<{ id: string } | undefined>('select id from question where exchange_id = ? limit 1', id)?.id ?? nobody
  const fill = (path: string) =>
    path
      .replace(segment.participantId, participantId)
      .replace(segment.accountId, nobody)
      .replace(segment.ruleId, nobody)
      .replace(segment.wishId, nobody)
      .replace(segment.questionId, questionId)
      .replace(segment.messageId, nobody)
      .replace(segment.reportId, nobody)
      .replace(segment.withWhom, 'receiver')
      .replace(segment.id, id)
      .replace(segment.exchangeId, id)
      .replace(segment.slug, slug)
      .replace(segment.token, 'A'.repeat(43))
  return house.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => ({ method, path: fill(path) }))
}

describe('S9: every route', () => {
  const open =
    /^\/(assets|admin\/(login|forgot-password|reset-password|invitation|new-address)|healthz|readyz|setup|favicon|robots|manifest|exchange|auth|sign-in|reminders|participation|gift-ideas)/

  test('of the admin is closed to strangers and participants, every route of participants to strangers and the admin', async () => {
    const house = await openHouse()
    const exchange = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    const bob = exchange.people.Bob as Visitor
    const routes = routesOf(house, exchange).filter(({ path }) => path !== '/' && !open.test(path))
    expect(routes.length).toBeGreaterThan(25)
    const unchanged = JSON.stringify([house.rows('select * from exchange'), house.rows('select * from participant'), house.rows('select * from admin')])
    for (const { method, path } of routes) {
      const isOrganisers = path.startsWith('/admin')
      for (const someone of [house.visitor(), isOrganisers ? bob : organiser]) {
        const answer = await someone.send(method, path, method === 'POST' ? new URLSearchParams() : undefined)
        expect([method, path, answer.status, answer.location?.replace(/\?.*/, '')]).toEqual([method, path, 303, isOrganisers ? '/admin/login' : '/'])
      }
    }
    expect(JSON.stringify([house.rows('select * from exchange'), house.rows('select * from participant'), house.rows('select * from admin')])).toBe(unchanged)
    console.log(`S9: ${routes.length} guarded routes × 2 roles`)
  })

  test('answers what is no id, slug or token with 404, never with 5xx', async () => {
    const house = await openHouse()
    const exchange = await house.exchange('registration_open')
    const organiser = await house.alice()
    const odd = ['x', '0', '-1', '%00', '%ff', '..%2f', "'", '<script>', 'a'.repeat(5000), '🎄', 'null', '__proto__']
    let tried = 0
    const hasValue = (path: string) => [exchange.id, exchange.slug, nobody, 'A'.repeat(43)].some((value) => path.includes(value))
    for (const { method, path } of routesOf(house, exchange).filter(({ path }) => hasValue(path))) {
      for (const value of odd) {
        const target = path.replace(exchange.id, value).replace(exchange.slug, value).replace(nobody, value).replace('A'.repeat(43), value)
        expect([target, (await organiser.send(method, target, method === 'POST' ? new URLSearchParams() : undefined)).status]).toEqual([target, 404])
        tried++
      }
    }
    expect(tried).toBeGreaterThan(100)
  })
})

test('S17: no word that anybody typed, and no secret, is in the log of a talkative app', async () => {
  const house = await openHouse()
  const organiser = await house.alice()
  const canary = (field: string) => `Canary${field}Xyzzy`
  const exchange = await house.exchange('registration_open', ['Bob'], { name: canary('Exchange'), description: canary('Description') })
  await organiser.post(paths.questions(exchange.id), { text: canary('Asked'), kind: 'line' })
  const { id: questionId } = house.row<{ id: string }>('select id from question')
  const fields = {
    name: canary('Name'),
    email: 'canary@xyzzy.example',
    people: `${canary('Listed')},listed@xyzzy.example`,
    subject: canary('Subject'),
    message: canary('Message'),
    confirm: 'yes',
    gift_ideas: canary('Ideas'),
    text: canary('Question'),
    kind: 'choice',
    options: `${canary('First')}\n${canary('Second')}`,
    [`answer_${questionId}`]: canary('Answer'),
    description: canary('Text'),
    budget: canary('Budget'),
    password: canary('Password'),
    password_confirm: canary('Other'),
  }
  let forms = 0
  for (const { method, path } of routesOf(house, exchange).filter(({ method }) => method === 'POST')) {
    for (const someone of [organiser, exchange.people.Bob as Visitor, house.visitor()]) {
      await someone.send(method, `${path}?next=${canary('Query')}`, new URLSearchParams({ ...exchangeFields, ...fields, change: 'email' }), {
        headers: { 'User-Agent': canary('Agent'), 'X-Forwarded-For': canary('Header') },
      })
      forms++
    }
  }
  await house.deliver()
  house.exec('alter table participant rename to hidden')
  await house.visitor().post(paths.register(exchange.slug), { ...registration('Bob'), ...fields })
  const log = house.log.join('\n')
  expect(log.split('\n').length).toBeGreaterThan(forms)
  expect(log).toContain('"level":50')
  expect(log).not.toMatch(/Canary|xyzzy/i)
  for (const secret of [alice.email, alice.password, exchange.slug, addressOf('Bob'), ...organiser.cookies.values()]) expect(log).not.toContain(secret)
  console.log(`S17: ${forms} forms with canary words, ${log.split('\n').length} log lines`)
})

describe('S18: an error', () => {
  test('shows no stack, path, version or statement, whatever breaks', async () => {
    const house = await openHouse()
    const { people, slug, id } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    for (const table of ['participant', 'exchange', 'session', 'rate_limit']) {
      house.exec(`alter table ${table} rename to hidden`)
      for (const [someone, path] of [
        [people.Bob as Visitor, paths.dashboard()],
        [organiser, paths.exchange(id)],
        [house.visitor(), paths.register(slug)],
      ] as const) {
        for (const answer of [await someone.get(path), await someone.post(path, registration('Charlie'))]) {
          expect(answer.html).not.toMatch(/\bat (\S+ \()?\S+:\d+:\d+|node_modules|\/src\/|sqlite|no such table|select |26\.\d+\.\d+|hono/i)
        }
      }
      house.exec(`alter table hidden rename to ${table}`)
    }
  })

  test.each(['TRACE', 'TRACK', 'CONNECT', 'FOO'])('answers the method %s with a refusal', async (method) => {
    const house = await openHouse()
    await house.alice()
    const { hostname, port } = new URL(house.url)
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(`${method} / HTTP/1.1\r\nHost: ${hostname}\r\nX-Secret: canary\r\nConnection: close\r\n\r\n`),
      )
      let received = ''
      socket.on('data', (chunk) => {
        received += chunk
      })
      socket.on('close', () => resolve(received))
      socket.on('error', reject)
    })
    expect(answer).not.toContain('canary')
    expect(answer).toMatch(/^(HTTP\/1\.1 (400|405|501) .*)?/)
    expect(answer).not.toMatch(/^HTTP\/1\.1 [23]/)
  })
})

describe('in a real browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser({ 'klaus.example': '127.0.0.1' })
  })
  afterAll(() => browser.close())

  test('S10: over plain http, where browsers send no Sec-Fetch-Site, our own forms work and another site’s do not', async () => {
    const house = await openHouse({ baseUrl: (own) => own.replace('127.0.0.1', 'klaus.example') })
    await house.alice()
    const { slug } = await house.exchange('registration_open')
    const { page } = await sitDown(browser, { baseURL: house.world.url(''), javaScriptEnabled: true })
    const sent: (string | undefined)[] = []
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.headers()['sec-fetch-site']))
    await page.goto(paths.requestAccess(slug))
    await page.getByLabel('E-mail address').fill('bob@example.org')
    await page.getByRole('button', { name: 'E-mail me a link' }).click()
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
    expect(sent).toEqual([undefined])
    const form = `<form method="post" action="${house.world.url(paths.requestAccess(slug))}"><input name="email" value="bob@example.org"><button>Win</button></form>`
    const evil = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(form)).listen(0, '127.0.0.1')
    onTestFinished(() => void evil.close())
    await once(evil, 'listening')
    await page.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`)
    const tries = house.row('select count(*) as count from rate_limit')
    await page.getByRole('button', { name: 'Win' }).click()
    await page.getByText('This form came from another site').waitFor()
    expect(sent).toEqual([undefined, undefined])
    expect(house.row('select count(*) as count from rate_limit')).toEqual(tries)
  })

  test('S11: no page breaks the content security policy', async () => {
    const house = await openHouse()
    const { id, slug, people } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    const { page, context, complaints } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true })
    const cookies = [...(await house.alice()).cookies, ...(people.Bob as Visitor).cookies]
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: house.url })))
    await (people.Bob as Visitor).post(paths.match())
    const pages = routesOf(house, { id, slug }).filter(
      ({ method, path }) => method === 'GET' && !/assets|healthz|readyz|robots|favicon|calendar|\.csv$/.test(path),
    )
    for (const { path } of pages) {
      const answer = await page.goto(path)
      expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'")
    }
    expect(pages.length).toBeGreaterThan(20)
    expect(complaints).toEqual([])
    console.log(`S11: ${pages.length} pages, ${complaints.length} violations`)
  })
})
