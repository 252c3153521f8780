import { describe, expect, test } from 'vitest'
import catalog from '../../src/language/en.json' with { type: 'json' }
import { english, type Language } from '../../src/language/languages.ts'
import { paths } from '../../src/paths.ts'
import { alice, openHouse, registration } from '../support/house.ts'
import { offered } from '../support/language.ts'
import type { Visitor } from '../support/visitor.ts'

const german: Language = { code: 'de', locale: 'de', name: 'Deutsch', direction: 'ltr' }
const hebrew: Language = { code: 'he', locale: 'he', name: 'עברית', direction: 'rtl' }
const foot = { en: 'No one but the giver learns', de: 'Niemand außer', he: 'אף אחד' }
const languages = [
  english,
  offered(german, { 'page.footer': 'Niemand außer dem Wichtel erfährt, wer wen beschenkt.' }, catalog),
  offered(hebrew, { 'page.footer': 'אף אחד מלבד הנותן לא יודע מי נותן למי.' }, catalog),
]

const openIn = () => openHouse({ languages })
const accepting = (language: string) => ({ headers: { 'Accept-Language': language } })

/** In which of the languages an answer is; that stands at its foot and in its first line alike. */
function languageOf({ html }: { html: string }): string | undefined {
  const found = Object.entries(foot).filter(([, words]) => html.includes(words))
  const [[code] = []] = found
  expect(found).toHaveLength(1)
  expect(html).toContain(`<html lang="${code}" dir="${code === 'he' ? 'rtl' : 'ltr'}"`)
  return code
}

describe('a stranger reads', () => {
  test.each([
    ['de', 'de'],
    ['de-AT,en;q=0.5', 'de'],
    ['fr, de;q=0.4, en;q=0.3', 'de'],
    ['iw', 'he'],
    ['de;q=0', 'en'],
    ['*', 'en'],
    ['', 'en'],
    ['x'.repeat(5000), 'en'],
  ])('with a browser that prefers “%.20s”', async (preferred, code) => {
    const house = await openIn()
    await house.alice()
    expect(languageOf(await house.visitor().get(paths.landing(), accepting(preferred)))).toBe(code)
  })

  test('in the language that was chosen at the foot of the page, which leads back there', async () => {
    const house = await openIn()
    await house.alice()
    const stranger = house.visitor()
    const { html } = await stranger.get(paths.signIn(), accepting('de'))
    expect(html).toContain('<option value="he" lang="he">עברית</option>')
    expect(html).toContain('<option value="de" lang="de" selected>Deutsch</option>')
    expect(await stranger.post(paths.language(), { language: 'he', next: paths.signIn() })).toMatchObject({ status: 303, location: paths.signIn() })
    expect(languageOf(await stranger.get(paths.signIn(), accepting('de')))).toBe('he')
  })

  test.each(['//evil.example', '/\\\\evil.example', 'https://evil.example', '', '/a b', paths.adminLogout()])('and is led nowhere else: “%s”', async (next) => {
    const house = await openIn()
    await house.alice()
    expect(await house.visitor().post(paths.language(), { language: 'de', next })).toMatchObject({ status: 303, location: paths.landing() })
  })

  test('what nobody offers is no choice', async () => {
    const house = await openIn()
    await house.alice()
    const stranger = house.visitor()
    for (const language of ['', 'xx', '__proto__', 'de\r\n']) await stranger.post(paths.language(), { language })
    expect(languageOf(await stranger.get(paths.landing()))).toBe('en')
  })

  test('an answer that nobody else may be handed from a cache', async () => {
    const house = await openIn()
    await house.alice()
    const { headers } = await house.visitor().get(paths.landing())
    for (const header of ['Accept-Language', 'Cookie']) expect(headers.get('Vary')).toContain(header)
  })
})

describe('whoever is signed in reads', () => {
  test('in the language seen when registering, in any browser, until another one is chosen', async () => {
    const house = await openIn()
    const { slug } = await house.exchange('registration_open')
    const bob = house.visitor()
    await bob.post(paths.register(slug), registration('Bob'), accepting('de'))
    await house.deliver()
    await bob.get(house.linkTo('bob@example.org'), accepting('he'))
    expect(languageOf(await bob.get(paths.dashboard(), accepting('he')))).toBe('de')
    await bob.post(paths.language(), { language: 'he', next: paths.dashboard() })
    expect(house.row(`select language from participant where name = 'Bob'`)).toEqual({ language: 'he' })
    expect(languageOf(await bob.get(paths.dashboard()))).toBe('he')
  })

  test('as the organiser in what was chosen, wherever that was', async () => {
    const house = await openIn()
    const organiser = await house.alice()
    await organiser.post(paths.language(), { language: 'de', next: paths.adminDashboard() })
    const other = house.visitor()
    await other.post(paths.adminLogin(), alice)
    expect(languageOf(await other.get(paths.adminDashboard(), accepting('he')))).toBe('de')
  })

  test('with one language there is nothing to choose', async () => {
    const house = await openHouse()
    expect((await (await house.alice()).get(paths.adminDashboard())).html).not.toContain(paths.language())
  })
})

test('many browsers at once each get their own language, on pages that are kept for all, too', async () => {
  const house = await openIn()
  const { slug } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana'])
  const codes = Object.keys(foot)
  const readers = Array.from({ length: 60 }, (_, place) => ({ code: codes[place % 3] as string, visitor: house.visitor() as Visitor }))
  const answers = await Promise.all(
    readers.flatMap(({ code, visitor }) =>
      [paths.landing(), paths.register(slug), '/nowhere'].map(async (path) => [code, languageOf(await visitor.get(path, accepting(code)))]),
    ),
  )
  for (const [asked, got] of answers) expect(got).toBe(asked)
})
