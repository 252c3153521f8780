import { describe, expect, test } from 'vitest'
import { declineToken, signedToken } from '../../src/auth/signed-token.ts'
import catalog from '../../src/language/en.json' with { type: 'json' }
import { english, languages as everyLanguage, type Language } from '../../src/language/languages.ts'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, openHouse, registration } from '../support/house.ts'
import { offered } from '../support/language.ts'
import type { Visitor } from '../support/visitor.ts'

const german: Language = { code: 'de', locale: 'de', name: 'Deutsch', direction: 'ltr' }
const hebrew: Language = { code: 'he', locale: 'he', name: 'עברית', direction: 'rtl', aliases: ['iw'] }
const germanEmail = {
  'email.helloName': 'Hallo {name},',
  'email.matchReady.news': 'Die Namen sind gezogen',
  'email.matchReady.newsOf': '{name} bekommt etwas von dir',
  'email.seeWhoYouGiveTo': 'Wen beschenke ich?',
  'email.button.fallback': 'Geht der Knopf nicht, öffne {address}.',
  'email.fact.giftDay': 'Bescherung',
  'email.calendar.summary': 'Wichteln: {exchange}',
  'email.why.joined': 'Das bekommst du, weil du bei „{exchange}“ mitmachst.',
  'email.foot.sender': 'Gesendet von Sneaky Klaus.',
  'email.drawDone.news': 'Die Auslosung ist fertig',
  'email.drawDone.told': '{count, plural, one {# Mensch erfährt} other {# Menschen erfahren}} es per E-Mail.',
  'email.emailChanged.news': 'Deine E-Mail-Adresse wurde geändert',
  'email.test.subject': 'Sneaky Klaus kann E-Mails senden',
  'email.calledOff.subject': 'Abgesagt: {exchange}',
  'giftIdeas.count': '{count, number} von {limit, number} Zeichen',
  'email.addressTakenAway.news': 'Deine Adresse wurde geändert',
}
const hebrewEmail = {
  'email.helloName': 'שלום {name},',
  'email.matchReady.news': 'השמות הוגרלו',
  'email.why.joined': 'קיבלת את זה כי הצטרפת אל „{exchange}“.',
  'email.foot.sender': 'נשלח על ידי Sneaky Klaus.',
  'email.calledOff.subject': 'בוטל: {exchange}',
}
const foot = { en: 'No one but the giver learns', de: 'Niemand außer', he: 'אף אחד' }
const languages = [
  english,
  offered(german, { 'page.footer': 'Niemand außer dem Wichtel erfährt, wer wen beschenkt.', ...germanEmail }, catalog),
  offered(hebrew, { 'page.footer': 'אף אחד מלבד הנותן לא יודע מי נותן למי.', ...hebrewEmail }, catalog),
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

  test('which leads back to what was asked for by the address, like the field for a code', async () => {
    const house = await openIn()
    const { slug } = await house.exchange('registration_open')
    const stranger = house.visitor()
    const { location } = await stranger.post(paths.register(slug), registration('Bob'))
    const next = /name="next" value="([^"]*)"/.exec((await stranger.get(location as string)).html)?.[1]
    expect(next).toBe(location)
    expect(await stranger.post(paths.language(), { language: 'de', next: next as string })).toMatchObject({ status: 303, location })
    expect((await stranger.get(location as string)).html).toContain('name="code"')
  })

  test('which leads back to the page on which a form stood that was refused, where its own address has none', async () => {
    const house = await openIn()
    const { people } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    await people.Bob?.post(paths.match())
    const nextIn = (html = '') => /name="next" value="([^"]*)"/.exec(html)?.[1]
    const refused = await people.Bob?.post(paths.plan(), { gift: 'eaten' }, { headers: { Referer: `https://klaus.example.org${paths.match()}?a=b` } })
    expect([refused?.status, nextIn(refused?.html)]).toEqual([422, `${paths.match()}?a=b`])
    expect(nextIn((await people.Bob?.post(paths.plan(), { gift: 'eaten' }))?.html)).toBe(paths.plan())
  })

  test('before the site is set up, too', async () => {
    const house = await openIn()
    const first = house.visitor()
    expect(await first.post(paths.language(), { language: 'de', next: paths.setup() })).toMatchObject({ status: 303, location: paths.setup() })
    expect(languageOf(await first.get(paths.setup()))).toBe('de')
  })

  test.each(['//evil.example', '/\\\\evil.example', 'https://evil.example', '', '/a b', paths.adminLogout(), paths.language()])(
    'and is led nowhere else: “%s”',
    async (next) => {
      const house = await openIn()
      await house.alice()
      expect(await house.visitor().post(paths.language(), { language: 'de', next })).toMatchObject({ status: 303, location: paths.landing() })
    },
  )

  test('what nobody offers is no choice', async () => {
    const house = await openIn()
    await house.alice()
    const stranger = house.visitor()
    const organiser = await house.alice()
    for (const language of ['', 'xx', '__proto__', 'de\r\n']) {
      for (const reader of [stranger, organiser]) await reader.post(paths.language(), { language })
    }
    expect(languageOf(await stranger.get(paths.landing()))).toBe('en')
    expect(house.row('select language from admin')).toEqual({ language: null })
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

  test('in what the exchange speaks, by e-mail, where the browser asks for nothing that is spoken here', async () => {
    const house = await openIn()
    const { slug } = await house.exchange('registration_open', [], {})
    house.exec(`update exchange set language = 'de'`)
    await house.visitor().post(paths.register(slug), registration('Bob'), accepting('zh'))
    expect(house.row(`select language from participant where name = 'Bob'`)).toEqual({ language: null })
    await house.deliver()
    expect(house.post.letterTo(addressOf('Bob')).html).toContain('<html lang="de"')
  })

  test('with the counter of gift ideas in their own language', async () => {
    const house = await openIn()
    const { people } = await house.exchange('registration_open', ['Bob'])
    await people.Bob?.post(paths.language(), { language: 'de' })
    expect((await people.Bob?.post(paths.giftIdeasCount(), { gift_ideas: 'abc' }, accepting('he')))?.text).toContain('Zeichen')
  })

  test('as the organiser in what was chosen, wherever that was', async () => {
    const house = await openIn()
    const organiser = await house.alice()
    await organiser.post(paths.language(), { language: 'de', next: paths.adminDashboard() })
    const other = house.visitor()
    await other.post(paths.adminLogin(), alice)
    expect(languageOf(await other.get(paths.adminDashboard(), accepting('he')))).toBe('de')
  })

  test('as the organiser in the language seen when setting up, or at the first sign-in of one from before there were languages', async () => {
    const house = await openIn()
    const first = house.visitor()
    await first.post(paths.setup(), { ...alice, password_confirm: alice.password }, accepting('de'))
    expect(house.row('select language from admin')).toEqual({ language: 'de' })
    house.exec('update admin set language = null')
    await house.visitor().post(paths.adminLogin(), alice, accepting('he'))
    await house.visitor().post(paths.adminLogin(), alice, accepting('de'))
    expect(house.row('select language from admin')).toEqual({ language: 'he' })
  })

  test('pages that are for strangers, too, and those that say why something is not done, in a browser that asks for another language', async () => {
    const house = await openIn()
    const { id, slug } = await house.exchange('registration_open')
    const [bob, organiser] = [house.visitor(), await house.alice()]
    await bob.post(paths.register(slug), registration('Bob'), accepting('de'))
    await house.deliver()
    await bob.post(house.linkTo(addressOf('Bob')))
    bob.cookies.delete('language')
    for (const path of [paths.register(slug), paths.signIn(), '/nowhere', paths.forgotPassword()])
      expect([path, languageOf(await bob.get(path, accepting('he')))]).toEqual([path, 'de'])
    expect(languageOf(await bob.post(paths.calendar(id), {}, accepting('he')))).toBe('de')
    expect(languageOf(await bob.post(paths.giftIdeas(), { gift_ideas: 'a' }, { headers: { 'Sec-Fetch-Site': 'cross-site', 'Accept-Language': 'he' } }))).toBe(
      'de',
    )
    expect(languageOf(await bob.post(paths.giftIdeas(), { gift_ideas: 'a'.repeat(2_000_000) }, accepting('he')))).toBe('de')
    await organiser.post(paths.language(), { language: 'he' })
    organiser.cookies.delete('language')
    expect(languageOf(await organiser.get('/admin/nowhere', accepting('de')))).toBe('he')
  })

  test('with two signed in, an organiser’s pages in the organiser’s language, and the others in the participant’s', async () => {
    const house = await openIn()
    const { people } = await house.exchange('registration_open', ['Bob'])
    const [both, bob] = [await house.alice(), people.Bob as Visitor]
    await both.post(paths.language(), { language: 'he' })
    await bob.post(paths.language(), { language: 'de' })
    both.cookies.set('participant_session', bob.cookies.get('participant_session') as string)
    expect(languageOf(await both.get('/admin/nowhere'))).toBe('he')
    expect(languageOf(await both.get('/nowhere'))).toBe('de')
  })

  test('a page behind a link that is for one person in that person’s language, unless another was chosen in this browser', async () => {
    const house = await openIn()
    const { id, slug } = await house.exchange('registration_open')
    const organiser = await house.alice()
    await house.visitor().post(paths.register(slug), registration('Bob'), accepting('de'))
    await organiser.post(paths.addPerson(id), { name: 'Charlie', email: addressOf('Charlie') })
    house.exec(`update participant set language = 'de'`)
    await house.deliver()
    const { vault } = house.services
    const links = [
      house.linkTo(addressOf('Bob')),
      paths.decline(declineToken(vault, { id: house.idOf(id, 'Charlie'), email: addressOf('Charlie') })),
      paths.unsubscribe(signedToken(vault, house.idOf(id, 'Bob'), 'unsubscribe from reminders')),
    ]
    for (const link of links) {
      const other = house.visitor()
      expect([link, languageOf(await other.get(link, accepting('he')))]).toEqual([link, 'de'])
      await other.post(paths.language(), { language: 'he', next: link })
      expect(languageOf(await other.get(link, accepting('de')))).toBe('he')
    }
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

describe('an e-mail goes out in its reader’s language', () => {
  /** An exchange in which Bob reads German, Charlie Hebrew, and nobody knows about Dana. */
  async function withReaders(details: Record<string, string> = {}) {
    const house = await openIn()
    const { id, slug, people } = await house.exchange('registration_closed', ['Bob', 'Charlie', 'Dana'], details)
    await people.Bob?.post(paths.language(), { language: 'de' })
    await people.Charlie?.post(paths.language(), { language: 'he' })
    house.exec(`update participant set language = null where name = 'Dana'`)
    return { house, id, slug, people, organiser: await house.alice(), to: (name: string) => house.post.letterTo(addressOf(name)) }
  }

  test('whatever the organiser reads', async () => {
    const { house, id, organiser, to } = await withReaders()
    await organiser.post(paths.draw(id))
    await house.deliver()
    const [bob, charlie, dana] = [to('Bob'), to('Charlie'), to('Dana')]
    expect([bob.subject, charlie.subject, dana.subject]).toEqual([
      'Die Namen sind gezogen: Millers’ Christmas',
      '\u2068השמות הוגרלו\u2069: \u2068Millers’ Christmas\u2069',
      'The names are drawn: Millers’ Christmas',
    ])
    for (const [{ html }, lang, dir] of [
      [bob, 'de', 'ltr'],
      [charlie, 'he', 'rtl'],
      [dana, 'en', 'ltr'],
    ] as const) {
      expect(html).toContain(`<html lang="${lang}" dir="${dir}">`)
      expect(html).toContain(`<body lang="${lang}" dir="${dir}">`)
    }
    for (const words of [
      'Hallo Bob,',
      'Wen beschenke ich?:\n',
      'Bescherung: Donnerstag, 24. Dezember 2026\n',
      'Das bekommst du, weil du bei „Millers’ Christmas“ mitmachst.',
      'Gesendet von Sneaky Klaus.\n',
    ])
      expect(bob.text).toContain(words)
    expect(bob.html).toMatch(/Geht der Knopf nicht, öffne <a href="([^"]+)" dir="ltr">\1<\/a>\./)
    expect(Buffer.from(bob.attachments?.at(-1)?.content ?? '', 'base64').toString()).toContain('SUMMARY:Wichteln: Millers’ Christmas\r\n')
    expect(charlie.text).toContain('שלום \u2068Charlie\u2069,')
    expect(charlie.html).toContain('text-align: right')
    for (const { text } of [bob, charlie, dana]) expect(text).toContain('At Grandma’s, bring cookies.')
  })

  test('with the name that it is about wherever the sentence wants it', async () => {
    const { house, id, organiser, to } = await withReaders({ match_in_email: 'on' })
    await organiser.post(paths.draw(id))
    await house.deliver()
    const receiver = house.drawOf(id).Bob
    expect(to('Bob').html).toContain(`<h1><strong><bdi>${receiver}</bdi></strong> bekommt etwas von dir</h1>`)
    expect(to('Bob').text).toContain(`\n${receiver} bekommt etwas von dir.\n`)
  })

  test('in that of the exchange where nobody knows it, and in that of then where it changes meanwhile', async () => {
    const { house, id, organiser, people, to } = await withReaders()
    house.exec(`update exchange set language = 'he'`)
    await organiser.post(paths.draw(id))
    await people.Charlie?.post(paths.language(), { language: 'de' })
    await house.deliver()
    expect(to('Dana').html).toContain('<html lang="he" dir="rtl">')
    expect(to('Charlie').html).toContain('<html lang="de" dir="ltr">')
  })

  test('to an address that is gone as well', async () => {
    const { house, id, organiser, to } = await withReaders()
    await organiser.post(paths.correctEmail(id, house.idOf(id, 'Bob')), { email: 'robert@example.org' })
    await house.deliver()
    expect(to('Bob').subject).toBe('Deine Adresse wurde geändert: Millers’ Christmas')
    await organiser.post(paths.deleteExchange(id), { name: 'Millers’ Christmas' })
    await house.deliver()
    expect([to('Robert').subject, to('Charlie').subject]).toEqual(['Abgesagt: Millers’ Christmas', 'בוטל: \u2068Millers’ Christmas\u2069'])
  })

  test('to the organiser, too, about an exchange, the account and whether e-mail works', async () => {
    const { house, id, organiser } = await withReaders()
    await organiser.post(paths.language(), { language: 'de' })
    await organiser.post(paths.draw(id))
    await house.tick((job) => job === 'tell the organiser')
    await house.deliver()
    const news = house.post.inbox.find(({ to, subject }) => to.includes(alice.email) && subject === 'Die Auslosung ist fertig: Millers’ Christmas')
    expect(news?.text).toContain('3 Menschen erfahren es per E-Mail.')
    expect(news?.html).toContain('<html lang="de" dir="ltr">')
    await organiser.post(paths.testEmail())
    expect(house.post.letterTo(alice.email).subject).toBe('Sneaky Klaus kann E-Mails senden')
    await house.moveTo(organiser, 'alice@new.example')
    await house.deliver()
    for (const address of [alice.email, 'alice@new.example']) expect(house.post.letterTo(address).subject).toBe('Deine E-Mail-Adresse wurde geändert')
  })
})

test('one exchange is Polish to a grandmother, German to her grandson, and English to its organiser', async () => {
  const house = await openHouse({ languages: [...everyLanguage] })
  const { id, slug } = await house.exchange('registration_open', ['Dana'])
  const readers: Record<string, Visitor> = { pl: house.visitor(), de: house.visitor() }
  for (const [code, reader] of Object.entries(readers)) {
    await reader.post(paths.register(slug), registration(code), accepting(code))
    await house.deliver()
    await reader.post(house.linkTo(addressOf(code)))
  }
  const organiser = await house.alice()
  await organiser.post(paths.closeRegistration(id))
  await organiser.post(paths.draw(id))
  await house.deliver()
  const says = async (code: string) => (await house.services.printers.of(code))('email.matchReady.news')
  for (const [code, reader] of Object.entries(readers)) {
    expect(house.post.letterTo(addressOf(code)).subject).toBe(`${await says(code)}: Millers’ Christmas`)
    const dashboard = await reader.get(paths.dashboard(), accepting('fr'))
    expect(dashboard.html).toContain(`<html lang="${code}" dir="ltr">`)
    expect(dashboard.html).toContain(await says(code))
  }
  expect((await organiser.get(paths.exchange(id))).html).toContain('<html lang="en" dir="ltr">')
  expect(new Set(await Promise.all(['pl', 'de', 'en'].map(says))).size).toBe(3)
})
