import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { launchBrowser, sitDown } from '../support/browser.ts'
import { openHouse } from '../support/house.ts'
import { visitMessagePages } from './message-pages.ts'
import { visitDrawAndPeoplePages, visitExchangePages } from './organiser-pages.ts'
import { visitOrganisersPages } from './organisers-pages.ts'
import { visitParticipantPages } from './participant-pages.ts'
import { visitQuestionPages } from './question-pages.ts'
import { writeStyleGuide } from './style-guide.tsx'
import { visitWishPages } from './wish-pages.ts'

const folder = join(import.meta.dirname, '../../.output/gallery')
const looks = { desktop: {}, 'desktop-dark': { dark: true }, phone: { phone: true }, 'phone-dark': { phone: true, dark: true } }

test.each(Object.entries(looks))(
  'every page and the style guide on a %s',
  async (look, options) => {
    mkdirSync(folder, { recursive: true })
    const browser = await launchBrowser()
    const reader = await sitDown(browser, { baseURL: 'http://localhost', javaScriptEnabled: true, ...options })
    await reader.page.goto(`file://${writeStyleGuide(folder)}`)
    await reader.page.screenshot({ path: join(folder, `style-guide.${look}.png`), fullPage: true })
    for (const visitPages of [
      visitParticipantPages,
      visitWishPages,
      visitExchangePages,
      visitDrawAndPeoplePages,
      visitOrganisersPages,
      visitQuestionPages,
      visitMessagePages,
    ]) {
      const house = await openHouse()
      const person = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true, ...options })
      // A page of 500 people is as long as it is; its beginning tells enough.
      const clip = { x: 0, y: 0, width: person.page.viewportSize()?.width ?? 0, height: 2400 }
      const shoot = async (name: string) => {
        const path = join(folder, `${name}.${look}.png`)
        await person.page.screenshot(name.endsWith('-500') ? { path, clip, fullPage: true } : { path, fullPage: true })
      }
      await visitPages({ house, person, visit: shoot })
    }
    await browser.close()
  },
  600_000,
)
