import { expect } from 'vitest'
import type { Walk } from '../gallery/walk.ts'
import { inspectThoroughly, launchBrowser, sitDown } from './browser.ts'
import { openHouse } from './house.ts'

/** Visits pages and inspects each of them; fails with all that was found. */
export async function inspectEachPage(visitPages: (walk: Walk) => Promise<void>): Promise<void> {
  const browser = await launchBrowser()
  const house = await openHouse()
  const person = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true })
  const faults: string[] = []
  let pages = 0
  const visit = async (name: string) => {
    pages++
    await inspectThoroughly(person).catch((fault) => faults.push(`${name}: ${fault.actual ?? fault.message}`))
  }
  await visitPages({ house, person, visit })
  await browser.close()
  console.log(`${pages} pages inspected`)
  expect(faults).toEqual([])
}
