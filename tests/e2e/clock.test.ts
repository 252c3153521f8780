import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { launchBrowser, sitDown } from '../support/browser.ts'
import { exchangeFields, openHouse } from '../support/house.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('%s', (_, isScripted) => {
  test('Alice chooses her notifications, and deletes an exchange', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    const person = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: isScripted, phone: true })
    const { page, context } = person
    await context.addCookies([...(await house.alice()).cookies].map(([name, value]) => ({ name, value, url: house.url })))

    await page.goto(paths.notifications(id))
    await page.getByLabel('Someone has joined').uncheck()
    await page.getByLabel('Days before').fill('7, 99')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('60 days before at the earliest').waitFor()
    expect(await page.getByLabel('Days before').inputValue()).toBe('7, 99')
    expect(await page.getByLabel('Someone has joined').isChecked()).toBe(false)
    await page.getByLabel('Days before').fill('3')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Your settings are saved.').waitFor()
    await page.getByText('Mon 21 Dec 2026, 09:00 Berlin time').waitFor()

    await page.goto(paths.deleteExchange(id))
    await page.getByLabel('Type the name').fill('Millers')
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByText('That isn’t the name of this exchange').waitFor()
    await page.getByLabel('Type the name').fill(exchangeFields.name)
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByText('The exchange is deleted.').waitFor()
    expect(house.rows('select * from participant')).toEqual([])
    expect(person.complaints).toEqual([])
  })
})
