import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { inspect, launchBrowser, type Person, sitDown } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const list = 'Name;E-mail\nZoë;zoe@example.org\nCharlie;charlie@example.org\nDana'

describe.each([
  ['with JavaScript', true, false],
  ['without JavaScript, on a phone', false, true],
  ['with JavaScript, on a phone', true, true],
])('the organiser %s', (_, isScripted, phone) => {
  test('adds a list, searches it, nudges, corrects an address, writes to everyone and removes someone', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const organiser = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: isScripted, phone })
    await organiser.context.addCookies([...(await house.alice()).cookies].map(([name, value]) => ({ name, value, url: house.url })))
    await addList(organiser, id, isScripted)
    await search(organiser, id, isScripted)
    await nudge(organiser, isScripted)
    await correct(organiser, house, isScripted)
    await write(organiser, house, isScripted)
    await remove(organiser, isScripted)
  })
})

async function addList(organiser: Person, id: string, isScripted: boolean): Promise<void> {
  const { page } = organiser
  await page.goto(paths.people(id))
  await inspect(organiser, isScripted)
  await page.getByRole('link', { name: 'Add a list' }).click()
  await inspect(organiser, isScripted)
  const stays = await watch(organiser, isScripted)
  await page.getByLabel('Or a CSV file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(list, 'latin1') })
  await page.getByRole('button', { name: 'Check the list' }).click()
  await page.getByText('One line needs another look.').waitFor()
  if (isScripted) await page.locator('h2:focus', { hasText: 'One line needs another look.' }).waitFor()
  const field = page.getByLabel('Names and addresses')
  expect(await field.inputValue()).toBe(list)
  await field.fill(list.replace('\nDana', '\nDana;dana@example.org'))
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.locator('h2:focus', { hasText: 'Is this right?' }).waitFor()
  if (isScripted) await inspectAsShown(organiser)
  await stays()
  await page.getByRole('button', { name: 'Add 3 people' }).click()
  await page.getByText('3 people were added').waitFor()
  await page.getByText('dana@example.org').waitFor()
}

async function search(organiser: Person, id: string, isScripted: boolean): Promise<void> {
  const { page } = organiser
  const status = page.locator('#people').getByRole('status')
  await status.getByText('4 people', { exact: true }).waitFor()
  const field = page.getByLabel('Search people')
  await field.pressSequentially('zoe')
  if (!isScripted) await page.getByRole('button', { name: 'Find' }).click()
  await status.getByText('1 person found').waitFor()
  expect(await page.locator('#people').getByText('Charlie').count()).toBe(0)
  expect(new URL(page.url()).searchParams.get('search')).toBe('zoe')
  expect(await field.inputValue()).toBe('zoe')
  if (isScripted) await page.locator('#search:focus').waitFor()
  await inspect(organiser, isScripted)
  await page.reload()
  await status.getByText('1 person found').waitFor()
  await page.getByLabel('Search people').fill('')
  if (!isScripted) await page.getByRole('button', { name: 'Find' }).click()
  await status.getByText('4 people', { exact: true }).waitFor()
  await page.locator('#people').getByRole('link', { name: '3 haven’t opened the link' }).click()
  await status.getByText('3 people found').waitFor()
  await page.goto(paths.people(id))
}

async function nudge(organiser: Person, isScripted: boolean): Promise<void> {
  const { page } = organiser
  await page.getByRole('button', { name: 'Send 3 people a link' }).dblclick()
  await page.getByText('Written to 3 people.').or(page.getByText('You’ve written to all 3 of them')).waitFor()
  await page.getByText('3 were written to today').waitFor()
  await page.locator('#open').getByRole('link', { name: '3 haven’t opened the link' }).click()
  await page.locator('#people').getByText('3 people found').waitFor()
  await inspect(organiser, isScripted)
}

async function correct(organiser: Person, house: House, isScripted: boolean): Promise<void> {
  const { page } = organiser
  await page.getByRole('link', { name: 'Charlie' }).click()
  await inspect(organiser, isScripted)
  await page.getByRole('link', { name: 'Correct the address' }).click()
  await inspect(organiser, isScripted)
  await page.getByLabel('E-mail address').fill('bob@example.org')
  await page.getByRole('button', { name: 'Correct the address' }).click()
  await page.getByText('Someone else is in with that address.').waitFor()
  await inspect(organiser, false)
  await page.getByLabel('E-mail address').fill('charles@example.org')
  await page.getByRole('button', { name: 'Correct the address' }).click()
  await page.getByText('The address is corrected').waitFor()
  await house.deliver()
  expect(house.post.letterTo('charles@example.org').text).toContain('/auth/magic/')
  expect(() => house.post.letterTo('charlie@example.org')).toThrow()
  await page.getByRole('link', { name: /People of/ }).click()
  await page.getByRole('heading', { name: 'People 4' }).waitFor()
  const stays = await watch(organiser, isScripted)
  await page.getByRole('button', { name: 'Send link to Dana' }).dblclick()
  await page.getByText('A fresh link for Dana is on its way.').waitFor()
  await stays()
  if (!isScripted) return
  await page.getByRole('button', { name: 'Send link to Dana' }).and(page.locator(':focus')).waitFor()
  await inspectAsShown(organiser)
  house.post.inbox.length = 0
  await house.deliver()
  expect(house.post.inbox.filter(({ to }) => to.includes('dana@example.org'))).toHaveLength(1)
}

async function write(organiser: Person, house: House, isScripted: boolean): Promise<void> {
  const { page } = organiser
  await page.getByRole('link', { name: 'Write to everyone' }).click()
  await inspect(organiser, isScripted)
  const stays = await watch(organiser, isScripted)
  await page.getByLabel('Message').fill('At seven.\nhttps://example.org/map')
  await page.getByRole('button', { name: 'Show how it looks' }).click()
  await page.getByText('Please write a subject.').waitFor()
  await page.locator('#subject:focus').waitFor()
  await page.getByLabel('Subject').fill('Where we meet')
  if (isScripted) await loseTheConnection(organiser)
  // As by hand, at its corner.
  if (isScripted) await page.getByLabel('Message').evaluate((field) => field.style.setProperty('height', '20rem'))
  await page.getByLabel('Subject').press('Enter')
  await page.getByRole('link', { name: 'https://example.org/map' }).waitFor()
  await page.locator('h2:focus', { hasText: 'This is how it looks' }).waitFor()
  if (isScripted) await inspectAsShown(organiser)
  await stays()
  await page.getByRole('button', { name: 'Send to 4 people' }).click()
  await page.getByText('Your message is on its way to 4 people.').waitFor()
  await house.deliver()
  expect(house.post.inbox.filter(({ subject }) => subject === 'Where we meet')).toHaveLength(4)
}

async function remove(organiser: Person, isScripted: boolean): Promise<void> {
  const { page } = organiser
  await page.getByRole('link', { name: 'Dana' }).click()
  await page.getByRole('link', { name: 'Remove from the exchange' }).click()
  await inspect(organiser, isScripted)
  await page.getByRole('button', { name: 'Remove from the exchange' }).click()
  await page.getByText('Dana is out.').waitFor()
  await page.locator('#people').getByText('3 people', { exact: true }).waitFor()
}

/** Marks the page that is shown; what it gives back fails unless that page is shown still, where scripts run. */
async function watch({ page }: Person, isScripted: boolean): Promise<() => Promise<void>> {
  if (!isScripted) return async () => undefined
  await page.evaluate('document.body.dataset.watched = "yes"')
  return async () => expect(await page.evaluate('document.body.dataset.watched')).toBe('yes')
}

/** Sends the message while there is no connection: what was typed stays. */
async function loseTheConnection({ page, context, complaints }: Person): Promise<void> {
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Show how it looks' }).click()
  await page.getByText('Are you online?').waitFor()
  expect(await page.getByLabel('Subject').inputValue()).toBe('Where we meet')
  expect(await page.getByLabel('Message').inputValue()).toContain('At seven.')
  await context.setOffline(false)
  complaints.length = 0
}

/** A preview has no address of its own to be fetched from; a browser can still say whether it fits the window. */
async function inspectAsShown({ page, complaints }: Person): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
  expect(complaints).toEqual([])
}
