import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, openHouse, registration } from '../support/house.ts'

const unknownSlug = '0123456789abcdef'
const unknownToken = 'A'.repeat(43)

describe('the invitation', () => {
  test('says which exchange, when, how much, how many are in, and until when one can join', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Bob'])
    const page = await house.visitor().get(paths.register(slug))
    expect(page.status).toBe(200)
    for (const words of ['Millers’ Christmas', '24 December 2026', 'about 20 €', '1 person', '10 December 2026', 'Berlin time']) {
      expect(page.text).toContain(words)
    }
    expect(page.text).not.toContain('Bob')
  })

  test.each([unknownSlug, 'short', '..', '%00', 'UPPERCASE0123456'])('with the unknown link %j is a 404 page', async (slug) => {
    const house = await openHouse()
    await house.alice()
    const page = await house.visitor().get(paths.register(slug))
    expect(page.status).toBe(404)
    expect(page.html).toContain('Sneaky Klaus')
  })

  test('of a draft is not open yet, and lets nobody in', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('draft')
    for (const answer of [
      await house.visitor().get(paths.requestAccess(slug)),
      await house.visitor().post(paths.requestAccess(slug), { email: 'bob@example.org' }),
    ]) {
      expect(answer).toMatchObject({ status: 404, text: expect.stringContaining('Not open yet') })
      expect(answer.text).not.toContain('Millers')
    }
    expect(await house.visitor().get(paths.register(slug))).toMatchObject({ status: 404, text: expect.stringContaining('Not open yet') })
    const refused = await house.visitor().post(paths.register(slug), registration('Bob'))
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('Not open yet') })
    expect(refused.text).not.toContain('Millers')
    expect(house.rows('select * from participant')).toEqual([])
  })

  test('of a closed exchange says so and offers the way back in', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_closed', ['Bob'])
    const page = await house.visitor().get(paths.register(slug))
    expect(page.status).toBe(200)
    expect(page.text).toContain('Registration is closed')
    expect(page.html).toContain(`href="${paths.requestAccess(slug)}"`)
    expect(page.html).not.toContain('name="name"')
    expect(await house.visitor().post(paths.register(slug), registration('Charlie'))).toMatchObject({
      status: 400,
      text: expect.stringContaining('Registration is closed'),
    })
  })

  test('past its close date is closed, even before the clock has noticed', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    house.world.travel({ days: 9, hours: 13 })
    expect((await house.visitor().get(paths.register(slug))).html).toContain('name="gift_ideas"')
    house.world.travel({ hours: 2 })
    expect((await house.visitor().get(paths.register(slug))).text).toContain('Registration is closed')
    expect(await house.visitor().post(paths.register(slug), registration('Bob'))).toMatchObject({ status: 400 })
  })

  test('of a full exchange says so, and the one too many is refused', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana'], { max_participants: '3' })
    expect((await house.visitor().get(paths.register(slug))).text).toContain('This exchange is full')
    expect(await house.visitor().post(paths.register(slug), registration('Erin'))).toMatchObject({ status: 409, text: expect.stringContaining('full') })
    expect(house.row('select count(*) as count from participant')).toEqual({ count: 3 })
  })
})

describe('registering', () => {
  test('stores the trimmed, lower-case address, and answers with “check your mail”', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const visitor = house.visitor()
    const answer = await visitor.post(paths.register(slug), { ...registration('Bob'), email: '  Bob@EXAMPLE.org ', name: '  Bob ' })
    expect(answer).toMatchObject({ status: 303, location: paths.registered(slug) })
    expect((await visitor.open(paths.registered(slug))).text).toContain('Check your mail')
    expect(house.row('select name, email, gift_ideas, reminder_enabled, confirmed_at from participant')).toEqual({
      name: 'Bob',
      email: 'bob@example.org',
      gift_ideas: 'Bob likes socks',
      reminder_enabled: 1,
      confirmed_at: null,
    })
  })

  test('sends one e-mail with a link, as HTML and as text', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    await house.visitor().post(paths.register(slug), registration('Bob'))
    await house.deliver()
    await house.deliver()
    expect(house.post.inbox).toHaveLength(1)
    const letter = house.post.letterTo('bob@example.org')
    expect(letter.subject).toBe('You’re in: Millers’ Christmas')
    const link = house.world.url(house.linkTo('bob@example.org'))
    expect(letter.html).toContain(`href="${link}"`)
    expect(letter.text).toContain(link)
  })

  test('with mistakes keeps all that was typed and ties each message to its field', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const answer = await house.visitor().post(paths.register(slug), { name: ' ', email: 'nobody at home', gift_ideas: '<b>Socks & "shoes"</b>\nand more' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Please enter your name.')
    expect(answer.text).toContain('That doesn’t look like an e-mail address.')
    expect(answer.html).toMatch(/<input id="email"[^>]*value="nobody at home"[^>]*aria-describedby="email-error"[^>]*aria-invalid="true"/)
    expect(answer.html).toContain('&lt;b&gt;Socks &amp; &quot;shoes&quot;&lt;/b&gt;\nand more</textarea>')
    expect(answer.html).not.toMatch(/name="reminder_enabled"[^>]*checked/)
    expect(house.rows('select * from participant')).toEqual([])
  })

  test.each([
    ['a line break', 'Bob\nCharlie'],
    ['a bidirectional override', 'Bob\u202ebob'],
    ['a line separator', 'Bob\u2028bob'],
    ['a line separator at its beginning', '\u2028Bob'],
    ['a control character', 'Bob\u0007'],
    ['a null character', 'Bob\u0000'],
    ['nothing that shows', '\u200b\u200e'],
    ['letters that are blank', '\u3164\u2800'],
    ['a web address', 'http://evil.example/a'],
    ['a host that mail programs link', 'Win at www.evil.com'],
    ['an e-mail address', 'bob@evil.example'],
    ['too many characters', 'x'.repeat(256)],
    ['nothing', ''],
  ])('a name with %s is refused', async (_, name) => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    expect(await house.visitor().post(paths.register(slug), { ...registration('Bob'), name })).toMatchObject({ status: 422 })
  })

  test.each(['נועה', 'Zoë 🎄', '王小明', 'x'.repeat(255), '👨‍👩‍👧'])('the name %s is welcome', async (name) => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    expect(await house.visitor().post(paths.register(slug), { ...registration('Bob'), name })).toMatchObject({ status: 303 })
    expect(house.row('select name from participant')).toEqual({ name })
  })

  test.each([
    'bob',
    'bob@',
    'bob@gmail',
    '@example.org',
    'bob@exa mple.org',
    'bob@example.org\nBcc: eve@example.org',
    'a@b@c',
    `${'x'.repeat(250)}@example.org`,
  ])('the address %j is refused', async (email) => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    expect(await house.visitor().post(paths.register(slug), { ...registration('Bob'), email })).toMatchObject({ status: 422 })
  })

  test.each([
    ['BOB@Example.ORG', 'bob@example.org'],
    [`${'o’x'.replace('’', "'")}@example.org`, "o'x@example.org"],
    ['bob+gifts@example.org', 'bob+gifts@example.org'],
    ['bob@müller.example', 'bob@xn--mller-kva.example'],
  ])('the address %s is stored as %s', async (typed, stored) => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    await house.visitor().post(paths.register(slug), { ...registration('Bob'), email: typed })
    expect(house.row('select email from participant')).toEqual({ email: stored })
  })

  test('10,000 characters of gift ideas fit, however many bytes they are; one more is an error that keeps them', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const most = `${'🎁'.repeat(9_999)}\r\n`
    expect(await house.visitor().post(paths.register(slug), { ...registration('Bob'), gift_ideas: most })).toMatchObject({ status: 303 })
    expect(house.row<{ gift_ideas: string }>('select gift_ideas from participant').gift_ideas).toBe(`${'🎁'.repeat(9_999)}\n`)
    const tooMuch = '🎁'.repeat(10_001)
    const answer = await house.visitor().post(paths.register(slug), { ...registration('Charlie'), gift_ideas: tooMuch })
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('at most 10,000 characters; you have 10,001') })
    expect(answer.html).toContain(`${tooMuch}</textarea>`)
    expect(answer.text).toContain('10,001 / 10,000 characters')
  })

  test('the same address again changes nothing and offers a fresh link', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Bob'])
    const answer = await house.visitor().post(paths.register(slug), { ...registration('Bob'), email: ' BOB@example.org', name: 'Robert', gift_ideas: 'gold' })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('already registered')
    expect(house.row('select name, gift_ideas from participant')).toEqual({ name: 'Bob', gift_ideas: 'Bob likes socks' })
    expect(answer.html).toContain('<input type="hidden" name="email" value="bob@example.org">')
    for (const typed of ['value="Robert"', 'gold</textarea>', 'value=" BOB@example.org"']) expect(answer.html).toContain(typed)
    await house.visitor().post(paths.requestAccess(slug), { email: 'bob@example.org' })
    await house.deliver()
    expect(house.post.letterTo('bob@example.org').subject).toContain('Your sign-in link')
  })

  test('somebody who had withdrawn is reactivated with the new details', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Bob'])
    house.exec('update participant set withdrawn_at = ?', new Date(1))
    expect(await house.visitor().post(paths.register(slug), { ...registration('Bob'), name: 'Bobby' })).toMatchObject({ status: 303 })
    expect(house.rows('select name, withdrawn_at from participant')).toEqual([{ name: 'Bobby', withdrawn_at: null }])
  })

  test('30 times at once with one address makes one participant; 30 people for the last place, one gets it', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Bob', 'Charlie'], { max_participants: '3' })
    house.services.trustedProxies.push('127.0.0.1')
    const send = (name: string, client: number) =>
      house.visitor().post(paths.register(slug), registration(name), { headers: { 'X-Forwarded-For': `10.0.0.${client}` } })
    const statuses = (await Promise.all(Array.from({ length: 30 }, (_, index) => send(`Dana${index % 15}`, index)))).map(({ status }) => status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(1)
    expect(house.row('select count(*) as count from participant')).toEqual({ count: 3 })
  })
})

describe('the counter', () => {
  test.each([
    ['', '0'],
    ['a\r\nb', '3'],
    ['🎁🎁', '2'],
    ['x'.repeat(10_001), '10,001'],
  ])('counts code points', async (text, count) => {
    const house = await openHouse()
    await house.alice()
    const answer = await house.visitor().post(paths.giftIdeasCount(), { gift_ideas: text })
    expect(answer).toMatchObject({ status: 200, text: `${count} / 10,000 characters` })
    expect(answer.html).not.toContain('<html')
  })

  test('is seen near the limit only; without a script, which keeps it, the limit stands beside the field', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const look = async (length: number) =>
      / class="([^"]*)"/.exec((await house.visitor().post(paths.giftIdeasCount(), { gift_ideas: 'x'.repeat(length) })).html)?.[1]
    expect(await Promise.all([8_999, 9_000, 10_000, 10_001].map(look))).toEqual(['count far', 'count', 'count', 'count over'])
    expect((await house.visitor().get(paths.register(slug))).html).toContain('<span class="limit">Up to 10,000 characters.</span>')
  })
})

describe('asking for a link', () => {
  test('answers the same for known and unknown addresses, and writes to known ones only', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Bob'])
    const before = house.post.inbox.length
    const known = await house.visitor().post(paths.requestAccess(slug), { email: ' Bob@example.org' })
    const unknown = await house.visitor().post(paths.requestAccess(slug), { email: 'mallory@example.org' })
    expect([known.status, known.location, known.html]).toEqual([unknown.status, unknown.location, unknown.html])
    await house.deliver()
    expect(house.post.inbox.slice(before).map(({ to }) => to)).toEqual([['bob@example.org']])
  })

  test('of a withdrawn person sends nothing', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Bob'])
    house.exec('update participant set withdrawn_at = ?', new Date(1))
    const before = house.post.inbox.length
    await house.visitor().post(paths.requestAccess(slug), { email: 'bob@example.org' })
    await house.deliver()
    expect(house.post.inbox).toHaveLength(before)
  })

  test('is refused with the form kept after three times in an hour, for known and unknown addresses alike', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Bob'])
    for (const email of ['bob@example.org', 'mallory@example.org']) {
      for (let round = 0; round < 3; round++) await house.visitor().post(paths.requestAccess(slug), { email })
      const answer = await house.visitor().post(paths.requestAccess(slug), { email })
      expect(answer).toMatchObject({ status: 429, text: expect.stringContaining('Try again in 60 minutes') })
      expect(answer.headers.get('Retry-After')).toBe('3600')
      expect(answer.html).toContain(`value="${email}"`)
    }
    house.world.travel({ minutes: 61 })
    expect(await house.visitor().post(paths.requestAccess(slug), { email: 'bob@example.org' })).toMatchObject({ status: 303 })
  })
})

test('the form of a dead link draws on the same limits: three links an hour into each exchange, however one asks', async () => {
  const house = await openHouse({ trustedProxies: ['127.0.0.1'] })
  const places = [await house.exchange('registration_open', ['Bob']), await house.exchange('registration_open', ['Bob'])]
  const before = house.post.inbox.length
  let client = 0
  const from = () => ({ headers: { 'X-Forwarded-For': `10.0.0.${client++}` } })
  for (let round = 0; round < 3; round++) await house.visitor().post(paths.requestAccess(places[0]?.slug as string), { email: 'bob@example.org' }, from())
  for (let round = 0; round < 3; round++) await house.visitor().post(paths.magicLink(unknownToken), { email: 'bob@example.org' }, from())
  await house.deliver()
  expect(house.post.inbox).toHaveLength(before + 6)
  expect(await house.visitor().post(paths.magicLink(unknownToken), { email: 'bob@example.org' }, from())).toMatchObject({ status: 429 })
})

describe('a sign-in link', () => {
  async function withLink() {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const bob = house.visitor()
    await bob.post(paths.register(slug), registration('Bob'))
    await house.deliver()
    return { house, slug, bob, link: house.linkTo('bob@example.org') }
  }

  test('signs in at once in the browser that asked for it', async () => {
    const { bob, link, house } = await withLink()
    expect(await bob.get(link)).toMatchObject({ status: 303, location: paths.dashboard() })
    expect((await bob.get(paths.dashboard())).text).toContain('Hello Bob')
    expect(house.row('select confirmed_at is not null as confirmed from participant')).toEqual({ confirmed: 1 })
  })

  test('shows every other browser the exchange, the masked address and a button, which signs in', async () => {
    const { house, link } = await withLink()
    const other = house.visitor()
    for (let round = 0; round < 3; round++) {
      const page = await other.get(link)
      expect(page.status).toBe(200)
      expect(page.text).toContain('Millers’ Christmas')
      expect(page.text).toContain('b•••@e•••.org')
      expect(page.html).not.toContain('bob@example.org')
    }
    expect(await other.post(link)).toMatchObject({ status: 303, location: paths.dashboard() })
    expect((await other.get(paths.dashboard())).status).toBe(200)
  })

  test.each([
    ['HEAD', {}],
    ['GET', { 'Sec-Purpose': 'prefetch' }],
    ['GET', { 'Sec-Purpose': 'prefetch;prerender' }],
    ['GET', { Purpose: 'prefetch' }],
    ['GET', { 'X-Moz': 'prefetch' }],
  ])('is not used up by %s with %j, even from the browser that asked', async (method, headers) => {
    const { bob, link } = await withLink()
    expect(await bob.send(method, link, undefined, { headers: headers as Record<string, string> })).toMatchObject({ status: 200 })
    expect(bob.cookies.has('participant_session')).toBe(false)
    expect(await bob.get(link)).toMatchObject({ status: 303 })
  })

  test('is consumed once by 30 simultaneous tries', async () => {
    const { house, link } = await withLink()
    const visitors = Array.from({ length: 30 }, () => house.visitor())
    const answers = await Promise.all(visitors.map((visitor) => visitor.post(link)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(29).fill(410)])
    expect(visitors.filter(({ cookies }) => cookies.has('participant_session'))).toHaveLength(1)
  })

  test('answers alike when it is expired, used or unknown, and offers a fresh one', async () => {
    const { house, bob, link, slug } = await withLink()
    await bob.get(link)
    const used = await house.visitor().get(link)
    await house.visitor().post(paths.requestAccess(slug), { email: 'bob@example.org' })
    await house.deliver()
    const second = house.linkTo('bob@example.org')
    house.world.travel({ minutes: 60 })
    const expired = await house.visitor().get(second)
    const unknown = await house.visitor().get(paths.magicLink(unknownToken))
    const shape = (html: string) => html.replaceAll(/\/auth\/magic\/[\w-]{43}/g, 'LINK')
    expect([used.status, expired.status, unknown.status]).toEqual([410, 410, 410])
    expect(shape(used.html)).toBe(shape(expired.html))
    for (const words of ['This link doesn’t work anymore', 'It’s used up or too old.'])
      for (const { text } of [used, expired, unknown]) expect(text).toContain(words)
    expect([used, expired, unknown].map(({ html }) => html.includes('name="email"'))).toEqual([false, false, true])
    expect(await house.visitor().post(second)).toMatchObject({ status: 410 })

    const before = house.post.inbox.length
    expect(await house.visitor().post(second, { email: 'bob@example.org' })).toMatchObject({ status: 303 })
    await house.deliver()
    expect(house.post.inbox).toHaveLength(before + 1)
    expect(await house.visitor().post(house.linkTo('bob@example.org'))).toMatchObject({ status: 303 })
  })

  test.each(['x', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}!`])('of the wrong shape (%s) is a 404', async (token) => {
    const house = await openHouse()
    await house.alice()
    expect(await house.visitor().get(paths.magicLink(token))).toMatchObject({ status: 404 })
  })

  test('makes the older ones void when it is used', async () => {
    const { house, bob, link, slug } = await withLink()
    await bob.post(paths.requestAccess(slug), { email: 'bob@example.org' })
    await house.deliver()
    await bob.get(house.linkTo('bob@example.org'))
    expect(await house.visitor().get(link)).toMatchObject({ status: 410 })
  })

  test('is nowhere in the database, and in no log line', async () => {
    const { house, bob, link } = await withLink()
    await bob.get(link)
    const token = link.split('/').at(-1) as string
    expect(house.stored()).not.toContain(token)
    expect(house.log.join('\n')).not.toContain(token)
    expect(house.log.join('\n')).not.toContain(addressOf('Bob'))
  })
})

test('a registration that comes a moment too late keeps what was typed', async () => {
  const house = await openHouse()
  const { id, slug } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana'], { max_participants: '3' })
  const typed = { ...registration('Erin'), gift_ideas: 'a long list of wishes' }
  const full = await house.visitor().post(paths.register(slug), typed)
  await (await house.alice()).post(paths.closeRegistration(id))
  const closed = await house.visitor().post(paths.register(slug), typed)
  expect([full.status, closed.status]).toEqual([409, 400])
  for (const { html } of [full, closed]) for (const words of ['value="Erin"', 'a long list of wishes']) expect(html).toContain(words)
})

describe('the page that says where to look for the mail', () => {
  test.each(['registering', 'asking for a link', 'signing in', 'a dead link', 'a forgotten password'])(
    'after %s shows the address that was typed, known or not, in that browser alone and for a while',
    async (way) => {
      const house = await openHouse()
      const { slug } = await house.exchange('registration_open', ['Bob'])
      const path = {
        registering: paths.register(slug),
        'asking for a link': paths.requestAccess(slug),
        'signing in': paths.signIn(),
        'a dead link': paths.magicLink(unknownToken),
        'a forgotten password': paths.forgotPassword(),
      }[way] as string
      const texts: string[] = []
      for (const name of way === 'registering' ? ['Erin', 'Gina'] : ['Bob', 'Erin']) {
        const someone = house.visitor()
        const { location } = await someone.post(path, { name, email: ` ${addressOf(name).toUpperCase()}` })
        expect(location).toMatch(/\?sent=yes$/)
        const page = await someone.get(location as string)
        expect(page.text).toContain(`You typed ${addressOf(name)} . Wrong address? Go back`)
        expect((await someone.get(location as string)).text).toBe(page.text)
        texts.push(page.text.replace(addressOf(name), 'ADDRESS'))
        expect((await house.visitor().get(location as string)).text).not.toContain('You typed')
        expect(house.log.join()).not.toContain(addressOf(name))
      }
      expect(new Set(texts).size).toBe(1)
    },
  )
})
