import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { inspect, launchBrowser, sitDown } from '../support/browser.ts'
import { alice, openHouse } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each([
  ['with JavaScript', true],
  ['without JavaScript, on a phone', false],
])('%s', (_, isScripted) => {
  async function sit(state: 'registration_open' | 'registration_closed' = 'registration_open') {
    const house = await openHouse()
    const { id, slug, people } = await house.exchange(state, ['Bob', 'Charlie', 'Dana'])
    const person = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: isScripted, phone: !isScripted })
    const carry = ({ cookies }: Visitor) => person.context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: house.url })))
    return { house, id, slug, people, person, page: person.page, carry }
  }

  test('Bob, signed out while he wrote his gift ideas, signs in in another tab and sends them again', async () => {
    const { house, slug, people, person, page, carry } = await sit()
    await carry(people.Bob as Visitor)
    await page.goto(paths.giftIdeas())
    await page.getByLabel('Gift ideas').fill('A kite.\nSocks.')
    house.signEverybodyOut()
    await page.getByRole('button', { name: 'Save' }).click()
    if (isScripted) {
      await page.getByRole('link', { name: 'Sign in in another tab' }).waitFor()
      expect(await page.getByLabel('Gift ideas').inputValue()).toBe('A kite.\nSocks.')
      expect(await page.getByRole('button', { name: 'Save' }).isEnabled()).toBe(true)
    } else {
      await page.getByText('You’ve been signed out').waitFor()
      expect(await page.getByLabel('Gift ideas').inputValue()).toBe('A kite.\nSocks.')
    }
    const tab = await person.context.newPage()
    await tab.goto(paths.requestAccess(slug))
    await tab.getByLabel('E-mail').fill('bob@example.org')
    await tab.getByRole('button', { name: 'E-mail me a link' }).click()
    await tab.getByText('Check your mail').first().waitFor()
    await house.deliver()
    await tab.goto(house.linkTo('bob@example.org'))
    await page.getByRole('button', { name: isScripted ? 'Save' : 'Send again' }).click()
    await page.getByText('Your gift ideas are saved.').waitFor()
    await page.getByText('A kite.').waitFor()
  })

  test('Alice, signed out while she added somebody, finds what she typed after signing in', async () => {
    const { house, id, person, page, carry } = await sit()
    await carry(await house.alice())
    await page.goto(paths.addPerson(id))
    await page.getByLabel('Name').fill('Erin')
    await page.getByLabel('E-mail').fill('erin@example.org')
    house.exec('delete from session where admin_id is not null')
    await page.getByRole('button', { name: 'Add to the exchange' }).click()
    await page.getByText('What you typed is kept').waitFor()
    await page.getByLabel('E-mail address').fill(alice.email)
    await page.getByLabel('Password').fill(alice.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Send again' }).waitFor()
    expect(new URL(page.url()).pathname).toBe(paths.addPerson(id))
    expect(await page.getByLabel('Name').first().inputValue()).toBe('Erin')
    await inspect(person, isScripted)
    await page.getByRole('button', { name: 'Send again' }).click()
    await page.getByText('Erin is in').waitFor()
  })

  test('Alice, signed out while she chose whom to keep apart, keeps her choice', async () => {
    const { house, id, page, carry, person } = await sit('registration_closed')
    await carry(await house.alice())
    await page.goto(paths.rules(id))
    await page.getByRole('checkbox', { name: 'Bob' }).check()
    await page.getByRole('checkbox', { name: 'Dana' }).check()
    house.exec('delete from session where admin_id is not null')
    await page.getByRole('button', { name: 'Keep them apart' }).first().click()
    const door = isScripted ? await person.context.newPage() : page
    if (isScripted) {
      await page.getByRole('link', { name: 'Sign in in another tab' }).waitFor()
      await door.goto(paths.adminLogin())
    }
    await door.getByLabel('E-mail').fill(alice.email)
    await door.getByLabel('Password').fill(alice.password)
    await door.getByRole('button', { name: 'Sign in' }).click()
    await door.getByRole('navigation', { name: 'Main' }).waitFor()
    await page
      .getByRole('button', { name: isScripted ? 'Keep them apart' : 'Send again' })
      .first()
      .click()
    await page.getByText('The rule is added.').waitFor()
    await page.getByText('Bob and Dana don’t draw each other.', { exact: true }).first().waitFor()
  })
})
