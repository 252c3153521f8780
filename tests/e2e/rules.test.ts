import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { inspect, launchBrowser, type Person, sitDown } from '../support/browser.ts'
import { alice, openHouse } from '../support/house.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const cast = ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank', 'Gina', 'Hana', 'Ivo', 'Jo']

describe.each([
  ['with JavaScript', true],
  ['without JavaScript, on a phone', false],
])('%s', (_, javaScriptEnabled) => {
  async function organise() {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_closed', cast)
    const person = await sitDown(browser, { baseURL: house.url, javaScriptEnabled, phone: !javaScriptEnabled })
    await person.page.goto(paths.adminLogin(paths.rules(id)))
    await person.page.getByLabel('E-mail').fill(alice.email)
    await person.page.getByLabel('Password').fill(alice.password)
    await person.page.getByRole('button', { name: 'Sign in' }).click()
    return { house, id, people, person, page: person.page }
  }

  async function findAndTick({ page }: Person, name: string): Promise<void> {
    await page.getByLabel('Find people').fill(name.slice(0, 3))
    if (!javaScriptEnabled) await page.getByRole('button', { name: 'Find' }).click()
    await expect.poll(() => page.getByRole('checkbox').count()).toBeLessThan(cast.length)
    await page.getByRole('checkbox', { name }).check()
  }

  test('the organiser makes rules until no draw is possible, and takes one away again', async () => {
    const { person, page } = await organise()
    await page.getByRole('heading', { name: 'A draw is possible' }).waitFor()
    await inspect(person, javaScriptEnabled)
    await findAndTick(person, 'Bob')
    await findAndTick(person, 'Charlie')
    await page.getByRole('button', { name: 'Keep them apart' }).click()
    await page.getByText('Bob and Charlie don’t draw each other.', { exact: true }).waitFor()
    await page.getByText('The rule is added.').waitFor()
    await page.getByText('One way only').click()
    await page.getByLabel('This person').selectOption('Dana')
    await page.getByLabel('shouldn’t draw').selectOption('Erin')
    await page.getByRole('button', { name: 'Rule it out' }).click()
    await page.getByText('Dana doesn’t draw Erin.', { exact: true }).waitFor()
    for (const name of cast.slice(1)) await page.getByRole('checkbox', { name }).check()
    await page.getByRole('button', { name: 'Keep them apart' }).click()
    await page.getByRole('heading', { name: 'No draw is possible' }).waitFor()
    await inspect(person, javaScriptEnabled)
    await page
      .getByRole('button', { name: /^Remove: Charlie, Dana/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'A draw is possible' }).waitFor()
    await page.getByText('The rule is gone.').waitFor()
  })

  test('the organiser draws, undoes the draw, and draws again', async () => {
    const { id, people, person, page } = await organise()
    await page.goto(paths.draw(id))
    await inspect(person, javaScriptEnabled)
    await page.getByRole('button', { name: 'Draw names now' }).click()
    await page.getByText('The names are drawn. Everyone is being told').waitFor()
    await people.Bob?.post(paths.match())
    await page.goto(paths.draw(id))
    await page.getByText('1 of 9 has looked').waitFor()
    await inspect(person, javaScriptEnabled)
    await page.getByRole('link', { name: 'Undo the draw' }).click()
    await page.getByText('One person has looked already').waitFor()
    await inspect(person, javaScriptEnabled)
    await page.getByRole('button', { name: 'Undo the draw' }).click()
    await page.getByText('The draw is undone').waitFor()
    await page.goto(paths.draw(id))
    await page.getByRole('button', { name: 'Draw names now' }).click()
    await page.getByText('The names are drawn. Everyone is being told').waitFor()
  })
})
