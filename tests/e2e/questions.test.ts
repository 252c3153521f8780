import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { inspect, launchBrowser, sitDown } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each([
  ['with JavaScript', true],
  ['without JavaScript, on a phone', false],
])('%s', (_, javaScriptEnabled) => {
  async function sitDownAs(house: House, visitor: Visitor) {
    const person = await sitDown(browser, { baseURL: house.url, javaScriptEnabled, phone: !javaScriptEnabled })
    await person.context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: house.url })))
    return { person, page: person.page }
  }

  test('an organiser asks, puts in order and deletes, and somebody answers', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob', 'Charlie'])
    const { person, page } = await sitDownAs(house, await house.alice())
    await page.goto(paths.exchange(id))
    await page.getByRole('link', { name: 'Questions' }).click()
    await page.getByRole('button', { name: 'For the office' }).click()
    await page.getByText('3 questions are added.').waitFor()
    await page.getByLabel('Question', { exact: true }).fill('Which colour?')
    expect(await page.getByLabel('Choices').isVisible()).toBe(false)
    await page.getByLabel('How it’s answered').selectOption('choice')
    await page.getByLabel('Choices').fill('Red\nBlue')
    await page.getByLabel('Everyone should answer this').check()
    await page.getByRole('button', { name: 'Ask everyone' }).click()
    await page.getByText('1 question is added.').waitFor()
    const rows = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: /^Edit: / }) })
    for (const place of [2, 1, 0]) {
      await page.getByRole('button', { name: 'Move up: Which colour?' }).click()
      await expect.poll(() => rows.nth(place).textContent()).toContain('Which colour?')
    }
    if (javaScriptEnabled) await expect.poll(() => page.locator(':focus').getAttribute('aria-label')).toBe('Move down: Which colour?')
    await inspect(person, javaScriptEnabled)
    const bob = await sitDownAs(house, people.Bob as Visitor)
    await bob.page.goto(paths.dashboard())
    await bob.page.getByRole('link', { name: 'Answer your organiser’s questions' }).click()
    await bob.page.getByLabel('Is there anything you’d rather not get').fill('x'.repeat(201))
    await bob.page.getByRole('radio', { name: 'Blue' }).check()
    await bob.page.getByRole('button', { name: 'Save my answers' }).click()
    await bob.page.getByText('you have 201').waitFor()
    if (javaScriptEnabled) await expect.poll(() => bob.page.locator(':focus').getAttribute('aria-invalid')).toBe('true')
    expect(await bob.page.getByRole('radio', { name: 'Blue' }).isChecked()).toBe(true)
    await inspect(bob.person, javaScriptEnabled)
    await bob.page.getByLabel('Is there anything you’d rather not get').fill('Nuts')
    await bob.page.getByRole('button', { name: 'Save my answers' }).click()
    await bob.page.getByText('You’ve answered 2 of 4.').waitFor()
    await page.getByRole('button', { name: 'Delete: Which colour?' }).click()
    await page.getByText('That answer will be deleted').waitFor()
    await page.getByRole('button', { name: 'Delete it and 1 answer' }).click()
    await page.getByText('“Which colour?” is deleted.').waitFor()
    await bob.page.reload()
    await bob.page.getByText('You’ve answered 1 of 3.').waitFor()
  })
})
