import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { inspect, launchBrowser, type Person, sitDown } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** Alice sits at a browser in which she is signed in. */
async function seatAlice(house: House, isScripted: boolean, isPhone: boolean): Promise<Person> {
  const person = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: isScripted, phone: isPhone, dark: isPhone })
  await carry(person.context, house, await house.alice())
  return person
}

function carry(context: BrowserContext, house: House, visitor: Visitor): Promise<void> {
  return context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: house.url })))
}

/** On a phone the details are folded until one wants them. */
async function unfold(page: Page): Promise<void> {
  const fold = page.locator('#details')
  if ((await fold.getAttribute('open')) === null) await fold.getByRole('heading', { name: 'Details' }).click()
}

const edits = [
  { value: 'Millers’ Christmas', field: 'Name', to: 'Office party', shown: 'Office party' },
  { value: 'Change the description', field: 'Description', to: 'Bring a chair.', shown: 'Bring a chair.' },
  { value: 'about 20 €', field: 'Budget', to: '30 €', shown: '30 €' },
  { value: 'Thu 10 Dec 2026, midnight', field: 'Join until', to: '2026-12-12', shown: 'Sat 12 Dec 2026, midnight' },
  { value: 'Thursday 24 December 2026', field: 'Gift day', to: '2026-12-27', shown: 'Sunday 27 December 2026' },
  { value: 'Berlin time', field: 'Time zone', to: 'Asia/Tokyo', shown: 'Tokyo time (Asia/Tokyo)' },
  { value: 'no limit', field: 'Places', to: '9', shown: '9' },
  { value: 'no, just a link', field: 'Show names in the e-mail', to: true, shown: 'yes' },
]

describe.each([
  ['without JavaScript, on a phone', false, true],
  ['with JavaScript, on a phone, in the dark', true, true],
])('the desk %s', (_, isScripted, isPhone) => {
  test('lets each value be changed where it stands', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const person = await seatAlice(house, isScripted, isPhone)
    const { page } = person
    await page.goto(paths.exchange(id))
    await inspect(person, isScripted)
    const details = page.locator('#details')
    for (const { value, field, to, shown } of edits) {
      await unfold(page)
      await details.getByRole('link', { name: value }).click()
      const input = page.locator('form:has([name="version"])').getByLabel(field).and(page.locator('[name]'))
      if (isScripted) await input.and(page.locator(':focus')).waitFor()
      if (typeof to === 'boolean') await input.check()
      else if (field === 'Time zone') await input.selectOption(to)
      else await input.fill(to)
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('status').getByText(`“${field}” is saved.`).waitFor()
      await unfold(page)
      await details.getByText(shown, { exact: true }).waitFor()
      expect(new URL(page.url()).pathname).toBe(paths.exchange(id))
      if (isScripted) expect(await details.locator('a:focus').count()).toBe(1)
    }
    await page.getByRole('heading', { name: 'Office party', level: 1 }).waitFor()
    await inspect(person, isScripted)
  })

  test('keeps what was typed beside the reason when it is refused, and when another tab was faster', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const person = await seatAlice(house, isScripted, isPhone)
    const { page } = person
    await page.goto(paths.exchange(id))
    await unfold(page)
    await page.getByRole('link', { name: 'no limit' }).click()
    await page.getByLabel('Places').fill('two')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Please enter a whole number').waitFor()
    expect(await page.getByLabel('Places').inputValue()).toBe('two')
    if (isScripted) await page.locator('#max_participants:focus').waitFor()
    await page.getByRole('link', { name: 'Cancel' }).click()
    await unfold(page)
    await page.getByRole('link', { name: 'about 20 €' }).click()
    await page.getByLabel('Budget').fill('40 €')
    await (await house.alice()).post(paths.exchange(id), { budget: '30 €' })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Meanwhile this was changed to “30 €”').waitFor()
    expect(await page.getByLabel('Budget').inputValue()).toBe('40 €')
    if (isScripted) await inspect(person, isScripted)
    await page.getByRole('button', { name: 'Save' }).click()
    await unfold(page)
    await page.locator('#details').getByText('40 €', { exact: true }).waitFor()
  })

  test('has a poster, and a link that can be replaced', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', ['Bob'])
    const person = await seatAlice(house, isScripted, isPhone)
    const { page } = person
    await page.goto(paths.exchange(id))
    await page.getByText('QR code and poster').click()
    await page.getByRole('link', { name: 'print a poster' }).click()
    await page.getByRole('img', { name: 'QR code to join by' }).waitFor()
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(isScripted)
    await inspect(person, isScripted)
    await page.goto(paths.editExchange(id))
    await inspect(person, isScripted)
    await page.goto(paths.exchange(id))
    await page.getByText('Replace the link').click()
    await page.getByRole('button', { name: 'Make a new link' }).click()
    await page.getByText('Here is the new link.').waitFor()
    const link = await page.getByLabel('Invitation link').inputValue()
    expect(link).not.toContain(slug)
    await page.goto(paths.register(slug))
    await page.getByRole('heading', { name: 'This invitation doesn’t work' }).waitFor()
    await page.getByRole('link', { name: 'I am already in' }).click()
    await inspect(person, isScripted)
    await page.getByLabel('E-mail address').fill('bob@example.org')
    await page.getByRole('button', { name: 'E-mail me a link' }).click()
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
    await page.goto(link)
    await page.getByRole('button', { name: 'Join the exchange' }).waitFor()
  })
})

test('Escape gives a value back, and the focus with it', async () => {
  const house = await openHouse()
  const { id } = await house.exchange('draft')
  const { page, complaints } = await seatAlice(house, true, false)
  await page.goto(paths.exchange(id))
  await page.getByRole('link', { name: 'about 20 €' }).focus()
  await page.keyboard.press('Enter')
  await page.locator('#budget:focus').waitFor()
  await page.keyboard.type(' or more')
  await page.keyboard.press('Escape')
  await page.locator('a:focus').getByText('about 20 €', { exact: true }).waitFor()
  expect(await page.locator('#budget').count()).toBe(0)
  expect(house.row('select budget from exchange')).toEqual({ budget: 'about 20 €' })
  expect(complaints).toEqual([])
})

test('copying the invitation puts it on the clipboard and says so', async () => {
  const house = await openHouse()
  const { id, slug } = await house.exchange('registration_open')
  const { page, context } = await seatAlice(house, true, true)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(paths.exchange(id))
  await page.getByRole('button', { name: 'Copy' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(house.world.url(paths.register(slug)))
})

test.each([
  ['A4', 'a short name', 'Christmas', 'about 20 €'],
  ['Letter', 'a long name', 'Weihnachten mit der ganzen Verwandtschaft und allen Nachbarn', 'about 20 €'],
  ['Letter', 'the longest name and budget', 'Wunderbare Weihnachten '.repeat(11).trim(), 'unter 20 € '.repeat(9).trim()],
])('the poster is one sheet of %s, with a code of at least 5 cm and nothing but the invitation, with %s', async (format, _, name, budget) => {
  const house = await openHouse()
  const { id } = await house.exchange('registration_open', ['Bob'], { name, budget })
  const { page } = await seatAlice(house, true, false)
  await page.goto(paths.poster(id))
  const pdf = await page.pdf({ format, preferCSSPageSize: false })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const pixelsPerCentimetre = 96 / 2.54
  const code = await page.getByRole('img', { name: 'QR code to join by' }).boundingBox()
  expect((code?.width ?? 0) / pixelsPerCentimetre).toBeGreaterThanOrEqual(5)
  for (const hidden of [page.getByRole('navigation'), page.getByText('Print', { exact: true }), page.getByText('Sneaky Klaus', { exact: true })]) {
    expect(await hidden.isVisible()).toBe(false)
  }
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
})

describe('a walk, counted in clicks and page loads', () => {
  test('from signing in to an open exchange, and from the link to registered', async () => {
    const house = await openHouse()
    await house.alice()
    const organiser = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true, phone: true })
    const { page } = organiser
    await page.goto(paths.adminLogin())
    await page.getByLabel('E-mail').fill('alice@example.org')
    await page.getByLabel('Password').fill('plum pudding on fire')
    const opening = count(page)
    await opening.click('button', 'Sign in')
    await opening.click('link', 'Create the first exchange')
    await page.getByLabel('Name', { exact: true }).fill('Christmas')
    await page.getByLabel('Join until').fill('2026-12-10')
    await page.getByLabel('Gift day').fill('2026-12-24')
    await page.getByLabel('I take part too').check()
    await page.getByLabel('Your name').fill('Alice')
    await opening.click('button', 'Create and open')
    await page.getByText('Registration is open. Share').waitFor()
    expect(opening.figures()).toEqual({ clicks: 3, pages: 3 })
    const link = await page.getByLabel('Invitation link').inputValue()

    const bob = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true, phone: true })
    const joining = count(bob.page)
    await bob.page.goto(link)
    await bob.page.getByLabel('Your name').fill('Bob')
    await bob.page.getByLabel('E-mail address').fill('bob@example.org')
    await joining.click('button', 'Join the exchange')
    await bob.page.getByRole('heading', { name: 'Check your mail' }).waitFor()
    expect(joining.figures()).toEqual({ clicks: 1, pages: 2 })
    console.log(
      `from sign-in to an open exchange with the organiser in it: ${JSON.stringify(opening.figures())}; from the link to registered: ${JSON.stringify(joining.figures())}`,
    )
  })
})

/** Counts the clicks that are made through it, and the pages that are loaded from now on. */
function count(page: Person['page']) {
  const figures = { clicks: 0, pages: 0 }
  page.on('load', () => figures.pages++)
  return {
    async click(role: 'button' | 'link', name: string) {
      figures.clicks++
      await page.getByRole(role, { name }).click()
    },
    figures: () => figures,
  }
}
