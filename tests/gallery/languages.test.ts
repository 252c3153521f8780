import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, test } from 'vitest'
import { type Language, languages } from '../../src/language/languages.ts'
import { Printers } from '../../src/language/printers.ts'
import { drawing } from '../../src/mail/drawing.ts'
import { renderEmail } from '../../src/mail/layout.tsx'
import { paths } from '../../src/paths.ts'
import { lettersIn } from '../emails/letters.ts'
import { launchBrowser, sitDown } from '../support/browser.ts'
import { openHouse } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const folder = join(import.meta.dirname, '../../.output/gallery/languages')
const letters = ['registration-confirmation', 'match-ready', 'reminder', 'added-by-the-organiser']
const shots: Record<string, string[]> = {}
const nativeCast = ['Anna', 'Émile', 'Łukasz', 'נועה', 'Олена']

let browser: Browser
beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test.each(languages)(
  'six pages and four e-mails in $name',
  async (language) => {
    const house = await openHouse({ languages: [...languages] })
    const organiser = await house.alice()
    const open = await house.exchange('registration_open', nativeCast, { name: 'Millers 2026', max_participants: '12' })
    const drawn = await house.exchange('matched', nativeCast, { name: 'Millers 2026' })
    for (const look of [{ phone: true }, { phone: true, dark: true }, {}, { dark: true }]) {
      const { page, context } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: true, reads: language.code, ...look })
      const shoot = async (name: string, reader: Visitor | undefined, address: string, button?: string) => {
        await reader?.post(paths.language(), { language: language.code })
        await context.clearCookies()
        await context.addCookies([...(reader?.cookies ?? [])].map(([key, value]) => ({ name: key, value, url: house.url })))
        await page.goto(address)
        if (button) await page.locator(button).first().click()
        await keep(`${name}.${nameOf(look)}`, language, await page.screenshot({ fullPage: true }))
      }
      await shoot('invitation', undefined, paths.register(open.slug))
      await shoot('desk', organiser, paths.exchange(open.id))
      await shoot('people', organiser, paths.people(open.id))
      await shoot('new-exchange', organiser, paths.newExchange())
      await shoot('dashboard', drawn.people.Anna, paths.dashboard())
      await shoot('match', drawn.people.Anna, paths.dashboard(), `form[action="${paths.match()}"] button, a[href="${paths.match()}"]`)
    }
    const t = await new Printers(languages).of(language.code)
    for (const letter of letters) {
      const { page } = await sitDown(browser, { baseURL: house.url, javaScriptEnabled: false, phone: true })
      const email = lettersIn(t)[letter]
      if (!email) throw new Error(`There is no e-mail “${letter}”.`)
      await page.setContent(renderEmail(email, t).html.replace(`cid:${drawing.contentId}`, `data:${drawing.contentType};base64,${drawing.base64}`))
      await keep(`e-mail-${letter}`, language, await page.screenshot({ fullPage: true }))
    }
  },
  120_000,
)

test('put side by side on a sheet for each page', async () => {
  const { page } = await sitDown(browser, { baseURL: 'http://localhost', javaScriptEnabled: false })
  for (const [name, files] of Object.entries(shots)) {
    const width = name.includes('desktop') ? 620 : 300
    const figures = files.map((file) => `<figure><img src="${file}" width="${width}"></figure>`).join('')
    writeFileSync(
      join(folder, `${name}.html`),
      `<style>body{margin:0;background:#888;display:flex;flex-wrap:wrap;gap:8px}figure{margin:0}img{vertical-align:top}</style>${figures}`,
    )
    await page.setViewportSize({ width: name.includes('desktop') ? 1900 : 2170, height: 800 })
    await page.goto(`file://${join(folder, `${name}.html`)}`)
    await page.screenshot({ path: join(folder, `${name}.sheet.png`), fullPage: true })
  }
}, 120_000)

async function keep(name: string, { code }: Language, picture: Buffer): Promise<void> {
  const file = `${name}.${code}.png`
  writeFileSync(join(folder, file), picture)
  shots[name] = [...(shots[name] ?? []), file]
}

function nameOf({ phone, dark }: { phone?: boolean; dark?: boolean }): string {
  return `${phone ? 'phone' : 'desktop'}${dark ? '-dark' : ''}`
}
