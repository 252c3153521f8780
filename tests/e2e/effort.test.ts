import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { launchBrowser, sitDown } from '../support/browser.ts'
import { addressOf, alice, type House, openHouse } from '../support/house.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** Somebody at a phone whose every tap, typed character and e-mail is counted. */
class Effort {
  readonly effort = { emails: 0, taps: 0, typed: 0 }
  private readonly house: House
  private readonly page: Page
  constructor(house: House, page: Page) {
    this.house = house
    this.page = page
  }

  /** Opens the newest e-mail to somebody, as their mail program shows it. */
  async read(address: string): Promise<void> {
    this.effort.emails++
    await this.page.goto('about:blank')
    // A mail program has the drawing at hand.
    await this.page.setContent(this.house.post.letterTo(address).html.replaceAll(/<img [^>]*src="cid:[^>]*>/g, ''))
  }

  async tap(target: Locator): Promise<void> {
    this.effort.taps++
    await target.click()
  }

  async type(target: Locator, text: string): Promise<void> {
    this.effort.typed += text.length
    await target.fill(text)
  }
}

test.each([true, false])(
  'from “the names are drawn” to the name, ten days later in a browser that knows nobody: one e-mail, two taps, nothing typed (JavaScript: %s)',
  async (javaScriptEnabled) => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    await house.deliver()
    const sent = house.post.inbox.length
    house.world.travel({ days: 10 })
    const { page } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled, phone: true })
    const bob = new Effort(house, page)
    await bob.read(addressOf('Bob'))
    await bob.tap(page.getByRole('link', { name: 'See who you give to' }))
    await page.getByText('Make sure no one looks over your shoulder.').waitFor()
    await bob.tap(page.getByRole('button', { name: 'Reveal my match' }))
    await page.getByRole('heading', { name: `You give to ${house.drawOf(id).Bob}` }).waitFor()
    await house.deliver()
    expect(house.post.inbox).toHaveLength(sent)
    expect(bob.effort).toEqual({ emails: 1, taps: 2, typed: 0 })
    console.log(`JavaScript ${javaScriptEnabled}: ${JSON.stringify(bob.effort)}`)
  },
)

test.each([true, false])('a link that is used up: one more e-mail and two more taps, and still nothing typed (JavaScript: %s)', async (javaScriptEnabled) => {
  const house = await openHouse()
  const { id } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
  await house.deliver()
  await house.visitor().post(house.linkTo(addressOf('Bob')))
  house.world.travel({ days: 10 })
  const { page } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled, phone: true })
  const bob = new Effort(house, page)
  await bob.read(addressOf('Bob'))
  await bob.tap(page.getByRole('link', { name: 'See who you give to' }))
  await bob.tap(page.getByRole('button', { name: 'E-mail me a fresh link' }))
  await page.getByText('A fresh link is on its way to b•••@e•••.org.').waitFor()
  await house.deliver()
  await bob.read(addressOf('Bob'))
  await bob.tap(page.getByRole('link', { name: 'Sign me in' }))
  await bob.tap(page.getByRole('button', { name: 'Reveal my match' }))
  await page.getByRole('heading', { name: `You give to ${house.drawOf(id).Bob}` }).waitFor()
  expect(bob.effort).toEqual({ emails: 2, taps: 4, typed: 0 })
})

test.each([true, false])('who reads the mail on another device types its code, however they write it (JavaScript: %s)', async (javaScriptEnabled) => {
  const house = await openHouse()
  const { slug } = await house.exchange('registration_open', ['Bob'])
  const { page } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled })
  const bob = new Effort(house, page)
  await page.goto(paths.requestAccess(slug))
  await bob.type(page.getByLabel('E-mail address'), addressOf('Bob'))
  await bob.tap(page.getByRole('button', { name: 'E-mail me a link' }))
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
  await house.deliver()
  const field = page.getByLabel('Or type the code from the e-mail')
  await field.fill('nonsense')
  await page.getByRole('button', { name: 'Sign in with the code' }).click()
  await page.getByText('A code has 8 letters and digits').waitFor()
  expect(await field.inputValue()).toBe('nonsense')
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  const [code = ''] = /[A-Z2-9]{4} [A-Z2-9]{4}(?=\n)/.exec(house.post.letterTo(addressOf('Bob')).text) ?? []
  await bob.type(field, code.toLowerCase().replace(' ', ''))
  await bob.tap(page.getByRole('button', { name: 'Sign in with the code' }))
  await page.getByText('Hello Bob').waitFor()
  expect(bob.effort).toEqual({ emails: 0, taps: 2, typed: addressOf('Bob').length + 8 })
})

test('from the first start to an open, shared exchange with the organiser in it: six taps, no e-mail', async () => {
  const house = await openHouse()
  const { page, context } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true, phone: true })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const organiser = new Effort(house, page)
  await page.goto('/')
  await page.getByLabel('Your e-mail address').fill(alice.email)
  await page.getByLabel('Password', { exact: true }).fill(alice.password)
  await page.getByLabel('Repeat password').fill(alice.password)
  await organiser.tap(page.getByRole('button', { name: 'Set up' }))
  await organiser.tap(page.getByRole('link', { name: 'Create the first exchange' }))
  await organiser.type(page.getByLabel('Name', { exact: true }), 'Christmas with the Millers')
  await organiser.type(page.getByLabel('Join until'), '2026-12-10')
  await organiser.type(page.getByLabel('Gift day'), '2026-12-24')
  await organiser.tap(page.getByLabel('I take part too'))
  await organiser.type(page.getByLabel('Your name'), 'Alice')
  await organiser.tap(page.getByRole('button', { name: 'Create and open' }))
  await organiser.tap(page.getByRole('button', { name: 'Copy', exact: true }))
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  await page.getByText('You take part as Alice').waitFor()
  await organiser.tap(page.getByRole('button', { name: 'Open my page' }))
  await page.getByText('Hello Alice').waitFor()
  expect(house.post.inbox).toEqual([])
  expect(organiser.effort).toEqual({ emails: 0, taps: 6, typed: 'Christmas with the Millers2026-12-102026-12-24Alice'.length })
})

test('from the invitation to being in: one e-mail, two taps, a name and an address', async () => {
  const house = await openHouse()
  const { slug } = await house.exchange('registration_open')
  const { page } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true, phone: true })
  const bob = new Effort(house, page)
  await page.goto(paths.register(slug))
  await bob.type(page.getByLabel('Your name'), 'Bob')
  await bob.type(page.getByLabel('E-mail address'), addressOf('Bob'))
  await bob.tap(page.getByRole('button', { name: 'Join the exchange' }))
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
  await house.deliver()
  await bob.read(addressOf('Bob'))
  await bob.tap(page.getByRole('link', { name: 'Open my exchange' }))
  await page.getByText('Hello Bob').waitFor()
  expect(bob.effort).toEqual({ emails: 1, taps: 2, typed: `Bob${addressOf('Bob')}`.length })
})
