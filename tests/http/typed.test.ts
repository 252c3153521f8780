import { LinkifyIt } from 'linkify-it'
import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { alice, exchangeFields, type House, openHouse, registration } from '../support/house.ts'
import { wordsOf } from '../support/visitor.ts'

async function open() {
  const house = await openHouse()
  const { id, slug } = await house.exchange('registration_open')
  return { house, id, slug }
}

async function storedName(house: House, slug: string, name: string) {
  const answer = await house.visitor().post(paths.register(slug), { ...registration('Bob'), name })
  const stored = house.row<{ name: string } | undefined>('select name from participant')?.name
  house.exec('delete from notice')
  house.exec('delete from magic_token')
  house.exec('delete from outgoing_email')
  house.exec('delete from participant')
  house.exec('delete from rate_limit')
  return { status: answer.status, name: stored }
}

describe('a name', () => {
  test('with dots and no space is a name, and so are a slash and an @', async () => {
    const { house, slug } = await open()
    const names = `J.de Vries|Dr.Li|Mr.Ng|Ms.Jo|Hr.de Boer|Ch.de Jong|Anna M.Sc.|Anna B.Sc.|Maria.Jo Silva|Nguyen V.An|will.i.am|Ada/Bob|@ada|24/7 Ada|St.John|
      O.Sh|Jo.me|J.R.R.Tolkien|Dr.med.Li|Ph.D.Ng|M.Sc./Ph.D.|Sr.Page|A.Best|J.Link|Zoë.Ng|Å.Berg|İ.Öz|В.Иванов|Anna & Bob|Bob (HR)|Ada | Bob|Bob: the builder|Bob//Ada|
      Mx.O’Neill-de.Wit|J.|.|@|Bob @ work|bob@home|#1 Bob|5.30 Bob|Ann-Marie.St|Wm.it|I.am|Jr.to|Ed.is|Mr.it & Ms.at|V.I.P|com|.com`
      .replaceAll(/\|\n\s+/g, '|')
      .split(/\|(?! Bob)/)
      .filter((name) => !/^[.@]$/.test(name))
    for (const name of names) expect.soft(await storedName(house, slug, name), name).toEqual({ status: 303, name })
  })

  test.each([
    'https://evil.de',
    'HTTP://EVIL',
    'ftp://x',
    'mailto:bob',
    'javascript:alert(1)',
    'Win at www.evil.de',
    'www.x.y',
    'bob@evil.example',
    'Bob <bob@evil.de>',
    'bob＠evil.de',
    'evil.de/win',
    'bit.ly/x',
    'Bob evil.de:8080',
    'evil.de?x=1',
    'evil.com',
    'Anna evil.net',
    'Anna,evil.org',
    '(evil.info)',
    '“evil.app”',
    'EVIL.XYZ',
    'evil.com.',
    'my.evil.shop!',
    'ev\u200bil.c\u00adom',
    'evil。com',
    'evil．com',
    'пример.com',
    '192.168.1.1',
    '//evil.de',
    'evil.link',
    'Anna my.evil.page',
    '(evil.best).',
    'Bob //evil.de',
    '(//my.evil.de)',
  ])('like %j is an address, and is refused with a way out', async (name) => {
    const { house, slug } = await open()
    const answer = await house.visitor().post(paths.register(slug), { ...registration('Bob'), name })
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('put a space after the dot') })
  })

  test.each([' ', '\u200f', '\u200b', '\u200d', '\ufe0f', '\u3164', '.', '-', '/', '@', 'a.', 'a@'])(
    'far too long, with %j again and again, is refused at once',
    { timeout: 5000 },
    async (again) => {
      const { house, slug } = await open()
      for (const filling of [again, `a${again}`]) {
        // As many as fit into a form.
        const name = `a${filling.repeat(250_000 / encodeURIComponent(filling).length)}b`
        expect(await house.visitor().post(paths.register(slug), { ...registration('Bob'), name })).toMatchObject({ status: 422 })
      }
    },
  )

  test('loses invisible marks, and keeps those that matter to the eye', async () => {
    const { house, slug } = await open()
    const cases = {
      '\u2068Anna\u2069': 'Anna',
      '\u202aAnna\u202c': 'Anna',
      '\u202bנועה\u202c': 'נועה',
      '\u200eAnna\u200f': 'Anna',
      '\ufeffAnna\u00a0': 'Anna',
      '\u200b Anna \u00ad': 'Anna',
      'Anna\ufe0f': 'Anna',
      'An\u200bna': 'Anna',
      'An\u00adna\u2060': 'Anna',
      'An\u200dna': 'Anna',
      'An\ufeffna M\u034filler': 'Anna Miller',
      علی‌رضا: 'علی‌رضا',
      '👨‍👩‍👧': '👨‍👩‍👧',
      'Anna ❤️': 'Anna ❤️',
      'Zoë ❤️‍🔥': 'Zoë ❤️‍🔥',
      '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} Bob': '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} Bob',
      '1️⃣ Bob': '1️⃣ Bob',
      渡辺󠄀: '渡辺󠄀',
      ന്‍: 'ന്‍',
      ශ්‍රී: 'ශ්‍රී',
      क्‍ष: 'क्‍ष',
      José: 'José',
    }
    for (const [typed, name] of Object.entries(cases)) expect.soft(await storedName(house, slug, typed), JSON.stringify(typed)).toEqual({ status: 303, name })
    for (const typed of ['Anna \u2068Bob\u2069 Miller', '\u202eAnna', 'An\u2066na', '\u200b\u2068\u2069'])
      expect.soft(await storedName(house, slug, typed), JSON.stringify(typed)).toEqual({ status: 422, name: undefined })
  })

  test('that was stored with marks by an earlier version is a namesake, and passes unchanged after the draw', async () => {
    const { house, id, slug } = await open()
    for (const name of ['Anna', 'Bob', 'Charlie']) await house.join(slug, name)
    const marked = await house.join(slug, 'Dana')
    house.exec(`update participant set name = 'An' || char(8203) || 'na' where name = 'Dana'`.replace('char(8203)', "'\u200b'"))
    expect((await marked.get(paths.dashboard())).text).toContain('There’s another An\u200bna in this exchange')
    const organiser = await house.alice()
    await organiser.post(paths.closeRegistration(id))
    await organiser.post(paths.draw(id))
    expect(await marked.post(paths.profile(), { name: 'An\u200bna', gift_ideas: 'a kite' })).toMatchObject({ status: 303 })
    expect(await marked.post(paths.profile(), { name: 'Annika', gift_ideas: 'a kite' })).toMatchObject({ status: 409 })
  })

  test('of an exchange loses its marks as well', async () => {
    const { house } = await open()
    await (await house.alice()).post(paths.newExchange(), { ...exchangeFields, name: '\u2068Fam\u200bily\u2069 ' })
    expect(house.rows('select name from exchange order by created_at desc')).toContainEqual({ name: 'Family' })
  })
})

const readable: [string, string][] = [
  '\u200bbob@example.com',
  '\u202abob@example.com\u202c',
  '\u2068bob@example.com\u2069',
  'bob\u00ad@exam\u200bple.com\ufeff',
  'bob＠example.com',
  'bob﹫example.com',
  'ｂｏｂ＠ｅｘａｍｐｌｅ．ｃｏｍ',
  'bob@example。com',
  'bob@example.com.',
  'bob@example.com,',
  'bob@example.com; ',
  'bob@example.com…',
  'bob@example.com>',
  '(bob@example.com)',
  '[bob@example.com]',
  '"bob@example.com"',
  "'bob@example.com'",
  '“bob@example.com”',
  '*bob@example.com*',
  'mailto:bob@example.com',
  'MAILTO:Bob@Example.com?subject=Hi%20there&cc=eve@example.com',
  'mailto:bob%40example.com',
  '<mailto:bob@example.com>',
  'Bob <bob@example.com>',
  'Bob<bob@example.com>',
  '"Berg, Bob" <bob@example.com>',
  'Bob <bob@example.com>;',
  'bob@example.com <bob@example.com>',
  'bob@example.com <mailto:bob@example.com>',
  'bob@example.com (Bob)',
  'Bob [bob@example.com]',
  'E-Mail: bob@example.com',
  'email:bob@example.com',
  '<bob@example.com',
  'bob@example.com?subject=Hi',
  'bob@example.com/',
  '\u00a0bob@example.com\u00a0',
  'bob @example.com',
  'bob@ example.com',
  'bob@example. com',
  'bob@example.com\t\n',
].map((typed) => [typed, 'bob@example.com'])

describe('an e-mail address', () => {
  test('is taken out of all that people paste around it', async () => {
    const { house, slug } = await open()
    for (const [typed, email] of readable) {
      const { status } = await house.visitor().post(paths.register(slug), { ...registration('Bob'), email: typed })
      expect.soft([status, house.rows('select email from participant')], JSON.stringify(typed)).toEqual([303, [{ email }]])
      for (const table of ['notice', 'magic_token', 'outgoing_email', 'participant', 'rate_limit']) house.exec(`delete from ${table}`)
    }
  })

  test.each([
    ['bob@example.com, eve@example.com', 'two addresses'],
    ['bob@example.com eve@example.com', 'two addresses'],
    ['bob@example.com;eve@example.com', 'two addresses'],
    ['Bob <bob@example.com>, Eve <eve@example.com>', 'two addresses'],
    ['bob@example.com <eve@example.com>', 'two addresses'],
    ['mailto:bob@example.com,eve@example.com', 'two addresses'],
    ['bob smith@example.com', 'doesn’t look like'],
    ['Bob', 'doesn’t look like'],
    ['bob@example..com', 'doesn’t look like'],
    ['bob@@example.com', 'doesn’t look like'],
    [`${'a'.repeat(300)}@example.com`, 'at most 254'],
    [`${'a@'.repeat(50_000)}`, 'at most 254'],
    ['\u200b', 'Please enter your e-mail address.'],
  ])('like %.60j is refused and kept: %s', async (email, message) => {
    const { house, slug } = await open()
    const answer = await house.visitor().post(paths.register(slug), { ...registration('Bob'), email })
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining(message) })
    expect(house.rows('select * from participant')).toEqual([])
  })

  test('is read so wherever one is typed', async () => {
    const house = await openHouse()
    const pasted = (email: string) => `\u200bName <mailto:${email.toUpperCase()}>;`
    await house.visitor().post(paths.setup(), { email: pasted(alice.email), password: alice.password, password_confirm: alice.password })
    expect(house.row('select email from admin')).toEqual({ email: alice.email })
    const organiser = house.visitor()
    expect(await organiser.post(paths.adminLogin(), { ...alice, email: pasted(alice.email) })).toMatchObject({ status: 303 })
    await house.visitor().post(paths.forgotPassword(), { email: pasted(alice.email) })
    await house.deliver()
    expect(house.post.letterTo(alice.email).subject).toContain('password')
    const created = await organiser.post(paths.newExchange(), exchangeFields)
    const id = created.location?.split('/').at(-1) ?? ''
    await organiser.post(paths.openRegistration(id))
    expect(await organiser.post(paths.addPerson(id), { name: 'Bob', email: pasted('bob@example.org') })).toMatchObject({ status: 303 })
    const bob = house.idOf(id, 'Bob')
    expect(await organiser.post(paths.correctEmail(id, bob), { email: pasted('bobby@example.org') })).toMatchObject({ status: 303 })
    expect(house.row('select email from participant')).toEqual({ email: 'bobby@example.org' })
    const { slug } = house.row<{ slug: string }>('select slug from exchange')
    await house.visitor().post(paths.requestAccess(slug), { email: pasted('bobby@example.org') })
    await house.visitor().post(paths.signIn(), { email: pasted('bobby@example.org') })
    await house.deliver()
    expect(house.post.inbox.filter(({ to, subject }) => to.includes('bobby@example.org') && subject.startsWith('Your sign-in link'))).toHaveLength(3)
    const changed = await organiser.post(paths.settings(), { change: 'email', email: pasted('alice@example.net'), current_password: alice.password })
    expect(changed.status).toBe(303)
    expect(house.row('select email from admin')).toEqual({ email: 'alice@example.net' })
  })
})

describe('a text', () => {
  test('has a line break for each sort of one, everywhere', async () => {
    const { house, id, slug } = await open()
    for (const sort of ['\v', '\f', '\u0085', '\u2028', '\u2029', '\r', '\r\n', '\u001e']) {
      const typed = `Tea${sort}Book`
      const bob = house.visitor()
      await house.join(slug, 'Bob')
      await bob.post(paths.register(slug), { ...registration('Charlie'), gift_ideas: typed })
      expect.soft(house.row('select gift_ideas as ideas from participant where name = ?', 'Charlie'), JSON.stringify(sort)).toEqual({ ideas: 'Tea\nBook' })
      for (const table of ['notice', 'magic_token', 'outgoing_email', 'participant', 'rate_limit']) house.exec(`delete from ${table}`)
    }
    const organiser = await house.alice()
    await organiser.post(paths.exchange(id), { description: 'Tea\vBook', budget: '5\f€\u2028or\u0085so\tmuch\v' })
    expect(house.row('select description, budget from exchange')).toEqual({ description: 'Tea\nBook', budget: '5 € or so much' })
    const bob = await house.join(slug, 'Bob')
    await bob.post(paths.giftIdeas(), { gift_ideas: 'A\vB\fC' })
    expect(house.row('select gift_ideas as ideas from participant')).toEqual({ ideas: 'A\nB\nC' })
    await organiser.post(paths.message(id), { subject: 'Party\vtime', message: 'One\vtwo', confirm: 'yes' })
    await house.deliver()
    const letter = house.post.inbox.findLast(({ subject }) => subject === 'Party time')
    expect(letter?.text).toContain('One\ntwo')
  })

  test('with a character that nobody sees is refused, and says where it stands', async () => {
    const { house, slug } = await open()
    const refused = async (gift_ideas: string) => (await house.visitor().post(paths.register(slug), { ...registration('Bob'), gift_ideas })).text
    expect(await refused('Tea and\na big\u0000 book')).toContain('There’s one in line 2, after “a big” (U+0000)')
    expect(await refused('\u001bBook')).toContain('in line 1, before “Book” (U+001B)')
    expect(await refused('\u0007')).toContain('in line 1 (U+0007)')
  })
})

test('names of people and exchanges are no links in the e-mails about them, and look as they are', async () => {
  const house = await openHouse()
  const { id, slug } = await house.exchange('registration_open', [], {
    name: 'www.party.de & evil.com',
    match_in_email: 'on',
    budget: '20 € at https://shop.example/a.b',
  })
  const organiser = await house.alice()
  for (const [name, email] of Object.entries({ 'J.de Vries': 'j@example.org', 'will.i.am': 'w@example.org', 'Dr.Li': 'd@example.org' }))
    await house.visitor().post(paths.register(slug), { ...registration('x'), name, email })
  await organiser.post(paths.closeRegistration(id))
  await organiser.post(paths.draw(id))
  await house.deliver()
  house.world.travel({ hours: 2 })
  await house.tick()
  await house.deliver()
  expect(house.post.inbox.length).toBeGreaterThan(6)
  const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: true })
  for (const { subject, text, html } of house.post.inbox) {
    expect(linkify.match(subject)).toBeNull()
    for (const form of [text, wordsOf(html)]) {
      const hosts = (linkify.match(form) ?? []).map(({ url }) => new URL(url).host)
      expect(new Set(hosts).difference(new Set([new URL(house.url).host, 'shop.example']))).toEqual(new Set())
    }
  }
  const drawn = house.post.inbox
    .filter(({ text }) => text.includes('You give to'))
    .map(({ text }) => /You give to (.*)\./.exec(text)?.[1]?.replaceAll('\u2060', ''))
  expect(drawn.sort()).toEqual(['Dr.Li', 'J.de Vries', 'will.i.am'])
})
