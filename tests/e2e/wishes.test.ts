import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { launchBrowser, sitDown } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'
import { focused, tabTo } from '../support/keyboard.ts'
import type { Visitor } from '../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const titles = (house: House) => house.rows<{ title: string }>('select title from wish order by position').map(({ title }) => title)

async function bobAt(javaScriptEnabled: boolean) {
  const house = await openHouse()
  const { people } = await house.exchange('registration_open', ['Bob'])
  const { page, context } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled })
  await context.addCookies([...(people.Bob as Visitor).cookies].map(([name, value]) => ({ name, value, url: house.url })))
  return { house, page, bob: people.Bob as Visitor }
}

test.each([true, false])('somebody adds, orders, changes and deletes wishes by keyboard alone (JavaScript: %s)', async (javaScriptEnabled) => {
  const { house, page } = await bobAt(javaScriptEnabled)
  await page.goto(paths.dashboard())
  const press = async (kind: 'link' | 'button', name: string) => {
    await tabTo(page, kind, name)
    await page.keyboard.press('Enter')
  }
  await press('link', 'Start a wish list')
  await page.getByRole('heading', { name: 'My wish list' }).waitFor()
  for (const [field, text] of [
    ['What is it?', 'A kite'],
    ['Link', 'shop.example.org'],
    ['What is it?', 'Socks'],
  ] as const) {
    await tabTo(page, 'field', field)
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    await page.getByText(`“${text}” is on your list.`).waitFor()
    // Where nothing is loaded anew, the next one can be typed at once.
    if (javaScriptEnabled) await expect.poll(() => focused(page)).toEqual({ kind: 'field', name: 'What is it?' })
  }
  expect(titles(house)).toEqual(['A kite', 'shop.example.org', 'Socks'])

  await press('button', 'Move “Socks” up, number 3 of 3')
  await expect.poll(() => focused(page)).toEqual({ kind: 'button', name: 'Move “Socks” up, number 2 of 3' })
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toEqual({ kind: 'button', name: 'Move “Socks” down, number 1 of 3' })
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toEqual({ kind: 'button', name: 'Move “Socks” down, number 2 of 3' })
  expect(titles(house)).toEqual(['A kite', 'Socks', 'shop.example.org'])

  await press('link', 'Edit “Socks”')
  await expect.poll(() => focused(page)).toEqual({ kind: 'field', name: 'What is it?' })
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Warm socks')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toEqual({ kind: 'link', name: 'Edit “Warm socks”' })
  await page.getByText('“Warm socks” is saved.').waitFor()

  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Delete this wish' }).waitFor()
  await press('button', 'Delete this wish')
  await page.getByText('“Warm socks” is deleted.').waitFor()
  expect(titles(house)).toEqual(['A kite', 'shop.example.org'])
})

test('a wish is changed in its place: Escape gives up, a mistake stays there, and what is typed for another one is kept', async () => {
  const { page, house, bob } = await bobAt(true)
  for (const title of ['A kite', 'Socks', 'A book']) await bob.post(paths.wishes(), { title })
  await page.goto(paths.wishes())
  await page.getByLabel('What is it?').fill('Half a thou')
  await page.getByRole('link', { name: 'Edit “Socks”' }).click()
  const form = page.locator('.wish-form')
  await form.getByLabel('What is it?').fill('')
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toEqual({ kind: 'link', name: 'Edit “Socks”' })
  await page.keyboard.press('Enter')
  await form.getByLabel('Link').fill('mailto:bob@example.org')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('doesn’t look like a web address').waitFor()
  await expect.poll(() => focused(page)).toMatchObject({ kind: 'field' })
  await form.getByLabel('Link').fill('socks.example.org')
  await form.getByRole('button', { name: 'Save' }).click()
  const link = page.getByRole('link', { name: 'Socks', exact: true })
  expect([await link.getAttribute('href'), await link.getAttribute('rel'), await link.getAttribute('referrerpolicy')]).toEqual([
    'https://socks.example.org/',
    'noreferrer noopener nofollow ugc',
    'no-referrer',
  ])
  expect(await page.getByLabel('What is it?').inputValue()).toBe('Half a thou')
  expect(titles(house)).toEqual(['A kite', 'Socks', 'A book'])
})

test('what prints is the list alone', async () => {
  const { page, bob } = await bobAt(true)
  await bob.post(paths.wishes(), { title: 'A kite', note: 'in red' })
  await page.goto(paths.wishes())
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByText('in red').isVisible()).toBe(true)
  for (const name of ['Add to my list', 'Print my list']) expect(await page.getByRole('button', { name }).isVisible()).toBe(false)
  expect(await page.getByRole('link', { name: 'Edit “A kite”' }).isVisible()).toBe(false)
})
