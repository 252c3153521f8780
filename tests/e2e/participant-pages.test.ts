import { expect, test } from 'vitest'
import { visitParticipantPages } from '../gallery/participant-pages.ts'
import { inspectThoroughly, launchBrowser, sitDown } from '../support/browser.ts'
import { openHouse } from '../support/house.ts'

test('every page of the participant is valid, accessible in light and dark, fits 320 pixels, and is silent', async () => {
  const browser = await launchBrowser()
  const house = await openHouse()
  const person = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true })
  const faults: unknown[] = []
  let pages = 0
  const visit = async (name: string) => {
    pages++
    await inspectThoroughly(person).catch((fault) => faults.push(`${name}: ${fault.actual ?? fault.message}`))
  }
  await visitParticipantPages({ house, person, visit })
  await browser.close()
  console.log(`${pages} pages of the participant inspected`)
  expect(faults).toEqual([])
}, 600_000)
