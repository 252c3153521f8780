import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { english, languages, type Offered } from '../../src/language/languages.ts'
import type { Printer } from '../../src/language/printer.ts'
import { launchBrowser, type Person, sitDown } from '../support/browser.ts'
import { addressOf, alice, type House, openHouse } from '../support/house.ts'
import { pseudoLanguage } from '../support/pseudo.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const hebrew = languages.find(({ code }) => code === 'he') as Offered

/** Everybody at their browsers, all of whom read the language of `t`. */
type Table = { house: House; t: Printer; isScripted: boolean; sit: () => Promise<Person> }

describe.each([
  [english.name, 'with JavaScript', english, true, false],
  [english.name, 'without JavaScript, on a phone', english, false, true],
  [english.name, 'with JavaScript, on a phone, in the dark', english, true, true],
  [hebrew.name, 'with JavaScript', hebrew, true, false],
  [hebrew.name, 'without JavaScript, on a phone', hebrew, false, true],
  [pseudoLanguage.name, 'with JavaScript, on a phone', pseudoLanguage, true, true],
  [pseudoLanguage.name, 'without JavaScript', pseudoLanguage, false, false],
])('a whole Secret Santa in %s %s', (_name, _how, language, isScripted, isPhone) => {
  test('from the first start to everybody’s match', async () => {
    const house = await openHouse({ languages: [english, hebrew, pseudoLanguage] })
    const t = await house.services.printers.of(language.code)
    const sit = () => sitDown(browser, { baseURL: house.url, javaScriptEnabled: isScripted, phone: isPhone, dark: isPhone, reads: language.code })
    const table = { house, t, isScripted, sit }
    const organiser = await sit()
    await setUp(table, organiser)
    const invitation = await openExchange(table, organiser)

    const cast: Record<string, Person> = {}
    for (const name of ['Bob', 'Charlie', 'Dana']) {
      cast[name] = await sit()
      await join(table, cast[name], name, invitation)
    }
    await writeGiftIdeas(table, cast.Bob as Person)

    await drawNames(table, organiser)
    await house.deliver()
    expect(house.post.letterTo('bob@example.org').subject).toBe(
      t('email.subject', { news: t('email.matchReady.news'), exchange: 'Christmas with the Millers' }),
    )

    const receivers = []
    for (const [name, person] of Object.entries(cast)) receivers.push([name, await reveal(table, person)])
    expect(receivers.map(([, receiver]) => receiver).toSorted()).toEqual(['Bob', 'Charlie', 'Dana'])
    expect(receivers.every(([giver, receiver]) => giver !== receiver)).toBe(true)

    await organiser.page.reload()
    await organiser.page.getByText(t('exchanges.nextStep.looked', { looked: 3, joined: 3 })).waitFor()
    await organiser.page.getByRole('button', { name: t('page.navigation.signOut'), exact: true }).click()
    await organiser.page.getByText(t('accounts.signedOut')).waitFor()
  })
})

/** A sentence as it stands in a page, where elements do what its invisible marks do in texts. */
function withoutMarks(sentence: string): string {
  return sentence.replaceAll(/[\u2068\u2069]/g, '')
}

async function setUp({ t }: Table, organiser: Person): Promise<void> {
  const { page } = organiser
  await page.goto('/')
  await page.getByRole('heading', { name: t('accounts.setUp.heading') }).waitFor()
  await page.getByLabel(t('accounts.setUp.email')).fill(alice.email)
  await page.getByLabel(t('accounts.setUp.password'), { exact: true }).fill(alice.password)
  await page.getByLabel(t('accounts.newPassword.repeat')).fill('something else')
  await page.getByRole('button', { name: t('accounts.setUp.send') }).click()
  await page.getByText(t('forms.password.different')).waitFor()
  await page.getByLabel(t('accounts.setUp.password'), { exact: true }).fill(alice.password)
  await page.getByLabel(t('accounts.newPassword.repeat')).fill(alice.password)
  await page.getByRole('button', { name: t('accounts.setUp.send') }).click()
  await page.getByRole('heading', { name: t('exchanges.first.title') }).waitFor()
}

async function openExchange({ t, isScripted }: Table, organiser: Person): Promise<string> {
  const { page } = organiser
  await page.getByRole('link', { name: t('exchanges.first.create') }).click()
  await page.getByLabel(t('exchanges.field.description')).fill('At Grandma’s.')
  await page.getByLabel(t('exchanges.field.budget')).fill('about 20 €')
  await page.getByLabel(t('exchanges.field.registration_close_date')).fill('2026-12-10')
  await page.getByLabel(t('exchanges.field.exchange_date')).fill('2026-12-24')
  await page.getByLabel(t('exchanges.field.timezone')).selectOption('Europe/Berlin')
  await page.getByRole('button', { name: t('exchanges.new.saveDraft') }).click()
  await page.getByText(t('forms.exchange.name')).waitFor()
  await expectFocus(organiser, 'name', isScripted)
  await page.getByLabel(t('exchanges.field.name'), { exact: true }).fill('Christmas with the Millers')
  await page.getByRole('button', { name: t('exchanges.new.open') }).click()
  await page.getByRole('heading', { name: 'Christmas with the Millers' }).waitFor()
  await page.getByText(t('exchanges.done.opened')).waitFor()
  return page.getByLabel(t('exchanges.invitation')).inputValue()
}

async function join({ house, t, isScripted }: Table, person: Person, name: string, invitation: string): Promise<void> {
  const { page } = person
  await page.goto(invitation)
  await page.getByRole('heading', { name: 'Christmas with the Millers' }).waitFor()
  await page.getByLabel(t('registration.form.name')).fill(name)
  await page.getByLabel(t('giftIdeas')).fill(`${name} likes kites`)
  await page.getByLabel(t('registration.form.reminders')).uncheck()
  await page.getByRole('button', { name: t('registration.form.join') }).click()
  await page.getByText(t('form.email.yours')).waitFor()
  await expectFocus(person, 'email', isScripted)
  expect(await page.getByLabel(t('giftIdeas')).inputValue()).toBe(`${name} likes kites`)
  expect(await page.getByLabel(t('registration.form.reminders')).isChecked()).toBe(false)
  await page.getByLabel(t('registration.form.email')).fill(addressOf(name))
  await page.getByRole('button', { name: t('registration.form.join') }).click()
  await page.getByRole('heading', { name: t('registration.checkMail.title') }).waitFor()
  await house.deliver()
  await page.goto(house.linkTo(addressOf(name)))
  await page.getByText(withoutMarks(t('participants.dashboard.hello', { name }))).waitFor()
}

async function writeGiftIdeas({ t, isScripted }: Table, person: Person): Promise<void> {
  const { page } = person
  await page.getByRole('link', { name: t('participants.dashboard.giftIdeas.edit') }).click()
  const field = page.getByLabel(t('giftIdeas'))
  // Whoever has a counter sees it near the limit; whoever has none, the limit.
  expect(await page.locator('.limit').isVisible()).toBe(!isScripted)
  await field.fill(`${'🎁'.repeat(10_001)}`)
  if (isScripted) await page.getByText(t('giftIdeas.count', { count: 10_001, limit: 10_000 })).waitFor()
  await page.getByRole('button', { name: t('participants.profile.save'), exact: true }).click()
  await page.getByText(t('form.tooLong', { field: 'other', most: 10_000, count: 10_001 })).waitFor()
  expect(await field.inputValue()).toBe('🎁'.repeat(10_001))
  await field.fill('A kite\nhttps://example.org/kite')
  if (isScripted) await page.getByText(t('giftIdeas.count', { count: 31, limit: 10_000 })).waitFor()
  await page.getByRole('button', { name: t('participants.profile.save'), exact: true }).click()
  await page.getByText(t('participants.giftIdeas.saved')).waitFor()
  expect(await page.getByRole('link', { name: 'https://example.org/kite' }).getAttribute('href')).toBe('https://example.org/kite')
}

async function drawNames({ t }: Table, organiser: Person): Promise<void> {
  const { page } = organiser
  await page.reload()
  await page.getByRole('link', { name: t('exchanges.action.closeAndDraw') }).click()
  await page.getByRole('button', { name: t('draw.preFlight.closeAndDraw') }).click()
  await page.getByText(t('draw.drawn.done')).waitFor()
}

async function reveal(table: Table, person: Person): Promise<string> {
  const { page } = person
  const { t } = table
  await page.goto('/participant/dashboard')
  await page.getByRole('button', { name: t('participants.dashboard.match.reveal') }).click()
  const heading = await page
    .getByRole('heading', { level: 1 })
    .filter({ has: page.locator('bdi') })
    .innerText()
  await expectOneSheet(table, person)
  await page.getByRole('button', { name: t('draw.match.hide') }).click()
  await page.getByRole('button', { name: t('participants.dashboard.match.reveal') }).waitFor()
  return ['Bob', 'Charlie', 'Dana'].find((name) => heading.includes(name)) ?? heading
}

/** The name, what to know of the day, and the gift ideas go on one sheet of paper, without anything to press. */
async function expectOneSheet({ t, isScripted }: Table, { page }: Person): Promise<void> {
  expect(await page.getByRole('button', { name: t('draw.match.print') }).isVisible()).toBe(isScripted)
  const pdf = await page.pdf({ format: 'A4' })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('button, .button, nav a, .beside').filter({ visible: true }).allInnerTexts()).toEqual([])
  for (const words of [t('draw.match.giftDay'), 'about 20 €', 'At Grandma’s.', 'kite']) await page.getByText(words).first().waitFor()
  await page.emulateMedia({ media: null })
}

async function expectFocus({ page }: Person, field: string, isScripted: boolean): Promise<void> {
  if (isScripted) await page.locator(`#${field}:focus`).waitFor()
}
