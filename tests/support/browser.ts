import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { HtmlValidate } from 'html-validate'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { expect } from 'vitest'

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

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

/** One person at one browser. Every mistake that the browser reports is kept in `complaints`. */
export type Person = { page: Page; context: BrowserContext; complaints: string[] }

export async function sitDown(browser: Browser, options: { baseURL: string; javaScriptEnabled: boolean; phone?: boolean; dark?: boolean }): Promise<Person> {
  const context = await browser.newContext({
    baseURL: options.baseURL,
    javaScriptEnabled: options.javaScriptEnabled,
    viewport: options.phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    colorScheme: options.dark ? 'dark' : 'light',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  return { page, context, complaints }
}

const html = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-implicit-button-type': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    'attribute-boolean-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    // The contract names the people of a rule by one field, repeated.
    'form-dup-name': 'off',
    'no-inline-style': 'error',
  },
})

/** Fails unless the page is valid HTML, accessible (WCAG 2.2 AA by axe, where scripts run), as wide as its window, and silent. */
export async function inspect({ page, complaints }: Person, isScripted: boolean): Promise<void> {
  const where = page.url()
  const report = await html.validateString(await (await page.request.get(where)).text())
  expect(report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector }) => `${where}: ${ruleId} ${message} ${selector}`))).toEqual([])
  if (isScripted) {
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
    expect(violations.map(({ id, nodes }) => `${where}: ${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
  }
  expect(complaints).toEqual([])
}
