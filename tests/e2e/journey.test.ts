import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, type Person, sitDown } from '../support/browser.ts'
import { addressOf, alice, type House, openHouse } from '../support/house.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each([
  ['with JavaScript', true, false],
  ['without JavaScript, on a phone', false, true],
  ['with JavaScript, on a phone, in the dark', true, true],
])('a whole Secret Santa %s', (_, isScripted, isPhone) => {
  const sit = (house: House) => sitDown(browser, { baseURL: house.url, javaScriptEnabled: isScripted, phone: isPhone, dark: isPhone })

  test('from the first start to everybody’s match', async () => {
    const house = await openHouse()
    const organiser = await sit(house)
    await setUp(organiser)
    const invitation = await openExchange(organiser, isScripted)

    const cast: Record<string, Person> = {}
    for (const name of ['Bob', 'Charlie', 'Dana']) {
      cast[name] = await sit(house)
      await join(house, cast[name], name, invitation, isScripted)
    }
    await writeGiftIdeas(cast.Bob as Person, isScripted)

    await drawNames(organiser)
    await house.deliver()
    expect(house.post.letterTo('bob@example.org').subject).toBe('The names are drawn: Christmas with the Millers')

    const receivers = []
    for (const [name, person] of Object.entries(cast)) receivers.push([name, await reveal(person, isScripted)])
    expect(receivers.map(([, receiver]) => receiver).toSorted()).toEqual(['Bob', 'Charlie', 'Dana'])
    expect(receivers.every(([giver, receiver]) => giver !== receiver)).toBe(true)

    await organiser.page.reload()
    await organiser.page.getByText('3 of 3 have looked').waitFor()
    await organiser.page.getByRole('button', { name: 'Sign out' }).click()
    await organiser.page.getByText('You’ve signed out.').waitFor()
  })
})

async function setUp(organiser: Person): Promise<void> {
  const { page } = organiser
  await page.goto('/')
  await page.getByRole('heading', { name: 'Welcome to Sneaky Klaus' }).waitFor()
  await page.getByLabel('Your e-mail address').fill(alice.email)
  await page.getByLabel('Password', { exact: true }).fill(alice.password)
  await page.getByLabel('Repeat password').fill('something else')
  await page.getByRole('button', { name: 'Set up' }).click()
  await page.getByText('The two passwords don’t match.').waitFor()
  await page.getByLabel('Password', { exact: true }).fill(alice.password)
  await page.getByLabel('Repeat password').fill(alice.password)
  await page.getByRole('button', { name: 'Set up' }).click()
  await page.getByRole('heading', { name: 'Nothing to keep secret yet' }).waitFor()
}

async function openExchange(organiser: Person, isScripted: boolean): Promise<string> {
  const { page } = organiser
  await page.getByRole('link', { name: 'Create the first exchange' }).click()
  await page.getByLabel('Description').fill('At Grandma’s.')
  await page.getByLabel('Budget').fill('about 20 €')
  await page.getByLabel('Join until').fill('2026-12-10')
  await page.getByLabel('Gift day').fill('2026-12-24')
  await page.getByLabel('Time zone').selectOption('Europe/Berlin')
  await page.getByRole('button', { name: 'Save as draft' }).click()
  await page.getByText('Please give the exchange a name.').waitFor()
  await expectFocus(organiser, 'name', isScripted)
  await page.getByLabel('Name', { exact: true }).fill('Christmas with the Millers')
  await page.getByRole('button', { name: 'Create and open' }).click()
  await page.getByRole('heading', { name: 'Christmas with the Millers' }).waitFor()
  await page.getByText('Registration is open. Share the invitation.').waitFor()
  return page.getByLabel('Invitation link').inputValue()
}

async function join(house: House, person: Person, name: string, invitation: string, isScripted: boolean): Promise<void> {
  const { page } = person
  await page.goto(invitation)
  await page.getByRole('heading', { name: 'Christmas with the Millers' }).waitFor()
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Gift ideas').fill(`${name} likes kites`)
  await page.getByLabel('Remind me by e-mail').uncheck()
  await page.getByRole('button', { name: 'Join the exchange' }).click()
  await page.getByText('Please enter your e-mail address.').waitFor()
  await expectFocus(person, 'email', isScripted)
  expect(await page.getByLabel('Gift ideas').inputValue()).toBe(`${name} likes kites`)
  expect(await page.getByLabel('Remind me by e-mail').isChecked()).toBe(false)
  await page.getByLabel('E-mail address').fill(addressOf(name))
  await page.getByRole('button', { name: 'Join the exchange' }).click()
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
  await house.deliver()
  await page.goto(house.linkTo(addressOf(name)))
  await page.getByText(`Hello ${name}`).waitFor()
}

async function writeGiftIdeas(person: Person, isScripted: boolean): Promise<void> {
  const { page } = person
  await page.getByRole('link', { name: 'Edit gift ideas' }).click()
  const field = page.getByLabel('Gift ideas')
  // Whoever has a counter sees it near the limit; whoever has none, the limit.
  expect(await page.getByText('Up to 10,000 characters.').isVisible()).toBe(!isScripted)
  await field.fill(`${'🎁'.repeat(10_001)}`)
  if (isScripted) await page.getByText('10,001 / 10,000 characters').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('at most 10,000 characters; you have 10,001').waitFor()
  expect(await field.inputValue()).toBe('🎁'.repeat(10_001))
  await field.fill('A kite\nhttps://example.org/kite')
  if (isScripted) await page.getByText('31 / 10,000 characters').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Your gift ideas are saved.').waitFor()
  expect(await page.getByRole('link', { name: 'https://example.org/kite' }).getAttribute('href')).toBe('https://example.org/kite')
}

async function drawNames(organiser: Person): Promise<void> {
  const { page } = organiser
  await page.reload()
  await page.getByRole('link', { name: 'Close and draw names in one go' }).click()
  await page.getByRole('button', { name: 'Close and draw names' }).click()
  await page.getByText('The names are drawn. Everyone is being told by e-mail.').waitFor()
}

async function reveal(person: Person, isScripted: boolean): Promise<string> {
  const { page } = person
  await page.goto('/participant/dashboard')
  await page.getByRole('button', { name: 'Reveal my match' }).click()
  const heading = await page.getByRole('heading', { name: 'You give to' }).innerText()
  await expectOneSheet(person, isScripted)
  await page.getByRole('button', { name: 'Hide again' }).click()
  await page.getByRole('button', { name: 'Reveal my match' }).waitFor()
  return heading.replace('You give to', '').trim()
}

/** The name, what to know of the day, and the gift ideas go on one sheet of paper, without anything to press. */
async function expectOneSheet({ page }: Person, isScripted: boolean): Promise<void> {
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(isScripted)
  const pdf = await page.pdf({ format: 'A4' })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('button, .button, nav a, .beside').filter({ visible: true }).allInnerTexts()).toEqual([])
  for (const words of ['Gift day', 'about 20 €', 'At Grandma’s.', 'kite']) await page.getByText(words).first().waitFor()
  await page.emulateMedia({ media: null })
}

async function expectFocus({ page }: Person, field: string, isScripted: boolean): Promise<void> {
  if (isScripted) await page.locator(`#${field}:focus`).waitFor()
}
