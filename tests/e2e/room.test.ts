import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { english, languages, type Offered } from '../../src/language/languages.ts'
import { paths } from '../../src/paths.ts'
import { cast } from '../gallery/walk.ts'
import { pagesOfOrganiser, pagesOfParticipants, pagesOfStrangers } from '../support/addresses.ts'
import { inspectThoroughly, launchBrowser, overflow, type Person, sitDown } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'
import { pseudoLanguage } from '../support/pseudo.ts'
import type { Visitor } from '../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const readers = [pseudoLanguage, ...languages.filter(({ code }) => ['de', 'he', 'uk'].includes(code))]

test.each(readers)('on a window of 320 pixels every page has room for $name', async (language) => {
  const { house, person, open, drawn } = await sitBefore(language)
  const { page } = person
  await page.setViewportSize({ width: 320, height: 640 })
  const tooWide: string[] = []
  const look = async (reader: Visitor | undefined, addresses: string[]) => {
    await readAs(house, person, language, reader)
    await load(page, addresses[0] as string)
    const seen = await showInTurn(page, addresses)
    expect(seen.map(({ address, lang }) => [address, lang])).toEqual(addresses.map((address) => [address, language.code]))
    tooWide.push(...seen.flatMap(({ address, tooWide: pixels }) => (pixels === 0 ? [] : [`${address} by ${pixels}`])))
  }
  const one = { id: house.idOf(drawn.id, 'Dana') }
  const organiser = await house.alice()
  await look(organiser, [...pagesOfOrganiser(drawn.id, one), ...pagesOfOrganiser(open.id, undefined)])
  await look(undefined, pagesOfStrangers(open.slug))
  for (const { people } of [open, drawn]) await look(people.Dana, pagesOfParticipants)
  expect(tooWide).toEqual([])
})

test.each(readers.filter(({ direction }) => direction === 'rtl'))('in $name pages are as they should be for whoever can’t see them, too', async (language) => {
  const { house, person, open, drawn } = await sitBefore(language)
  for (const [reader, addresses] of [
    [undefined, [paths.landing(), paths.register(open.slug)]],
    [await house.alice(), [paths.exchange(drawn.id), paths.people(drawn.id), paths.rules(open.id), paths.newExchange()]],
    [drawn.people.Dana, [paths.dashboard(), paths.profile()]],
  ] as const) {
    await readAs(house, person, language, reader)
    for (const address of addresses) {
      await person.page.goto(address)
      expect(await person.page.locator('html').getAttribute('dir')).toBe('rtl')
      await inspectThoroughly(person)
    }
  }
})

async function sitBefore(language: Offered) {
  const house = await openHouse({ languages: [english, language] })
  await house.alice()
  const person = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true, reads: language.code })
  return { house, person, open: await house.exchange('registration_open', cast), drawn: await house.exchange('matched', cast, { name: 'Friends' }) }
}

type Seen = { address: string; lang: string; tooWide: number }

/** Shows pages one after the other, and says how many pixels each is wider than its window. */
async function showInTurn(page: Page, addresses: string[]): Promise<Seen[]> {
  const seen: Seen[] = []
  for (const address of addresses) {
    // Where the style sheets are the same, only what they apply to is replaced, which takes a third as long as loading the page.
    seen.push((await page.evaluate<Seen | null>(`(${replacePage})(${JSON.stringify(address)})`)) ?? (await load(page, address)))
  }
  return seen
}

async function load(page: Page, address: string): Promise<Seen> {
  await page.goto(address)
  return { address, lang: (await page.locator('html').getAttribute('lang')) ?? '', tooWide: (await overflow(page)) as number }
}

const replacePage = `async (address) => {
  const sheets = (of) => [...of.querySelectorAll('link[rel=stylesheet]')].map((link) => link.getAttribute('href')).join()
  const other = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html')
  if (sheets(other) !== sheets(document)) return null
  const root = document.documentElement
  for (const { name, value } of other.documentElement.attributes) root.setAttribute(name, value)
  document.body.replaceWith(other.body)
  return { address, lang: root.lang, tooWide: root.scrollWidth - root.clientWidth }
}`

/** Signs the browser in as somebody, or as nobody, and lets it read that language. */
async function readAs(house: House, { context }: Person, language: Offered, reader: Visitor | undefined): Promise<void> {
  await reader?.post(paths.language(), { language: language.code })
  await context.clearCookies()
  await context.addCookies([...(reader?.cookies ?? [])].map(([name, value]) => ({ name, value, url: house.url })))
}
