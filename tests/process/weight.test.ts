import { readdirSync, readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { launchBrowser, type Person, sitDown } from '../support/browser.ts'
import { alice, registration } from '../support/house.ts'
import { install, openExchange } from '../support/installation.ts'
import { type Program, printed } from '../support/program.ts'

const firstVisit = { bytes: 30_000, requests: 5 }
const laterPage = 6000

/** What came over the wire for one page, headers included: the page itself and what it asked for. */
type Weight = { page: number; all: number; requests: string[] }

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('every file comes in the smallest form that a browser takes, to be kept for ever', async () => {
  const installation = await install({})
  await installation.start()
  const ask = (path: string, accepted: string, method = 'GET') => fetch(installation.url + path, { method, headers: { 'Accept-Encoding': accepted } })
  const page = await (await ask(paths.setup(), 'identity')).text()
  // Pictures of pixels are compressed by themselves.
  const files = (page.match(/\/assets\/[\w.-]+/g) ?? []).filter((file) => !file.endsWith('.png'))
  expect(files.map((file) => file.split('.').at(-1)).sort()).toEqual(['css', 'js', 'svg'])
  for (const file of files) {
    const plain = await ask(file, 'identity')
    const text = await plain.text()
    let smallest = Number(plain.headers.get('Content-Length'))
    expect([plain.headers.get('Content-Encoding'), smallest]).toEqual([null, Buffer.byteLength(text)])
    for (const [accepted, encoding] of [
      ['gzip, deflate', 'gzip'],
      ['gzip, deflate, br, zstd', 'br'],
    ] as const) {
      const answer = await ask(file, accepted)
      expect(answer.headers.get('Content-Encoding')).toBe(encoding)
      expect(answer.headers.get('Vary')).toBe('Accept-Encoding')
      expect(answer.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
      expect(Number(answer.headers.get('Content-Length'))).toBeLessThan(smallest)
      expect(await answer.text()).toBe(text)
      smallest = Number(answer.headers.get('Content-Length'))
      const head = await ask(file, accepted, 'HEAD')
      expect(described(head)).toEqual(described(answer))
    }
  }
})

describe('on a phone, compressed, from the built program', () => {
  test('a first visit and each later page are light, and nothing is asked for twice', { timeout: 60_000 }, async () => {
    const installation = await install({ NODE_ENV: 'development' })
    const program = await installation.start()
    const { id, invitation } = await openExchange(installation)
    const phone = () => sitDown(browser, { baseURL: installation.url, javaScriptEnabled: true, phone: true })

    const bob = await phone()
    const first = await weigh(bob.page, invitation)
    const figures: Record<string, Weight> = { 'first visit, invitation': first }
    expect(first.requests).toEqual([...new Set(first.requests)])
    expect(first.requests.length).toBeLessThanOrEqual(firstVisit.requests)
    expect(first.all).toBeLessThanOrEqual(firstVisit.bytes)

    await join(bob, program)
    const organiser = await phone()
    await logIn(organiser)
    await loadIcon(organiser.page)
    const later: [Person, string][] = [
      ...[paths.dashboard(), paths.giftIdeas(), paths.profile()].map((path): [Person, string] => [bob, path]),
      ...[paths.adminDashboard(), paths.exchange(id), paths.people(id), paths.rules(id), paths.draw(id), paths.settings(), paths.mail()].map(
        (path): [Person, string] => [organiser, path],
      ),
    ]
    for (const [person, path] of later) {
      const weight = await weigh(person.page, path)
      figures[path.replace(id, '…')] = weight
      expect(weight.requests, path).toEqual([installation.url + path])
      expect(weight.page, path).toBeLessThanOrEqual(laterPage)
    }

    await invite(organiser, id, 500)
    figures['people, 500 of them'] = await weigh(organiser.page, paths.people(id))
    tell(figures)
  })
})

function described({ headers }: Response): (string | null)[] {
  return ['Content-Type', 'Content-Length', 'Content-Encoding', 'Vary', 'Cache-Control'].map((name) => headers.get(name))
}

/** Opens a page and adds up what the browser receives for it; what it has kept costs nothing. */
async function weigh(page: Page, path: string): Promise<Weight> {
  const session = await page.context().newCDPSession(page)
  const addresses = new Map<string, string>()
  const received = new Map<string, number>()
  session.on('Network.requestWillBeSent', ({ requestId, request }) => addresses.set(requestId, request.url))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => received.set(requestId, encodedDataLength))
  await session.send('Network.enable')
  await page.goto(path)
  await loadIcon(page)
  await expect.poll(() => received.size).toBe(addresses.size)
  await session.detach()
  const sent = [...received].filter(([, size]) => size > 0)
  const sizes = sent.map(([id, size]) => [addresses.get(id) ?? '', size] as const)
  const own = sizes.find(([address]) => address === page.url())?.[1] ?? Number.NaN
  return { page: own, all: sizes.reduce((sum, [, size]) => sum + size, 0), requests: sizes.map(([address]) => address) }
}

/** Without a window there are no tabs, and nobody loads the icon for them. */
async function loadIcon(page: Page): Promise<void> {
  await page.evaluate(`fetch(document.querySelector('link[rel="icon"]').href).then((icon) => icon.blob())`)
}

test('the program itself is plain ASCII, which Node keeps in one byte a letter', () => {
  const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
  expect(files.length).toBeGreaterThan(5)
  expect(files.filter((file) => readFileSync(`dist/${file}`).some((byte) => byte > 127))).toEqual([])
})

function tell(figures: Record<string, Weight>): void {
  const lines = Object.entries(figures).map(([name, { page, all, requests }]) => `${name}: ${page} bytes, ${all} in all ${requests.length} requests`)
  console.log(lines.join('\n'))
}

async function join({ page }: Person, program: Program): Promise<void> {
  const { name = '', email = '' } = registration('Bob')
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Join the exchange' }).click()
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
  await printed(program, /DEV MODE.*\/auth\/magic\/[\w-]{43}/)
  await page.goto(/\/auth\/magic\/[\w-]{43}/.exec(program.output())?.[0] as string)
  await page.getByText('Hello Bob').waitFor()
}

async function logIn({ page }: Person): Promise<void> {
  await page.goto(paths.adminLogin())
  await page.getByLabel('E-mail address').fill(alice.email)
  await page.getByLabel('Password').fill(alice.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`**${paths.adminDashboard()}`)
}

async function invite({ page }: Person, id: string, count: number): Promise<void> {
  const people = Array.from({ length: count }, (_, index) => `Guest ${index} of the house,guest.${index}@example.org`).join('\n')
  const form = { people, confirm: 'yes' }
  const answer = await page.request.post(paths.importPeople(id), { form, headers: { 'Sec-Fetch-Site': 'same-origin' }, maxRedirects: 0 })
  expect(answer.status()).toBe(303)
}
