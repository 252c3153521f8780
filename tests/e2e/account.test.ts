import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createIdentityProvider } from '../../src/auth/identity-provider.ts'
import { unsubscribeToken } from '../../src/participants/reminders.ts'
import { paths } from '../../src/paths.ts'
import { inspect, launchBrowser, type Person, sitDown } from '../support/browser.ts'
import { alice, type House, openHouse, registration } from '../support/house.ts'
import { openIdentityProvider } from '../support/identity-provider.ts'
import type { Visitor } from '../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each([
  ['with JavaScript', true, false],
  ['without JavaScript, on a phone', false, true],
])('%s', (_, isScripted, isPhone) => {
  async function sitAs(house: House, visitor: Visitor | undefined): Promise<Person> {
    const person = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: isScripted, phone: isPhone, dark: isPhone })
    await person.context.addCookies([...(visitor?.cookies ?? [])].map(([name, value]) => ({ name, value, url: house.url })))
    return person
  }

  test('the organiser signs in at the identity provider, and is asked there again before something weighty', async () => {
    const house = await openHouse()
    await house.alice()
    const provider = await openIdentityProvider(house.url)
    house.services.waysIn.provider = createIdentityProvider(provider.settings, house.world)
    const person = await sitAs(house, undefined)
    const { page } = person
    await page.goto(paths.settings())
    await inspect(person, isScripted)
    await page.getByRole('link', { name: 'Sign in with Oak House' }).click()
    await page.getByLabel('Who?').fill('alice')
    await page.getByRole('button', { name: 'Go in' }).click()
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    house.services.waysIn.password = false
    house.world.travel({ minutes: 30 })
    await page.reload()
    await inspect(person, isScripted)
    await page.getByRole('link', { name: 'Confirm with Oak House' }).click()
    await page.getByText('Thank you, that’s you.').waitFor()
    await page.getByLabel('E-mail address').fill('alice@new.example')
    await page.getByRole('button', { name: 'Change address' }).click()
    await page.getByText('Your e-mail address is changed').waitFor()
    await page.goto(paths.adminLogin())
    await page.getByRole('heading', { name: 'Nothing to keep secret yet' }).waitFor()
  })

  test('the admin who forgot the password chooses a new one by e-mail', async () => {
    const house = await openHouse()
    await house.alice()
    const person = await sitAs(house, undefined)
    const { page } = person
    await page.goto(paths.adminLogin())
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByLabel('E-mail address').fill(alice.email)
    await page.getByRole('button', { name: 'E-mail me a link' }).click()
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
    await house.deliver()
    const [link] = /\/admin\/reset-password\/[\w-]{43}/.exec(house.post.letterTo(alice.email).text) ?? []
    await page.goto(link as string)
    await page.getByLabel('New password').fill('short')
    await page.getByLabel('Repeat password').fill('short')
    await page.getByRole('button', { name: 'Save password' }).click()
    await page.getByText('at least 12 characters').first().waitFor()
    await page.getByLabel('New password').fill('seven swans a-swimming')
    await page.getByLabel('Repeat password').fill('seven swans a-swimming')
    await page.getByRole('button', { name: 'Save password' }).click()
    await page.getByText('Your new password is saved').waitFor()
    await page.getByLabel('E-mail address').fill(alice.email)
    await page.getByLabel('Password').fill('seven swans a-swimming')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Nothing to keep secret yet' }).waitFor()
    await page.goto(link as string)
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor()
  })

  test('the admin changes address and password after giving the password again, and signs another browser out', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    await house.anotherOrganiser('Olga')
    await house.visitor().post(paths.adminLogin(), alice)
    house.world.travel({ minutes: 21 })
    const person = await sitAs(house, organiser)
    const { page } = person
    await page.goto(paths.settings())
    await page.getByLabel('E-mail address').fill('alice@new.example')
    await page.getByRole('button', { name: 'Change address' }).click()
    await page.getByText('Please enter your password again').waitFor()
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('alice@new.example')
    await page.getByLabel('Your password').first().fill(alice.password)
    await page.getByRole('button', { name: 'Change address' }).click()
    await page.getByText('A link is on its way to alice@new.example.').waitFor()
    await page.goto(await house.newAddressLink())
    await page.getByRole('button', { name: 'Confirm this address' }).click()
    await page.getByText('Your e-mail address is changed.').waitFor()
    await house.visitor().post(paths.adminLogin(), { ...alice, email: 'alice@new.example' })
    await page.reload()
    await page.getByRole('button', { name: /^Sign out A browser/ }).click()
    await page.getByText('That browser is signed out.').waitFor()
    if (isScripted) await page.locator('h2:focus', { hasText: 'Where you’re signed in' }).waitFor()
    await page.getByLabel('New password').fill('seven swans a-swimming')
    await page.getByLabel('Repeat password').fill('seven swans a-swimming')
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByText('Your password is changed').waitFor()
  })

  test('the organiser tries whether e-mail works', async () => {
    const house = await openHouse()
    const person = await sitAs(house, await house.alice())
    const { page } = person
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto(paths.adminDashboard())
    const [first, last] = [
      await page.getByRole('link', { name: 'Exchanges' }).boundingBox(),
      await page.getByRole('button', { name: 'Sign out' }).boundingBox(),
    ]
    expect(last?.y).toBe(first?.y)
    house.post.mood = 'refusing the key'
    await page.getByRole('button', { name: 'Send me a test' }).click()
    await page.getByText('Not sent: the mail service doesn’t accept the API key').waitFor()
    house.post.mood = 'well'
    await page.getByRole('button', { name: 'Send me a test' }).click()
    await page.getByText('Sent to alice@example.org').waitFor()
    if (isScripted) await page.locator('h2:focus', { hasText: 'E-mail Works' }).waitFor()
    expect(house.post.inbox).toHaveLength(1)
  })

  test('the admin sees which e-mail failed and tries it again', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { slug } = await house.exchange('registration_open')
    house.post.mood = 'refusing'
    await house.visitor().post(paths.register(slug), registration('Bob'))
    await house.deliver()
    const person = await sitAs(house, organiser)
    const { page } = person
    await page.goto(paths.adminDashboard())
    await page.getByRole('link', { name: 'See why, and try again' }).click()
    await page.getByRole('button', { name: 'Try again to bob@example.org' }).click()
    await page.getByText('The e-mail is on the way again.').waitFor()
    if (isScripted) await page.locator('h2:focus', { hasText: 'Waiting' }).waitFor()
    house.post.mood = 'well'
    await house.deliver()
    expect(house.post.inbox).toHaveLength(1)
  })

  test('a participant edits the profile, turns reminders off, and leaves', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob', 'Charlie'])
    const person = await sitAs(house, people.Bob)
    const { page } = person
    await page.goto(paths.dashboard())
    await page.getByRole('link', { name: 'Edit my profile' }).click()
    await page.getByLabel('Your name').fill('www.evil.com')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('can’t have a web or e-mail address').waitFor()
    await page.getByLabel('Your name').fill('Bobby')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Your profile is saved.').waitFor()
    await page.getByRole('button', { name: 'Turn reminders off' }).click()
    await page.getByText('Reminders are off.').waitFor()
    await page.getByRole('link', { name: 'Leave the exchange' }).click()
    await page.getByRole('button', { name: 'Leave the exchange' }).click()
    await page.getByText('You’ve left the exchange.').waitFor()
  })

  test('the link of a reminder asks before it ends them', async () => {
    const house = await openHouse()
    await house.exchange('registration_open', ['Bob'])
    const { id } = house.row<{ id: string }>('select id from participant')
    const person = await sitAs(house, undefined)
    await person.page.goto(paths.unsubscribe(unsubscribeToken(house.services.vault, id)))
    await person.page.getByRole('button', { name: 'Stop the reminders' }).click()
    await person.page.getByRole('heading', { name: 'No more reminders' }).waitFor()
    expect(house.row('select reminder_enabled from participant')).toEqual({ reminder_enabled: 0 })
  })
})
