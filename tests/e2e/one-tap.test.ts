import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { launchBrowser, sitDown } from '../support/browser.ts'
import { addressOf, type House, openHouse } from '../support/house.ts'

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
    await this.page.setContent(this.house.post.letterTo(address).html)
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
    await bob.tap(page.getByRole('link', { name: 'See my match' }))
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
  await bob.tap(page.getByRole('link', { name: 'See my match' }))
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
