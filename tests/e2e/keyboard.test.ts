import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { launchBrowser, sitDown } from '../support/browser.ts'
import { addressOf, alice, openHouse } from '../support/house.ts'
import { focused, tabTo } from '../support/keyboard.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

async function type(page: Page, field: string, text: string): Promise<void> {
  await tabTo(page, 'field', field)
  await page.keyboard.type(text)
}

async function press(page: Page, kind: 'link' | 'button', name: string): Promise<void> {
  await tabTo(page, kind, name)
  await page.keyboard.press('Enter')
}

test.each([true, false])('somebody joins, corrects a mistake, reveals the match and hides it by keyboard alone (JavaScript: %s)', async (javaScriptEnabled) => {
  const house = await openHouse()
  const { id, slug } = await house.exchange('registration_open', ['Charlie', 'Dana'])
  const { page } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled })
  await page.goto(paths.register(slug))
  await press(page, 'link', 'Skip to the content')
  await type(page, 'Your name', 'Bob')
  await type(page, 'Gift ideas', 'A kite')
  await tabTo(page, 'field', 'Remind me by e-mail before gift day')
  await page.keyboard.press('Space')
  await press(page, 'button', 'Join the exchange')
  await page.getByText('Please enter your e-mail address.').waitFor()
  await expect.poll(() => focused(page)).toEqual({ kind: 'field', name: 'E-mail address' })
  await page.keyboard.type(addressOf('Bob'))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
  await house.deliver()
  expect(house.row(`select gift_ideas as ideas, reminder_enabled as reminders from participant where name = 'Bob'`)).toEqual({ ideas: 'A kite', reminders: 0 })

  const organiser = await house.alice()
  await organiser.post(paths.closeRegistration(id))
  await organiser.post(paths.draw(id))
  await page.goto(house.linkTo(addressOf('Bob')))
  await page.getByText('Hello Bob').waitFor()
  await press(page, 'button', 'Reveal my match')
  await page.getByText('You give to').waitFor()
  await press(page, 'button', 'Hide again')
  await page.getByRole('button', { name: 'Reveal my match' }).waitFor()
})

test('the organiser signs in, changes values in place and makes a rule by keyboard alone, and never loses the place', async () => {
  const house = await openHouse()
  const { id } = await house.exchange('registration_closed', ['Bob', 'Charlie', 'Dana'])
  const { page } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true })
  await page.goto(paths.exchange(id))
  await type(page, 'E-mail address', alice.email)
  await type(page, 'Password', alice.password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Millers’ Christmas' }).waitFor()

  await press(page, 'link', 'about 20 €')
  await expect.poll(() => focused(page)).toEqual({ kind: 'field', name: 'Budget' })
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toEqual({ kind: 'link', name: 'about 20 €' })
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toEqual({ kind: 'field', name: 'Budget' })
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('30 €')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toEqual({ kind: 'link', name: '30 €' })
  expect(await page.getByRole('status').first().innerText()).toBe('“Budget” is saved.')

  await page.reload()
  await press(page, 'link', 'Rules')
  await page.getByRole('heading', { name: 'Who shouldn’t draw whom' }).waitFor()
  for (const name of ['Bob', 'Charlie']) {
    await tabTo(page, 'field', name)
    await page.keyboard.press('Space')
  }
  await press(page, 'button', 'Keep them apart')
  await page.getByText('Bob and Charlie').first().waitFor()
  await expect.poll(() => focused(page)).toMatchObject({ name: expect.stringContaining('draw is possible') })
})

test('a form that leaves the page is sent once, however often its button is pressed, and again after coming back', async () => {
  const house = await openHouse()
  await house.alice()
  const { page } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true })
  let sent = 0
  await page.route('**/sign-in', async (route) => {
    if (route.request().method() === 'POST') sent++
    await new Promise((resolve) => setTimeout(resolve, 500))
    await route.continue()
  })
  await page.goto(paths.signIn())
  await page.getByLabel('E-mail address').fill('bob@example.org')
  await page.getByRole('button', { name: 'E-mail me a link' }).dblclick()
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
  expect(sent).toBe(1)
  await page.goBack()
  await page.getByRole('button', { name: 'E-mail me a link' }).click()
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
  expect(sent).toBe(2)
})
