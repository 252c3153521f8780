import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { RunOptions } from 'axe-core'
import { HtmlValidate } from 'html-validate'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { expect, onTestFinished } from 'vitest'

/** Headless shell first, which takes half the CPU time of the full browser. */
const systemBrowsers = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where a Chromium is: Playwright's own, else the system's; undefined when there is none. */
export function findBrowser(): string | undefined {
  return [chromium.executablePath(), ...systemBrowsers].find((path) => path !== '' && existsSync(path))
}

/** Starts a browser, which finds the named hosts at the given addresses. */
export function launchBrowser(hosts: Record<string, string> = {}): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('There is no Chromium. Install the system’s package `chromium`, or run `npx playwright install chromium`.')
  // Root, as in containers, can't have Chromium's sandbox; the rest keeps it from calling home.
  const rules = Object.entries(hosts).map(([host, address]) => `MAP ${host} ${address}`)
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', `--host-resolver-rules=${rules.join(',')}`]
  return chromium.launch({ executablePath, args })
}

/** One person at one browser; `complaints` are the mistakes that it has reported so far. */
export type Person = { page: Page; context: BrowserContext; complaints: string[] }

/** Opens a browser for somebody, who prefers the language by the code `reads`. The test fails when by its end the browser has reported a mistake. */
export async function sitDown(
  browser: Browser,
  options: { baseURL: string; javaScriptEnabled: boolean; phone?: boolean; dark?: boolean; moving?: boolean; reads?: string },
): Promise<Person> {
  const context = await browser.newContext({
    baseURL: options.baseURL,
    javaScriptEnabled: options.javaScriptEnabled,
    viewport: options.phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    colorScheme: options.dark ? 'dark' : 'light',
    ...(options.reads === undefined ? {} : { extraHTTPHeaders: { 'Accept-Language': options.reads } }),
    reducedMotion: options.moving ? 'no-preference' : 'reduce',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  onTestFinished(() => expect(complaints).toEqual([]))
  return { page, context, complaints }
}

const html = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-implicit-button-type': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    // The contract names the people of a rule by one field, repeated.
    'form-dup-name': 'off',
    'no-inline-style': 'error',
  },
})

/**
 * Fails unless the page is valid HTML, accessible (WCAG 2.2 AA by axe) in light and in dark, and as wide as its window down
 * to 320 pixels. Ends where it began.
 */
export async function inspectThoroughly(person: Person): Promise<void> {
  const { page } = person
  await inspect(person, true)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await axe(page, ['color-contrast'])).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await overflow(page), `${page.url()} is wider than 320 pixels`).toBe(0)
  if (size) await page.setViewportSize(size)
}

/** Fails unless the page is valid HTML, accessible (WCAG 2.2 AA by axe, where scripts run), and as wide as its window. */
export async function inspect({ page }: Person, isScripted: boolean): Promise<void> {
  // As it was sent, where wrong nesting shows, and as it is now, with what was swapped in.
  expect(await invalid(page, await (await page.request.get(page.url())).text())).toEqual([])
  expect(await invalid(page, await page.content())).toEqual([])
  if (isScripted) {
    expect(await axe(page, ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])).toEqual([])
    expect(await overflow(page)).toBe(0)
  }
}

/** What is not valid in the page's markup, as lines. */
async function invalid(page: Page, markup: string): Promise<string[]> {
  const { results } = await html.validateString(markup)
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector }) => `${page.url()}: ${ruleId} ${message} ${selector}`))
}

/** Axe without what people read of it. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe finds on the page by the rules that are named, as lines. It gets no style sheets to read, which no rule here asks for,
 * and of a long list its first ten rows, since the others are like them.
 */
async function axe(page: Page, runOnly: RunOptions['runOnly']): Promise<string[]> {
  if (!(await page.evaluate('Boolean(window.axe)'))) await page.evaluate(axeSource)
  const what = { include: ['html'], exclude: [['.listed > li:nth-child(n + 11)']] }
  const options = { runOnly, resultTypes: ['violations'], preload: false } satisfies RunOptions
  const violations: { id: string; nodes: { target: string[] }[] }[] = await page.evaluate(
    `axe.run(${JSON.stringify(what)}, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  )
  return violations.map(({ id, nodes }) => `${page.url()}: ${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** How many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<unknown> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}
