import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { inspectThoroughly, launchBrowser, sitDown } from '../support/browser.ts'
import { openHouse, registration } from '../support/house.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('S7: a scanner that opens the link in a real browser and waits does not use it up', async () => {
  const house = await openHouse()
  const { slug } = await house.exchange('registration_open')
  await house.visitor().post(paths.register(slug), registration('Bob'))
  await house.deliver()
  const link = house.linkTo('bob@example.org')
  for (let round = 0; round < 2; round++) {
    const scanner = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true })
    await scanner.page.goto(link, { waitUntil: 'networkidle' })
    await scanner.page.waitForTimeout(1000)
  }
  const bob = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true })
  await bob.page.goto(link)
  await bob.page.getByText('b•••@e•••.org').waitFor()
  await bob.page.getByRole('button', { name: 'Sign me in' }).click()
  await bob.page.getByText('Hello Bob').waitFor()
  await bob.page.goto(link)
  await bob.page.getByText('Hello Bob').waitFor()
  const other = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true })
  await other.page.goto(link)
  await other.page.getByRole('heading', { name: 'This link doesn’t work anymore' }).waitFor()
})

test.each([true, false])('somebody already in gets a fresh link from the notice (JavaScript: %s)', async (javaScriptEnabled) => {
  const house = await openHouse()
  const { slug } = await house.exchange('registration_open', ['Bob'])
  const { page } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled })
  await page.goto(paths.register(slug))
  await page.getByLabel('Your name').fill('Bob')
  await page.getByLabel('E-mail address').fill('BOB@example.org')
  await page.getByRole('button', { name: 'Join the exchange' }).click()
  await page.getByRole('heading', { name: 'You’re already registered' }).waitFor()
  expect(await page.getByLabel('Your name').inputValue()).toBe('Bob')
  if (javaScriptEnabled) await page.locator('[role=alert]:focus').waitFor()
  await page.getByRole('button', { name: 'E-mail me a fresh link' }).click()
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
  await house.deliver()
  await page.goto(house.linkTo('bob@example.org'))
  await page.getByText('Hello Bob').waitFor()
})

test('when the connection drops, a message says so and what was typed stays', async () => {
  const house = await openHouse()
  const { slug } = await house.exchange('registration_open')
  const { page, context, complaints } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true, phone: true })
  await page.goto(paths.register(slug))
  await page.getByLabel('Your name').fill('Bob')
  await page.getByLabel('E-mail address').fill('bob@example.org')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Join the exchange' }).click()
  await page.getByText('Are you online?').waitFor()
  expect(await page.getByText('Are you online?').evaluate((message) => message.getBoundingClientRect().top >= 0)).toBe(true)
  expect(await page.getByLabel('Your name').inputValue()).toBe('Bob')
  await context.setOffline(false)
  // The browser reports the dropped connection, as it should.
  expect(complaints.splice(0).join()).toContain('Failed to fetch')
  // The next answer takes its place, whatever it says.
  await page.getByLabel('E-mail address').fill('bob')
  await page.getByRole('button', { name: 'Join the exchange' }).click()
  await page.getByText('That doesn’t look like an e-mail address').first().waitFor()
  expect(await page.getByText('Are you online?').count()).toBe(0)
  await page.getByLabel('E-mail address').fill('bob@example.org')
  await page.getByRole('button', { name: 'Join the exchange' }).click()
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
})

test.each([true, false])('whoever mistypes a provider is asked, and answers by one press (JavaScript: %s)', async (javaScriptEnabled) => {
  const house = await openHouse()
  const { slug } = await house.exchange('registration_open')
  for (const [name, button, stored] of [
    ['Bob', 'Yes, bob@gmail.com', 'bob@gmail.com'],
    ['Charlie', 'No, keep bob@gmial.com', 'bob@gmial.com'],
  ] as const) {
    const { page } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled })
    await page.goto(paths.register(slug))
    await page.getByLabel('Your name').fill(name)
    await page.getByLabel('E-mail address').fill('bob@gmial.com')
    await page.getByRole('button', { name: 'Join the exchange' }).click()
    await page.getByText('Did you mean bob@gmail.com?').waitFor()
    expect(await page.getByLabel('Your name').inputValue()).toBe(name)
    // Enter in a field is no answer.
    const asked = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByLabel('Your name').press('Enter')
    expect((await asked).status()).toBe(422)
    await page.getByRole('button', { name: button }).click()
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
    await page.getByText(stored).waitFor()
    expect(house.row('select email from participant where name = ?', name)).toEqual({ email: stored })
  }
})

test('a page opened by another address leads to the same page at the right one', async () => {
  const house = await openHouse({ baseUrl: (own) => own.replace('127.0.0.1', 'localhost') })
  const { slug } = await house.exchange('registration_open')
  const bob = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true })
  await bob.page.goto(`${paths.register(slug)}?from=chat`)
  await inspectThoroughly(bob)
  await bob.page.getByRole('complementary').getByRole('link').click()
  await bob.page.waitForURL(house.world.url(`${paths.register(slug)}?from=chat`))
  expect(await bob.page.getByText('This isn’t the site’s own address').count()).toBe(0)
})
