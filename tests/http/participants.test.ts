import { describe, expect, test } from 'vitest'
import { newParticipantSession, openParticipantSession, type ParticipantSession, sealParticipantSession } from '../../src/auth/participant-session.ts'
import { hashToken } from '../../src/auth/token.ts'
import type { Me } from '../../src/auth/who.ts'
import { SignedOut } from '../../src/errors.ts'
import { unsubscribeToken } from '../../src/participants/reminders.ts'
import { wishFor } from '../../src/participants/wish-for.ts'
import { paths } from '../../src/paths.ts'
import { createVault } from '../../src/vault.ts'
import { type Version, versionOf } from '../../src/web/version.ts'
import { openHouse } from '../support/house.ts'
import { oneClicks } from '../support/one-click.ts'
import { type Visitor, wordsOf } from '../support/visitor.ts'

const day = 24 * 60 * 60 * 1000

describe('the dashboard', () => {
  test('answers what, when, how much, who is in, and what comes next', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Zoe', 'bob', 'Charlie'])
    house.exec(`update participant set withdrawn_at = ? where name = 'Charlie'`, new Date(1))
    const page = await people.bob?.open(paths.dashboard())
    for (const words of [
      'Hello bob',
      'Millers’ Christmas',
      '24 December 2026',
      'about 20 €',
      'bob likes socks',
      'Who is in 2 bob Zoe',
      'until Thursday 10 December 2026, midnight (Berlin time)',
      'too few people',
    ]) {
      expect(page?.text).toContain(words)
    }
    expect(page?.text).not.toContain('Charlie')
    expect(page?.text).not.toContain('zoe@example.org')
  })

  test('names everybody who is in, in order, and follows at once whoever comes, goes or is called otherwise', async () => {
    const house = await openHouse()
    const { slug, people } = await house.exchange('registration_open', ['bob', 'Zoë', 'Anna'])
    const [anna, bob] = [people.Anna as Visitor, people.bob as Visitor]
    const whoIsIn = async (visitor: Visitor) => /Who is in \d+ (.*?) (?:No one but|$)/.exec((await visitor.get(paths.dashboard())).text)?.[1]
    for (const visitor of [anna, bob]) expect(await whoIsIn(visitor)).toBe('Anna bob Zoë')
    const cleo = await house.join(slug, 'Cleo')
    for (const visitor of [anna, bob, cleo]) expect(await whoIsIn(visitor)).toBe('Anna bob Cleo Zoë')
    await bob.post(paths.profile(), { name: 'Robert', gift_ideas: '' })
    await cleo.post(paths.withdraw())
    for (const visitor of [anna, bob]) expect(await whoIsIn(visitor)).toBe('Anna Robert Zoë')
  })

  test('says what is expected of one', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_closed', ['Bob', 'Charlie', 'Dana'])
    const bob = people.Bob as Visitor
    expect((await bob.get(paths.dashboard())).text).toContain('You’ve written down gift ideas.')
    await bob.post(paths.giftIdeas(), { gift_ideas: '' })
    expect((await bob.get(paths.dashboard())).text).toContain('Write down a few gift ideas , so your giver knows')
    await (await house.alice()).post(paths.draw(id))
    expect((await bob.get(paths.dashboard())).text).toContain('You haven’t looked up your match yet.')
    await bob.post(paths.match())
    await bob.post(paths.match(), { show: 'no' })
    const page = await bob.get(paths.dashboard())
    expect(page.text).toContain('You’ve looked up your match.')
    expect(page.text).toContain('Bring your gift on Thursday 24 December 2026.')
  })

  test('before registration opens says so', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob'])
    house.exec(`update exchange set state = 'draft'`)
    const page = await people.Bob?.get(paths.dashboard())
    expect(page?.text).toContain('Registration hasn’t opened yet. Once it has, people can join until Thursday 10 December 2026, midnight (Berlin time).')
  })

  test('of what is over says thank you, and still knows the match', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('completed', ['Bob', 'Charlie', 'Dana'])
    const page = await people.Bob?.get(paths.dashboard())
    expect(page?.text).toContain('Thank you for taking part.')
    expect(page?.text).toContain('Reveal my match')
    expect(page?.html).not.toContain('calendar.ics')
  })

  test('of a stranger leads to the landing page, which says why', async () => {
    const house = await openHouse()
    await house.alice()
    const mallory = house.visitor()
    for (const path of [paths.dashboard(), paths.giftIdeas(), paths.match()]) {
      expect(await mallory.get(path)).toMatchObject({ status: 303, location: '/' })
    }
    expect((await mallory.get('/')).text).toContain('You’ve been signed out')
  })

  test('over htmx, signed out, is told to leave the page', async () => {
    const house = await openHouse()
    await house.alice()
    const answer = await house.visitor().post(paths.giftIdeas(), { gift_ideas: 'x' }, { headers: { 'HX-Request-Type': 'partial' } })
    expect([answer.status, answer.headers.get('HX-Redirect')]).toEqual([204, '/'])
  })

  test('makes links of http and https addresses, and of nothing else', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob'])
    const ideas =
      'https://example.org/a?b=1&c=2 http://example.org. <script>alert(1)</script> javascript:alert(1) ftp://x.org www.example.org mail@example.org //x.org data:text/html,x https://bank.example@evil.example/'
    await people.Bob?.post(paths.giftIdeas(), { gift_ideas: ideas })
    const page = await people.Bob?.get(paths.dashboard())
    const links = [...(page?.html ?? '').matchAll(/<a href="([^"]*)" rel/g)].map(([, href]) => href)
    expect(links).toEqual(['https://example.org/a?b=1&amp;c=2', 'http://example.org'])
    expect(page?.html).not.toContain('<script>alert')
    const shown = /<section class="card" id="gift-ideas">.*?<\/section>/s.exec(page?.html ?? '')?.[0].replaceAll(/<\/?a\b[^>]*>/g, '')
    expect(wordsOf(shown ?? '')).toContain(ideas)
  })
})

describe('gift ideas', () => {
  test('are saved as they were typed', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob'])
    const text = '\n\n  <b>two</b>\n\tsocks & "shoes"  \n'
    expect(await people.Bob?.post(paths.giftIdeas(), { gift_ideas: text })).toMatchObject({ status: 303, location: paths.dashboard() })
    expect((await people.Bob?.get(paths.dashboard()))?.text).toContain('Your gift ideas are saved.')
    expect(house.row('select gift_ideas from participant')).toEqual({ gift_ideas: text })
    const page = await people.Bob?.get(paths.giftIdeas())
    expect(page?.html).toContain('<textarea')
    expect(page?.html).toContain('>\n\n\n  &lt;b&gt;two&lt;/b&gt;\n\tsocks &amp; &quot;shoes&quot;  \n</textarea>')
  })

  test('that are too long are refused and kept', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob'])
    const answer = await people.Bob?.post(paths.giftIdeas(), { gift_ideas: 'x'.repeat(10_001) })
    expect(answer).toMatchObject({ status: 422, html: expect.stringContaining(`${'x'.repeat(10_001)}</textarea>`) })
  })

  test.each([
    ['application/x-www-form-urlencoded', ''],
    ['application/x-www-form-urlencoded', 'gift_ideas[]=1'],
    ['application/json', '{"gift_ideas":""}'],
    ['text/plain', 'gift_ideas='],
    ['multipart/form-data', 'gift_ideas='],
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="gift_ideas"; filename="a"\r\n\r\nx\r\n--x--\r\n'],
  ])('are not erased by a form of type %s that lacks them (%j)', async (type, body) => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob'])
    for (const path of [paths.giftIdeas(), paths.profile(), paths.preferences()]) {
      const answer = await people.Bob?.send('POST', path, body, { headers: { 'Content-Type': type } })
      if (path !== paths.preferences() || !/urlencoded|boundary/.test(type)) expect(answer?.status).toBe(422)
    }
    expect(house.row('select name, gift_ideas from participant')).toEqual({ name: 'Bob', gift_ideas: 'Bob likes socks' })
  })

  test('can be changed until the exchange is over', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    expect(await people.Bob?.post(paths.giftIdeas(), { gift_ideas: 'late' })).toMatchObject({ status: 303 })
    await (await house.alice()).post(paths.complete(id))
    expect(await people.Bob?.post(paths.giftIdeas(), { gift_ideas: 'too late' })).toMatchObject({
      status: 409,
      html: expect.stringContaining('too late</textarea>'),
    })
    expect(house.row(`select gift_ideas from participant where name = 'Bob'`)).toEqual({ gift_ideas: 'late' })
    for (const path of [paths.giftIdeas(), paths.profile()]) {
      expect(await people.Bob?.get(path)).toMatchObject({ status: 303, location: paths.dashboard() })
      expect((await people.Bob?.get(paths.dashboard()))?.text).toContain('The exchange is over, so nothing can be changed.')
    }
  })
})

describe('a participant’s session', () => {
  test('slides for a week at a time and ends with the day that is 30 days on', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob'])
    for (let day = 0; day < 29; day += 6) {
      expect((await people.Bob?.get(paths.dashboard()))?.status).toBe(200)
      house.world.travel({ days: 6, minutes: -1 })
    }
    // Five minutes before nine in the morning.
    house.world.travel({ hours: 15, minutes: 4 })
    expect((await people.Bob?.get(paths.dashboard()))?.status).toBe(200)
    house.world.travel({ minutes: 2 })
    expect((await people.Bob?.get(paths.dashboard()))?.status).toBe(303)
  })

  test('ends after a week without a visit, with the day', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob', 'Charlie'])
    house.world.travel({ days: 7, hours: 14, minutes: 59 })
    expect((await people.Charlie?.get(paths.dashboard()))?.status).toBe(200)
    house.world.travel({ minutes: 2 })
    expect((await people.Bob?.get(paths.dashboard()))?.status).toBe(303)
  })

  test('lasts for longer by nothing but a visit of its own, and is not made elsewhere', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob', 'Charlie'])
    const [bob, charlie] = [people.Bob as Visitor, people.Charlie as Visitor]
    const first = charlie.cookies.get('participant_session') as string
    house.world.travel({ days: 6 })
    await charlie.get(paths.dashboard())
    const later = charlie.cookies.get('participant_session') as string
    house.world.travel({ days: 2 })
    const [key, body] = later.split('.') as [string, string]
    const session = newParticipantSession(house.world, { id: house.row<{ id: string }>('select id from participant limit 1').id, sessionVersion: '' })
    const elsewhere = sealParticipantSession(createVault(['another installation, with a secret of its own']), session)
    const changed = Buffer.from(body, 'base64url')
    changed[40] = (changed[40] as number) ^ 1
    for (const cookie of [first, elsewhere, `${key}.${changed.toString('base64url')}`, `${key}.`, body, '', 'NaN']) {
      bob.cookies.set('participant_session', cookie)
      expect((await bob.get(paths.dashboard())).status).toBe(303)
    }
    expect((await charlie.get(paths.dashboard())).status).toBe(200)
    house.world.travel({ days: 6, minutes: 1 })
    // What it was told before has run out; the latest holds.
    const latest = charlie.cookies.get('participant_session') as string
    charlie.cookies.set('participant_session', later)
    expect((await charlie.get(paths.dashboard())).status).toBe(303)
    charlie.cookies.set('participant_session', latest)
    expect((await charlie.get(paths.dashboard())).status).toBe(200)
  })

  test('that was ended for all does not come back with a backup and another end', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob', 'Charlie'])
    const organiser = await house.alice()
    const before = house.row<{ email: string; version: string }>(`select email, session_version as version from participant where name = 'Bob'`)
    const moveTo = (email: string) => organiser.post(paths.correctEmail(id, house.idOf(id, 'Bob')), { email })
    await moveTo('mallory@example.net')
    await house.deliver()
    const mallory = house.visitor()
    await mallory.post(house.linkTo('mallory@example.net'))
    expect((await mallory.get(paths.dashboard())).status).toBe(200)
    house.exec(`update participant set email = ?, session_version = ? where name = 'Bob'`, before.email, before.version)
    expect((await mallory.get(paths.dashboard())).status).toBe(303)
    await moveTo('bob@example.net')
    expect((await mallory.get(paths.dashboard())).status).toBe(303)
    expect((await people.Charlie?.get(paths.dashboard()))?.status).toBe(200)
  })

  test('leaves a row once it is ended, which stays for as long as the session could have lived', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob'])
    const bob = people.Bob as Visitor
    expect(house.rows('select * from session')).toHaveLength(1)
    const stolen = house.visitor()
    stolen.cookies.set('participant_session', bob.cookies.get('participant_session') as string)
    await Promise.all([bob.post(paths.participantLogout()), stolen.post(paths.participantLogout())])
    for (let day = 0; day < 30; day += 6) {
      house.world.travel({ days: 6 })
      await house.tick((job) => job === 'forget ended sessions')
      expect(house.rows('select * from ended_session')).toHaveLength(1)
      expect((await stolen.get(paths.dashboard())).status).toBe(303)
    }
    house.world.travel({ days: 2 })
    await house.tick((job) => job === 'forget ended sessions')
    expect(house.rows('select * from ended_session')).toEqual([])
  })

  test('of before version 1.4, whose hash was a row, goes on, and ends when it should', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana'])
    house.exec(`update participant set session_version = 'old ' || id`)
    const signedInBefore = (name: string) => {
      const [token, now] = [`${name}${'x'.repeat(43)}`.slice(0, 43), house.world.now().getTime()]
      const row = { token_hash: hashToken(token), participant_id: house.idOf(id, name), user_agent: '' }
      house.insert('session', { id: house.world.newId(), ...row, expires_at: new Date(now + 2 * day), ends_at: new Date(now + 20 * day) })
      const visitor = house.visitor()
      visitor.cookies.set('participant_session', token)
      return { visitor, token }
    }
    const [bob, charlie, dana] = [signedInBefore('Bob'), signedInBefore('Charlie'), signedInBefore('Dana')]
    house.world.travel({ days: 1 })
    for (const { visitor } of [bob, charlie]) expect((await visitor.get(paths.dashboard())).status).toBe(200)
    expect(bob.visitor.cookies.get('participant_session')).not.toBe(bob.token)
    house.world.travel({ days: 6 })
    expect((await bob.visitor.get(paths.dashboard())).status).toBe(200)
    expect((await dana.visitor.get(paths.dashboard())).status).toBe(303)
    await bob.visitor.post(paths.participantLogout())
    expect(house.rows('select 1 from ended_session join session on token_hash = session_hash')).toEqual([])
    expect(house.rows('select 1 from ended_session')).toHaveLength(1)
    await charlie.visitor.post(paths.withdraw())
    for (const { token } of [bob, charlie]) {
      const replay = house.visitor()
      replay.cookies.set('participant_session', token)
      expect((await replay.get(paths.dashboard())).status).toBe(303)
    }
  })

  test('ends on the server when signing out, and at once when the person is withdrawn', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob', 'Charlie'])
    const stolen = house.visitor()
    for (const [name, value] of people.Bob?.cookies ?? []) stolen.cookies.set(name, value)
    await people.Bob?.post(paths.participantLogout())
    expect((await stolen.get(paths.dashboard())).status).toBe(303)
    house.exec('update participant set withdrawn_at = ?', new Date(1))
    expect((await people.Charlie?.get(paths.dashboard()))?.status).toBe(303)
  })

  test('reaches one exchange only: a link to another replaces it; the admin’s lives beside it', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const first = await house.exchange('registration_open')
    const second = await house.exchange('registration_open', [], { name: 'Office' })
    for (const { slug } of [first, second]) {
      await organiser.post(paths.register(slug), { name: 'Alice', email: 'alice@example.org' })
      await house.deliver()
      await organiser.get(house.linkTo('alice@example.org'))
    }
    expect((await organiser.get(paths.dashboard())).text).toContain('Office')
    expect((await organiser.get(paths.adminDashboard())).status).toBe(200)
    expect(await organiser.get(paths.requestAccess(second.slug))).toMatchObject({ status: 303, location: paths.dashboard() })
    expect(await organiser.get(paths.requestAccess(first.slug))).toMatchObject({ status: 200 })
  })
})

describe('the profile', () => {
  test('changes name and gift ideas while registration is open or closed', async () => {
    const house = await openHouse()
    for (const state of ['registration_open', 'registration_closed'] as const) {
      const { people } = await house.exchange(state, ['Bob'])
      expect((await people.Bob?.get(paths.profile()))?.html).toContain('value="Bob"')
      expect(await people.Bob?.post(paths.profile(), { name: ' Bobby ', gift_ideas: 'a kite' })).toMatchObject({ status: 303, location: paths.dashboard() })
      expect((await people.Bob?.get(paths.dashboard()))?.text).toContain('Hello Bobby')
    }
  })

  test('with mistakes is refused and kept', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob'])
    expect(await people.Bob?.post(paths.profile(), { name: '', gift_ideas: 'a kite' })).toMatchObject({
      status: 422,
      html: expect.stringContaining('a kite</textarea>'),
    })
    expect(house.row('select name from participant')).toEqual({ name: 'Bob' })
  })

  test('after the draw takes new gift ideas, but no new name', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    expect((await people.Bob?.get(paths.profile()))?.html).toMatch(/<input id="name" [^>]*readonly/)
    expect(await people.Bob?.post(paths.profile(), { name: 'Bob', gift_ideas: 'a kite' })).toMatchObject({ status: 303 })
    expect(await people.Bob?.post(paths.profile(), { name: 'Santa', gift_ideas: 'a boat' })).toMatchObject({
      status: 409,
      text: expect.stringContaining('names can’t be changed'),
    })
    expect(house.row(`select name, gift_ideas from participant where email = 'bob@example.org'`)).toEqual({ name: 'Bob', gift_ideas: 'a kite' })
  })
})

describe('reminders', () => {
  test('are turned off and on, even when the exchange is over', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('completed', ['Bob', 'Charlie', 'Dana'])
    const wanted = () => house.row(`select reminder_enabled from participant where name = 'Bob'`)
    expect(await people.Bob?.post(paths.preferences())).toMatchObject({ status: 303, location: paths.dashboard() })
    expect(wanted()).toEqual({ reminder_enabled: 0 })
    expect((await people.Bob?.get(paths.dashboard()))?.text).toContain('Turn reminders on')
    await people.Bob?.post(paths.preferences(), { reminder_enabled: 'on' })
    expect(wanted()).toEqual({ reminder_enabled: 1 })
  })

  test('end by the link of the e-mail: GET only asks, POST needs no header and no cookie', async () => {
    const house = await openHouse()
    await house.exchange('registration_open', ['Bob', 'Charlie'])
    const { id } = house.row<{ id: string }>(`select id from participant where name = 'Bob'`)
    const link = paths.unsubscribe(unsubscribeToken(house.services.vault, id))
    const wanted = () => house.rows('select name, reminder_enabled from participant order by name').map((row) => Object.values(row as object))
    expect(await house.visitor().get(link)).toMatchObject({ status: 200, text: expect.stringContaining('Stop the reminders') })
    expect(wanted()).toEqual([
      ['Bob', 1],
      ['Charlie', 1],
    ])
    for (let round = 0; round < 2; round++) expect((await fetch(house.url + link, { method: 'POST', redirect: 'manual' })).status).toBe(303)
    expect(wanted()).toEqual([
      ['Bob', 0],
      ['Charlie', 1],
    ])
    const done = await house.visitor().get(`${link}?done=yes`)
    expect(done.text).toContain('No more reminders')
    expect(done.html).toMatch(/href="\/exchange\/[0-9a-z]{16}\/request-access">Open my exchange</)
  })

  test('end by one click in a mail program, as either kind of form, answered 200 without a redirect or a cookie', async () => {
    const house = await openHouse()
    await house.exchange('registration_open', ['Bob', 'Charlie'])
    for (const [name, body] of Object.entries(oneClicks())) {
      house.exec(`update participant set reminder_enabled = ?`, true)
      const link = paths.unsubscribe(unsubscribeToken(house.services.vault, house.row<{ id: string }>(`select id from participant where name = 'Bob'`).id))
      for (const response of await Promise.all([1, 2].map(() => fetch(house.url + link, { method: 'POST', redirect: 'manual', body })))) {
        expect(response.status, name).toBe(200)
        expect(response.headers.getSetCookie(), name).toEqual([])
      }
      expect(house.rows('select reminder_enabled from participant order by name'), name).toEqual([{ reminder_enabled: 0 }, { reminder_enabled: 1 }])
    }
  })

  test('do not end by a link that was not made here', async () => {
    const house = await openHouse()
    await house.exchange('registration_open', ['Bob'])
    const { id } = house.row<{ id: string }>('select id from participant')
    const token = unsubscribeToken(house.services.vault, id)
    for (const forged of ['A'.repeat(43), `${token.slice(0, 30)}${token[30] === 'A' ? 'B' : 'A'}${token.slice(31)}`]) {
      expect(await house.visitor().get(paths.unsubscribe(forged))).toMatchObject({ status: 404 })
      expect(await house.visitor().post(paths.unsubscribe(forged))).toMatchObject({ status: 404 })
    }
    expect(house.row('select reminder_enabled from participant')).toEqual({ reminder_enabled: 1 })
  })
})

describe('leaving the exchange', () => {
  test('asks first, then ends every sign-in and link, and confirms by e-mail', async () => {
    const house = await openHouse()
    const { people, slug } = await house.exchange('registration_open', ['Bob'])
    const second = house.visitor()
    await second.post(paths.requestAccess(slug), { email: 'bob@example.org' })
    await house.deliver()
    const link = house.linkTo('bob@example.org')
    expect(await people.Bob?.get(paths.withdraw())).toMatchObject({ status: 200, text: expect.stringContaining('You won’t be in the draw') })
    expect(house.row('select withdrawn_at from participant')).toEqual({ withdrawn_at: null })
    const stolen = house.visitor()
    for (const [name, value] of people.Bob?.cookies ?? []) stolen.cookies.set(name, value)
    expect(await people.Bob?.post(paths.withdraw())).toMatchObject({ status: 303, location: '/' })
    expect((await people.Bob?.get('/'))?.text).toContain('You’ve left the exchange')
    expect(await stolen.get(paths.dashboard())).toMatchObject({ status: 303 })
    expect(await second.get(link)).toMatchObject({ status: 410 })
    await house.deliver()
    expect(house.post.letterTo('bob@example.org').subject).toBe('You’ve left: Millers’ Christmas')
    expect((await house.visitor().get(paths.register(slug))).text).toContain('no one yet')
  })

  test.each(['registration_closed', 'matched'] as const)('while %s is for the organiser to do', async (state) => {
    const house = await openHouse()
    const { people } = await house.exchange(state, ['Bob', 'Charlie', 'Dana'])
    expect((await people.Bob?.get(paths.withdraw()))?.html).not.toContain('You won’t be in the draw')
    expect(await people.Bob?.post(paths.withdraw())).toMatchObject({ status: 409, text: expect.stringContaining('ask your organiser') })
    expect(house.rows('select * from participant where withdrawn_at is not null')).toEqual([])
  })

  test('once the exchange is over is not sent to an organiser who could not do it either', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('completed', ['Bob', 'Charlie', 'Dana'])
    expect((await people.Bob?.get(paths.withdraw()))?.text).toContain('so no one can leave')
    const refused = await people.Bob?.post(paths.withdraw())
    expect(refused).toMatchObject({ status: 409, text: expect.stringContaining('so no one can leave') })
    expect(refused?.text).not.toContain('ask your organiser')
  })
})

describe('a page of somebody who was signed in before, in a browser where somebody else is now', () => {
  test('says whose its forms are', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    const owner = `name="participant_id" value="${house.idOf(id, 'Bob')}"`
    for (const path of [paths.dashboard(), paths.giftIdeas(), paths.profile()]) expect((await people.Bob?.get(path))?.html).toContain(owner)
    await people.Bob?.post(paths.match())
    expect((await people.Bob?.get(paths.match()))?.html).toContain(owner)
  })

  test('changes nothing, shows nobody’s match, and keeps what was typed', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana'])
    const bob = people.Bob as Visitor
    const participant_id = house.idOf(id, 'Charlie')
    const refused = { status: 409, text: expect.stringContaining('Someone else has signed in here since you opened this page') }
    for (const [path, fields] of [
      [paths.giftIdeas(), { gift_ideas: 'a red scarf' }],
      [paths.profile(), { name: 'Charles', gift_ideas: 'a red scarf' }],
      [paths.preferences(), {}],
      [paths.withdraw(), {}],
    ] as const) {
      const before = house.rows('select * from participant order by id')
      const answer = await bob.post(path, { ...fields, participant_id })
      expect(answer).toMatchObject(refused)
      expect(house.rows('select * from participant order by id')).toEqual(before)
      for (const value of Object.values(fields)) expect(answer.html).toContain(value)
      // Sent once more, it is refused once more.
      if ('gift_ideas' in fields) expect(answer.html).toContain(`name="participant_id" value="${participant_id}"`)
    }
    const organiser = await house.alice()
    await organiser.post(paths.closeRegistration(id))
    await organiser.post(paths.draw(id))
    const other = await bob.post(paths.match(), { participant_id })
    expect(other).toMatchObject(refused)
    expect(other.html).toContain(`href="${paths.dashboard()}"`)
    expect(await bob.get(paths.match())).toMatchObject({ status: 303, location: paths.dashboard() })
  })

  test('does not give one participant what another one typed', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob', 'Charlie'])
    const [bob, charlie] = [people.Bob, people.Charlie] as [Visitor, Visitor]
    const session = bob.cookies.get('participant_session') as string
    bob.cookies.delete('participant_session')
    await bob.post(paths.giftIdeas(), { gift_ideas: 'a red scarf', participant_id: house.idOf(id, 'Bob') })
    bob.cookies.set('participant_session', charlie.cookies.get('participant_session') as string)
    expect((await bob.get(paths.dashboard())).html).not.toContain('a red scarf')
    bob.cookies.set('participant_session', session)
    expect((await bob.get(paths.dashboard())).html).toContain('a red scarf')
  })
})

test('gift ideas that are on their way when the session ends are not stored', async () => {
  const house = await openHouse()
  const { id, people } = await house.exchange('registration_open', ['Bob', 'Charlie'])
  const meOf = (name: string): Me => {
    const cookie = people[name]?.cookies.get('participant_session') as string
    const session = openParticipantSession(house.services, cookie) as ParticipantSession
    return { id: session.participantId, exchangeId: id, sessionHash: hashToken(session.id), sessionVersion: session.version }
  }
  const ideas = () => house.rows<{ ideas: string }>('select gift_ideas as ideas from participant order by name').map((row) => row.ideas)
  const write = (me: Me, version: Version) => wishFor(house.services.orm.em.fork(), house.world, me, 'A canary', version)
  const [bob, charlie] = [meOf('Bob'), meOf('Charlie')]
  await people.Bob?.post(paths.participantLogout())
  house.exec(`update participant set session_version = 'another' where name = 'Charlie'`)
  const before = ideas()
  for (const me of [bob, charlie])
    for (const version of [{}, versionOf({ giftIdeas: before[0] as string }, ['giftIdeas'])]) await expect(write(me, version)).rejects.toThrow(SignedOut)
  expect(ideas()).toEqual(before)
})

test('what somebody else changes of a person is no conflict with gift ideas that are being written', async () => {
  const house = await openHouse()
  const { id, people } = await house.exchange('registration_closed', ['Bob', 'Charlie', 'Dana', 'Erin'])
  const bob = people.Bob as Visitor
  const organiser = await house.alice()
  const version = /name="version" value="([^"]+)"/.exec((await bob.get(paths.giftIdeas())).html)?.[1] as string
  house.world.travel({ minutes: 1 })
  await bob.post(paths.preferences(), {})
  await organiser.post(paths.rules(id), { kind: 'household', participant_ids: `${house.idOf(id, 'Bob')} ${house.idOf(id, 'Charlie')}` })
  await bob.post(paths.profile(), { name: 'Robert', gift_ideas: 'Bob likes socks' })
  expect(house.row(`select reminder_enabled, household_id is null as alone from participant where name = 'Robert'`)).toEqual({ reminder_enabled: 0, alone: 0 })
  expect(await bob.post(paths.giftIdeas(), { gift_ideas: 'A kite', version })).toMatchObject({ status: 303 })
  expect(house.row(`select gift_ideas from participant where name = 'Robert'`)).toEqual({ gift_ideas: 'A kite' })
})

test('a field of the profile that was left as it was stays what it is by now, also when the other field collides', async () => {
  const house = await openHouse()
  const { people } = await house.exchange('registration_open', ['Bob', 'Charlie'])
  const bob = people.Bob as Visitor
  const stored = () => house.row(`select name, gift_ideas from participant where email = 'bob@example.org'`)
  const typed = ({ html }: { html: string }) => ({ version: /name="version" value="([^"]+)"/.exec(html)?.[1] as string })
  const form = { ...typed(await bob.get(paths.profile())), name: 'Bob', gift_ideas: 'Bob likes socks' }
  await bob.post(paths.giftIdeas(), { gift_ideas: 'A kite' })
  expect(await bob.post(paths.profile(), { ...form, name: 'Robert' })).toMatchObject({ status: 303 })
  expect(stored()).toEqual({ name: 'Robert', gift_ideas: 'A kite' })
  const collided = await bob.post(paths.profile(), { ...form, name: 'Bobby' })
  expect(collided).toMatchObject({ status: 409, text: expect.stringContaining('Name saved meanwhile Robert') })
  expect(await bob.post(paths.profile(), { ...form, name: 'Bobby', ...typed(collided) })).toMatchObject({ status: 303 })
  expect(stored()).toEqual({ name: 'Bobby', gift_ideas: 'A kite' })
})

test.each([
  ['gift ideas', paths.giftIdeas(), {}],
  ['the profile', paths.profile(), { name: 'Bob' }],
])('of two tabs with %s the one that was opened earlier overwrites nothing unseen', async (_, path, rest) => {
  const house = await openHouse()
  const { people } = await house.exchange('registration_open', ['Bob', 'Charlie'])
  const bob = people.Bob as Visitor
  const versionIn = (html: string) => /name="version" value="([^"]+)"/.exec(html)?.[1] as string
  const version = versionIn((await bob.get(path)).html)
  house.world.travel({ minutes: 1 })
  expect(await bob.post(path, { ...rest, gift_ideas: 'tab two', version })).toMatchObject({ status: 303 })
  expect(await bob.post(path, { ...rest, gift_ideas: 'from nowhere', version: '9'.repeat(30) })).toMatchObject({ status: 303 })
  expect(await bob.post(path, { ...rest, gift_ideas: 'tab two' })).toMatchObject({ status: 303 })
  // Sent twice by mistake, it is no other.
  expect(await bob.post(path, { ...rest, gift_ideas: 'tab two', version })).toMatchObject({ status: 303 })
  const late = await bob.post(path, { ...rest, gift_ideas: 'tab one', version })
  expect(late).toMatchObject({ status: 409, text: expect.stringContaining('This was changed in another tab or browser in the meantime') })
  expect(late.html).toContain('tab one')
  expect(late.text).toContain('Gift ideas saved meanwhile tab two')
  expect(house.row(`select gift_ideas from participant where name = 'Bob'`)).toEqual({ gift_ideas: 'tab two' })
  expect(await bob.post(path, { ...rest, gift_ideas: 'tab one', version: versionIn(late.html) })).toMatchObject({ status: 303 })
  expect(house.row(`select gift_ideas from participant where name = 'Bob'`)).toEqual({ gift_ideas: 'tab one' })
})
