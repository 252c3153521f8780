import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { inspect, launchBrowser, type Person, sitDown } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser({ 'klaus.example': '127.0.0.1' })
})
afterAll(() => browser.close())

/** Alice at the desk of an exchange whose registration is open, on a phone; `prepare` changes what the browser can. */
async function atTheDesk({ isScripted = true, isPlain = false, prepare = '' }): Promise<{ house: House; person: Person; invitation: string }> {
  const house = await openHouse(isPlain ? { baseUrl: (own) => own.replace('127.0.0.1', 'klaus.example') } : {})
  const { id, slug } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana'])
  const baseURL = isPlain ? house.url.replace('127.0.0.1', 'klaus.example') : house.url
  const person = await sitDown(browser, { baseURL, javaScriptEnabled: isScripted, phone: true })
  if (prepare) await person.context.addInitScript(prepare)
  const { cookies } = await house.alice()
  await person.context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: baseURL })))
  await person.page.goto(paths.exchange(id))
  return { house, person, invitation: house.world.url(paths.register(slug)) }
}

const message = 'Join “Millers’ Christmas”, our Secret Santa! You can join until Thursday 10 December 2026, midnight:'

test('a phone that can share does so, from the invitation and from the next step', async () => {
  const { person, invitation } = await atTheDesk({
    prepare: 'window.shared = []; navigator.share = (what) => { shared.push(what); return Promise.reject(new DOMException("", "AbortError")) }',
  })
  const { page } = person
  for (const name of ['WhatsApp', 'E-mail']) expect(await page.getByRole('link', { name, exact: true }).isVisible()).toBe(false)
  await page.getByRole('link', { name: 'Share the invitation' }).click()
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const what = { title: 'Millers’ Christmas', text: message, url: invitation }
  expect(await page.evaluate('shared')).toEqual([what, what])
  expect(new URL(page.url()).hash).toBe('')
  await inspect(person, true)
})

test('without scripts the invitation goes out by plain links, with a message that is ready', async () => {
  const { person, invitation } = await atTheDesk({ isScripted: false })
  const { page } = person
  for (const name of ['Share', 'Copy']) expect(await page.getByRole('button', { name, exact: true }).isVisible()).toBe(false)
  await page.getByRole('link', { name: 'Share the invitation' }).click()
  expect(new URL(page.url()).hash).toBe('#invitation')
  const whatsApp = page.getByRole('link', { name: 'WhatsApp' })
  const chat = new URL((await whatsApp.getAttribute('href')) as string)
  expect([chat.origin, chat.searchParams.get('text')]).toEqual(['https://wa.me', `${message}\r\n\r\n${invitation}`])
  expect(await whatsApp.getAttribute('rel')).toBe('noopener noreferrer')
  const mail = new URL((await page.getByRole('link', { name: 'E-mail', exact: true }).getAttribute('href')) as string)
  expect([mail.protocol, mail.searchParams.get('subject'), mail.searchParams.get('body')]).toEqual([
    'mailto:',
    'Join our Secret Santa: Millers’ Christmas',
    `${message}\r\n\r\n${invitation}`,
  ])
})

test('copying says so in its place, over plain http too, where there is no clipboard to write to', async () => {
  const { person, invitation } = await atTheDesk({ isPlain: true })
  const { page } = person
  expect(await page.evaluate('[isSecureContext, navigator.clipboard, navigator.share].map(Boolean)')).toEqual([false, false, false])
  const field = page.getByLabel('Invitation link')
  await field.focus()
  expect(await page.evaluate('getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart)')).toBe(invitation)
  await page.evaluate('document.activeElement.blur()')
  await page.evaluate('document.addEventListener("copy", () => { window.copied = document.activeElement.value })')
  await page.getByRole('button', { name: 'Copy' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await page.evaluate('copied')).toBe(invitation)
  await page.getByRole('button', { name: 'Copy', exact: true }).waitFor()
})
