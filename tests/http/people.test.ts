import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, type House, openHouse, registration } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana']
const overHtmx = { headers: { 'HX-Request-Type': 'partial' } }

describe('the list of people', () => {
  test('says of each the one thing that needs doing, with what helps, and leads to a page of their own', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank'])
    const organiser = await house.alice()
    await house.visitor().post(paths.register(slug), registration('Gina'))
    house.exec(`update participant set gift_ideas = '' where name = 'Charlie'`)
    house.exec(`update outgoing_email set state = 'given_up' where recipient = 'dana@example.org'`)
    house.exec(`update participant set wants_out_at = ? where name = 'Erin'`, new Date(1))
    const page = await organiser.get(paths.people(id))
    const lines = cast.concat('Erin', 'Frank', 'Gina').map((name) => lineOf(page.html, name))
    expect(lines).toEqual([
      'Bob bob@example.org Ready',
      'Charlie charlie@example.org No gift ideas yet',
      'Dana dana@example.org E-mail failed Correct address',
      'Erin erin@example.org Wants out Remove',
      'Frank frank@example.org Ready',
      'Gina gina@example.org Link is on its way Send link',
    ])
    expect(page.html).toContain(`<a href="${paths.person(id, idOf(house, 'Bob'))}"><b dir="auto">Bob</b></a>`)
    await house.deliver()
    expect(lineOf((await organiser.get(paths.people(id))).html, 'Gina')).toBe('Gina gina@example.org Hasn’t opened the link Send link')
  })

  test('counts those of each status, and each count leads to the people', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', cast)
    const organiser = await house.alice()
    for (const name of ['Erin', 'Frank']) await house.visitor().post(paths.register(slug), registration(name))
    house.exec(`update participant set gift_ideas = '' where name in ('Dana', 'Frank')`)
    house.exec(`update participant set withdrawn_at = ? where name = 'Charlie'`, new Date(1))
    const page = await organiser.get(paths.people(id))
    expect(page.text).toContain('Everyone 2 haven’t opened the link 2 have no gift ideas 1 is ready 1 has left 4 people')
    const names = async (show: string) => namesIn((await organiser.get(`${paths.people(id)}?show=${show}`)).html)
    expect([await names('not-signed-in'), await names('no-ideas'), await names('ready'), await names('left')]).toEqual([
      ['Erin', 'Frank'],
      ['Dana', 'Frank'],
      ['Bob'],
      ['Charlie'],
    ])
    const found = await organiser.get(`${paths.people(id)}?show=no-ideas&search=frank`)
    expect(found.html).toContain(`href="${paths.people(id)}?search=frank&amp;show=ready"`)
    expect(found.html).toMatch(/<a[^>]* aria-current="true"[^>]*><b>2<\/b> have no gift ideas/)
    expect(found.html).toContain('<input type="hidden" name="show" value="no-ideas">')
  })

  test('says after the draw who has looked, and never whom they drew', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', cast)
    await people.Bob?.post(paths.match(), { show: 'yes' })
    const organiser = await house.alice()
    const page = await organiser.get(paths.people(id))
    expect([lineOf(page.html, 'Bob'), lineOf(page.html, 'Dana')]).toEqual([
      'Bob bob@example.org Has looked',
      'Dana dana@example.org Hasn’t looked yet Send link',
    ])
    expect(page.text).toContain('2 haven’t looked yet 1 has looked')
    expect(namesIn((await organiser.get(`${paths.people(id)}?show=not-looked`)).html)).toEqual(['Charlie', 'Dana'])
  })

  test('tells by mail, sign-in and match of nothing that a repaired draw would change', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast)
    const organiser = await house.alice()
    await house.deliver()
    await organiser.get(paths.exchange(id))
    house.setLooks(id, { Bob: 'earlier' })
    const before = await organiser.get(paths.people(id))
    house.exec(`update outgoing_email set state = 'given_up' where kind = 'match notification' and recipient = 'bob@example.org'`)
    house.setLooks(id, { Bob: 'shown' })
    expect((await organiser.get(paths.people(id))).text).toBe(before.text)
  })

  test('shows who has not signed in and whose mail waits, failed or was too late', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    await house.visitor().post(paths.register(slug), registration('Charlie'))
    expect(lineOf((await organiser.get(paths.people(id))).html, 'Charlie')).toContain('Link is on its way')
    house.post.mood = 'refusing'
    await house.deliver()
    expect(lineOf((await organiser.get(paths.people(id))).html, 'Charlie')).toContain('E-mail failed')
    const troubled = await organiser.get(`${paths.people(id)}?show=mail-failed`)
    expect(troubled.text).toContain('1 person found')
    expect(lineOf(troubled.html, 'Charlie')).toBeDefined()
    expect(lineOf(troubled.html, 'Bob')).toBeUndefined()
  })

  test('is searched by name and address, filtered, and sorted, by its address alone', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', ['Zoë', 'bob', 'Charlie'])
    const organiser = await house.alice()
    await house.visitor().post(paths.register(slug), registration('Anna'))
    house.exec(`update participant set withdrawn_at = ? where name = 'Charlie'`, new Date(1))
    const names = async (query: string) => namesIn((await organiser.get(`${paths.people(id)}?${query}`)).html)
    expect(await names('')).toEqual(['Anna', 'bob', 'Zoë'])
    expect(await names('search=ZOE')).toEqual(['Zoë'])
    expect(await names('search=bob%40')).toEqual(['bob'])
    expect(await names('search=nobody')).toEqual([])
    expect(await names('show=not-signed-in')).toEqual(['Anna'])
    expect(await names('show=left')).toEqual(['Charlie'])
    expect(await names('sort=status')).toEqual(['Anna', 'bob', 'Zoë'])
    expect(await names('show=not-looked')).toEqual(['Anna', 'bob', 'Zoë'])
    expect(await names('sort=email')).toEqual(['Anna', 'bob', 'Zoë'])
    expect(await names('show=x&sort=__proto__&search=')).toEqual(['Anna', 'bob', 'Zoë'])
    expect((await organiser.get(`${paths.people(id)}?search=nobody`)).text).toContain('No one found Show everyone')
  })

  test('comes as a fragment over htmx', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const answer = await (await house.alice()).get(`${paths.people(id)}?search=bob`, overHtmx)
    expect(answer.html).toMatch(/^<section\b/)
    expect(answer.text).toContain('1 person found')
  })

  test('says what next while it is empty', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const draft = await house.exchange('draft')
    expect((await organiser.get(paths.people(draft.id))).text).toContain('Open registration first')
    const open = await house.exchange('registration_open')
    expect((await organiser.get(paths.people(open.id))).text).toContain('Share the invitation link')
  })
})

describe('the page of a person', () => {
  test('says how it stands with them in full, and what can be done: never whom they drew, nor what they would like', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', cast)
    await people.Bob?.post(paths.match(), { show: 'yes' })
    const organiser = await house.alice()
    const { status, text, html } = await organiser.get(paths.person(id, idOf(house, 'Bob')))
    expect(status).toBe(200)
    expect(text).toContain(
      'E-mail address bob@example.org Joined 1 Dec 2026, with the invitation link Last link Sent Opened a link Yes, and has signed in Gift ideas Yes Match Has looked Reminders On',
    )
    for (const words of ['works once, and lasts an hour. Send a sign-in link', 'the old one stop working. Correct the address', 'Remove from the exchange'])
      expect(text).toContain(words)
    for (const secret of ['Charlie', 'Dana', 'likes socks']) expect(html).not.toContain(secret)
    expect((await organiser.get(paths.person(id, idOf(house, 'Dana')))).text).toContain('Match Hasn’t looked yet')
    expect(await organiser.get(paths.person(id, id))).toMatchObject({ status: 404 })
  })

  test('says why an e-mail did not arrive, and what helps', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    house.exec(`update participant set confirmed_at = null`)
    const organiser = await house.alice()
    const words = async (set: string) => {
      house.exec(`update outgoing_email set ${set}`)
      return (await organiser.get(paths.person(id, idOf(house, 'Bob')))).text
    }
    expect(await words(`state = 'queued'`)).toContain('Waiting to be sent Opened a link Not yet')
    expect(await words(`state = 'sent'`)).toContain('It may be in the spam folder')
    expect(await words(`state = 'given_up', last_error = 'EENVELOPE 550'`)).toMatch(
      /E-mail failed .*Failed : the mail server didn’t take the address \(EENVELOPE 550\) Is the address right\? Correct it, or send a fresh link/,
    )
    expect(await words(`state = 'expired'`)).toContain('Send a fresh one.')
  })

  test('sends a link and comes back, also when it is refused', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    const bob = idOf(house, 'Bob')
    const send = () => organiser.post(paths.resendLink(id, bob), { from: 'person' })
    for (let round = 0; round < 3; round++) expect(await send()).toMatchObject({ status: 303, location: paths.person(id, bob) })
    expect((await organiser.get(paths.person(id, bob))).text).toContain('A fresh link for Bob is on its way.')
    const refused = await send()
    expect(refused).toMatchObject({ status: 429, text: expect.stringContaining('Bob has been sent enough links for now') })
    expect(refused.text).toContain('What you can do')
  })

  test('of someone who has left says so, and brings them back by one press', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob'])
    await people.Bob?.post(paths.withdraw())
    const organiser = await house.alice()
    const page = await organiser.get(paths.person(id, idOf(house, 'Bob')))
    expect(page.text).toContain('Has left')
    expect(page.text).not.toContain('Send a sign-in link')
    const fields = Object.fromEntries([...page.html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]))
    expect(await organiser.post(paths.addPerson(id), fields as Record<string, string>)).toMatchObject({ status: 303, location: paths.people(id) })
    expect(lineOf((await organiser.get(paths.people(id))).html, 'Bob')).toBe('Bob bob@example.org Ready')
  })
})

describe('adding someone', () => {
  test.each(['registration_open', 'registration_closed'] as const)('while %s makes them take part at once and sends a link', async (state) => {
    const house = await openHouse()
    const { id } = await house.exchange(state)
    const organiser = await house.alice()
    expect((await organiser.get(paths.addPerson(id))).html).toContain('name="email"')
    expect(await organiser.post(paths.addPerson(id), { name: ' Bob ', email: ' BOB@example.org ' })).toMatchObject({ status: 303, location: paths.people(id) })
    expect((await organiser.get(paths.people(id))).text).toContain('Bob is in, and an e-mail with a link is on its way.')
    await house.deliver()
    expect(house.post.letterTo('bob@example.org')).toMatchObject({ subject: 'You’re in: Millers’ Christmas', text: expect.stringContaining('has added you') })
    const bob = house.visitor()
    const link = house.linkTo('bob@example.org')
    expect((await bob.get(link)).text).toContain('This link signs you in')
    expect(await bob.post(link)).toMatchObject({ status: 303, location: paths.dashboard() })
    expect((await bob.get(paths.dashboard())).text).toContain('Hello Bob')
  })

  test('is done once, however often the button is pressed, and each press is answered like the first', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('registration_open')
    const add = (name = 'Bob') => organiser.post(paths.addPerson(id), { name, email: 'bob@example.org' })
    const answers = await Promise.all([add(), add(), add()])
    expect(answers.map(({ status, location }) => [status, location])).toEqual(Array.from({ length: 3 }, () => [303, paths.people(id)]))
    expect(house.rows('select 1 from participant')).toHaveLength(1)
    expect(house.rows('select 1 from outgoing_email where exchange_id = ?', id)).toHaveLength(1)
    expect((await add('Bobby')).status).toBe(422)
    house.world.travel({ minutes: 3 })
    expect((await add()).status).toBe(422)
  })

  test('with mistakes, or an address that takes part already, is refused and kept', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    for (const [fields, message] of [
      [{ name: '', email: 'x' }, 'Please enter the name.'],
      [{ name: 'Bobby', email: 'nobody' }, 'doesn’t look like an e-mail address'],
      [{ name: 'Bobby', email: 'Bob@Example.org' }, 'is in already'],
    ] as const) {
      const answer = await organiser.post(paths.addPerson(id), fields)
      expect(answer).toMatchObject({ status: 422, text: expect.stringContaining(message), html: expect.stringContaining(`value="${fields.email}"`) })
    }
    expect(house.row('select count(*) as count from participant')).toEqual({ count: 1 })
  })

  test('brings somebody back who had left, with what they wrote before', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob'])
    await people.Bob?.post(paths.withdraw())
    expect(await (await house.alice()).post(paths.addPerson(id), { name: 'Bobby', email: 'bob@example.org' })).toMatchObject({ status: 303 })
    expect(house.rows('select name, gift_ideas, withdrawn_at from participant')).toEqual([{ name: 'Bobby', gift_ideas: 'Bob likes socks', withdrawn_at: null }])
  })

  test('finds no room when the exchange is full, and says what to do', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', cast, { max_participants: '3' })
    const answer = await (await house.alice()).post(paths.addPerson(id), { name: 'Erin', email: 'erin@example.org' })
    expect(answer).toMatchObject({ status: 409, text: expect.stringContaining('is full. Allow more people'), html: expect.stringContaining('value="Erin"') })
    expect(house.row('select count(*) as count from participant')).toEqual({ count: 3 })
  })

  test.each([
    ['draft', 'Open registration first'],
    ['completed', 'completed, so no one can be added'],
  ] as const)('to an exchange that is %s is not possible', async (state, message) => {
    const house = await openHouse()
    const { id } = await house.exchange(state, cast)
    const organiser = await house.alice()
    const count = house.row('select count(*) as count from participant')
    expect((await organiser.get(paths.addPerson(id))).text).toContain(message)
    expect(await organiser.post(paths.addPerson(id), { name: 'Erin', email: 'erin@example.org' })).toMatchObject({
      status: 409,
      text: expect.stringContaining(message),
    })
    expect(house.row('select count(*) as count from participant')).toEqual(count)
  })

  test('of two at once, the last place goes to one', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob', 'Charlie'], { max_participants: '3' })
    const organiser = await house.alice()
    const answers = await Promise.all(['Dana', 'Erin', 'Frank', 'Bob'].map((name) => organiser.post(paths.addPerson(id), { name, email: addressOf(name) })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 422])
  })

  test('whose address has had its five e-mails today says that none could be sent', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    for (let number = 0; number < 6; number++) {
      const { id } = await house.exchange('registration_open')
      await organiser.post(paths.addPerson(id), { name: 'Bob', email: 'bob@example.org' })
      expect((await organiser.get(paths.people(id))).text).toContain(number < 5 ? 'is on its way' : 'No e-mail could be sent')
    }
    await house.deliver()
    expect(house.post.inbox).toHaveLength(5)
  })
})

describe('removing someone', () => {
  test.each(['registration_open', 'registration_closed'] as const)(
    'while %s asks first, then ends sign-ins, links and waiting mail, and says so',
    async (state) => {
      const house = await openHouse()
      const { id, slug, people } = await house.exchange(state, cast)
      const organiser = await house.alice()
      const bob = idOf(house, 'Bob')
      const another = house.visitor()
      await another.post(paths.requestAccess(slug), { email: 'bob@example.org' })
      await house.deliver()
      const link = house.linkTo('bob@example.org')
      await another.post(paths.requestAccess(slug), { email: 'bob@example.org' })
      await organiser.post(paths.message(id), { subject: 'News', message: 'Hello', confirm: 'yes' })
      expect((await organiser.get(paths.removePerson(id, bob))).text).toContain('Bob won’t be part of the draw.')
      expect(house.row('select count(*) as count from participant where withdrawn_at is not null')).toEqual({ count: 0 })
      house.post.inbox.length = 0
      expect(await organiser.post(paths.removePerson(id, bob))).toMatchObject({ status: 303, location: paths.people(id) })
      expect((await organiser.get(paths.people(id))).text).toContain('Bob is out. An e-mail tells them.')
      expect(await people.Bob?.get(paths.dashboard())).toMatchObject({ status: 303, location: '/' })
      expect(await another.get(link)).toMatchObject({ status: 410 })
      await house.deliver()
      expect(house.post.inbox.filter(({ to }) => to.includes('bob@example.org')).map(({ subject }) => subject)).toEqual(['You’re out: Millers’ Christmas'])
      expect(house.post.letterTo('charlie@example.org').subject).toBe('News')
      const again = await organiser.post(paths.removePerson(id, bob))
      expect(again).toMatchObject({ status: 404, text: expect.stringContaining('Bob no longer takes part') })
      expect(again.html).toContain(`href="${paths.people(id)}"`)
    },
  )

  test('drops what failed too, so that trying again sends nothing', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    await organiser.post(paths.message(id), { subject: 'News', message: 'Hello', confirm: 'yes' })
    house.post.mood = 'refusing'
    await house.deliver()
    house.post.mood = 'well'
    await organiser.post(paths.removePerson(id, idOf(house, 'Bob')))
    await organiser.post(paths.mail())
    house.post.inbox.length = 0
    await house.deliver()
    expect(house.post.inbox.map(({ subject }) => subject)).toEqual(['You’re out: Millers’ Christmas'])
  })

  test.each([['completed', 'completed, so no one can be removed']] as const)('from an exchange that is %s is not possible', async (state, message) => {
    const house = await openHouse()
    const { id } = await house.exchange(state, cast)
    const organiser = await house.alice()
    for (const confirm of ['', 'yes']) {
      const answer = await organiser.post(paths.removePerson(id, idOf(house, 'Bob')), { confirm })
      expect(answer).toMatchObject({ status: 409, text: expect.stringContaining(message) })
    }
    expect((await organiser.get(paths.removePerson(id, idOf(house, 'Bob')))).text).toContain(message)
    expect(house.row('select count(*) as count from participant where withdrawn_at is not null')).toEqual({ count: 0 })
  })
})

describe('correcting an address', () => {
  test.each(['registration_open', 'registration_closed', 'matched'] as const)(
    'while %s ends old links and sign-ins, and sends a link to the new one',
    async (state) => {
      const house = await openHouse()
      const { id, slug, people } = await house.exchange(state, cast)
      const organiser = await house.alice()
      const another = house.visitor()
      await another.post(paths.requestAccess(slug), { email: 'bob@example.org' })
      await house.deliver()
      const link = house.linkTo('bob@example.org')
      const page = paths.correctEmail(id, idOf(house, 'Bob'))
      expect((await organiser.get(page)).html).toContain('value="bob@example.org"')
      expect(await organiser.post(page, { email: ' Robert@Example.org ' })).toMatchObject({
        status: 303,
        location: paths.person(id, idOf(house, 'Bob')),
      })
      expect(house.row(`select email, confirmed_at from participant where name = 'Bob'`)).toEqual({ email: 'robert@example.org', confirmed_at: null })
      expect(await people.Bob?.get(paths.dashboard())).toMatchObject({ status: 303 })
      expect(await another.get(link)).toMatchObject({ status: 410 })
      await house.deliver()
      const robert = house.visitor()
      expect(await robert.post(house.linkTo('robert@example.org'))).toMatchObject({ status: 303, location: paths.dashboard() })
      expect((await robert.get(paths.dashboard())).text).toContain('robert@example.org')
      expect((await organiser.get(paths.person(id, idOf(house, 'Bob')))).text).toContain(
        'E-mail address robert@example.org Joined 1 Dec 2026, with an address the organiser entered Last link Sent Opened a link Yes',
      )
    },
  )

  test('tells an address that somebody has signed in from, without giving the new one away, and no other', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', ['Bob'])
    await house.visitor().post(paths.register(slug), registration('Charlie'))
    const organiser = await house.alice()
    house.post.inbox.length = 0
    await organiser.post(paths.correctEmail(id, idOf(house, 'Bob')), { email: 'robert@example.net' })
    await organiser.post(paths.correctEmail(id, idOf(house, 'Charlie')), { email: 'charles@example.net' })
    await house.deliver()
    const notice = house.post.letterTo('bob@example.org')
    expect(notice.subject).toBe('Your address was changed: Millers’ Christmas')
    expect(notice.text).toContain('r•••@e•••.net')
    expect(notice.text + notice.html).not.toMatch(/robert|\/auth\/magic/)
    expect(house.post.inbox.map(({ to }) => to[0]).sort()).toEqual(['bob@example.org', 'charles@example.net', 'robert@example.net'])
  })

  test('once the names are drawn tells every old address, and hides a match that was shown', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_closed', ['Bob', 'Charlie', 'Dana'])
    const organiser = await house.alice()
    await organiser.post(paths.addPerson(id), { name: 'Erin', email: 'erin@example.org' })
    await organiser.post(paths.draw(id))
    await people.Bob?.post(paths.match())
    await house.deliver()
    for (const name of ['Bob', 'Erin']) await organiser.post(paths.correctEmail(id, idOf(house, name)), { email: `${name.toLowerCase()}@example.net` })
    await house.deliver()
    for (const name of ['Bob', 'Erin']) expect(house.post.letterTo(addressOf(name)).subject).toBe('Your address was changed: Millers’ Christmas')
    const bob = house.visitor()
    await bob.post(house.linkTo('bob@example.net'))
    expect(await bob.get(paths.match())).toMatchObject({ status: 303, location: paths.dashboard() })
    expect((await bob.get(paths.dashboard())).text).toContain('Make sure no one is looking over your shoulder.')
    expect(house.looksOf(id)).toEqual({ Bob: 'hidden' })
  })

  test('sends on what waits for the old address or failed there, but no link', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    await organiser.post(paths.message(id), { subject: 'Failed', message: 'Hello', confirm: 'yes' })
    house.post.mood = 'refusing'
    await house.deliver()
    house.post.mood = 'well'
    await organiser.post(paths.message(id), { subject: 'Waiting', message: 'Hello', confirm: 'yes' })
    await house.visitor().post(paths.requestAccess(slug), { email: 'bob@example.org' })
    house.post.inbox.length = 0
    await organiser.post(paths.correctEmail(id, idOf(house, 'Bob')), { email: 'robert@example.org' })
    await house.deliver()
    const sent = house.post.inbox.map(({ to, subject }) => `${to.join()}: ${subject}`)
    expect(sent.sort()).toEqual([
      'bob@example.org: Your address was changed: Millers’ Christmas',
      'robert@example.org: Failed',
      'robert@example.org: Waiting',
      'robert@example.org: Your sign-in link: Millers’ Christmas',
    ])
  })

  test('that is wrong, the same, or somebody else’s is refused and kept', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', cast)
    const organiser = await house.alice()
    await organiser.post(paths.removePerson(id, idOf(house, 'Dana')))
    for (const [email, message] of [
      ['nobody', 'doesn’t look like an e-mail address'],
      ['', 'Please enter the e-mail address.'],
      ['BOB@example.org', 'That is the address already.'],
      ['Charlie@example.org', 'Someone else is in with that address.'],
      ['dana@example.org', 'belongs to someone who has left'],
    ] as const) {
      const answer = await organiser.post(paths.correctEmail(id, idOf(house, 'Bob')), { email })
      expect(answer).toMatchObject({ status: 422, text: expect.stringContaining(message), html: expect.stringContaining(`value="${email}"`) })
    }
    expect(house.row(`select email from participant where name = 'Bob'`)).toEqual({ email: 'bob@example.org' })
  })

  test('is over with the exchange', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('completed', cast)
    const answer = await (await house.alice()).post(paths.correctEmail(id, idOf(house, 'Bob')), { email: 'robert@example.org' })
    expect(answer).toMatchObject({ status: 409, text: expect.stringContaining('addresses can’t be changed') })
  })

  test('asks for the password again when it was given a while ago', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast)
    const organiser = await house.alice()
    house.world.travel({ minutes: 21 })
    const page = paths.correctEmail(id, idOf(house, 'Bob'))
    expect(await organiser.post(page, { email: 'robert@example.org' })).toMatchObject({
      status: 422,
      html: expect.stringContaining('value="robert@example.org"'),
    })
    expect(await organiser.post(page, { email: 'robert@example.org', current_password: 'plum pudding on fire' })).toMatchObject({ status: 303 })
  })
})

describe('sending a link again', () => {
  test('is a button, and no address that does it on its own', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    house.post.inbox.length = 0
    const path = paths.resendLink(id, idOf(house, 'Bob'))
    expect(await organiser.get(path)).toMatchObject({ status: 303, location: paths.person(id, idOf(house, 'Bob')) })
    await house.deliver()
    expect(house.post.inbox).toEqual([])
    expect(await organiser.post(path)).toMatchObject({ status: 303, location: paths.people(id) })
    await house.deliver()
    expect(await house.visitor().post(house.linkTo('bob@example.org'))).toMatchObject({ status: 303, location: paths.dashboard() })
  })

  test('happens three times an hour at the most, counted with those that the person asked for', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    house.post.inbox.length = 0
    await house.visitor().post(paths.requestAccess(slug), { email: 'bob@example.org' })
    const tries = await Promise.all(Array.from({ length: 5 }, () => organiser.post(paths.resendLink(id, idOf(house, 'Bob')))))
    expect(tries.map(({ status }) => status).sort()).toEqual([303, 303, 429, 429, 429])
    const refused = tries.find(({ status }) => status === 429)
    expect(refused?.text).toContain('Bob has been sent enough links for now. Please try again in 60 minutes.')
    expect(refused?.headers.get('Retry-After')).toBe('3600')
    await house.deliver()
    expect(house.post.inbox).toHaveLength(3)
  })

  test('over htmx says so above the page and renews the row, where the cursor stays', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', cast)
    house.exec(`update participant set confirmed_at = null`)
    const organiser = await house.alice()
    const bob = idOf(house, 'Bob')
    const answer = await organiser.post(paths.resendLink(id, bob), {}, overHtmx)
    expect(answer.status).toBe(200)
    expect(answer.html).toMatch(new RegExp(`^<hx-partial hx-target="#person-${bob}" hx-swap="outerHTML"><li id="person-${bob}"`))
    expect(answer.html).toMatch(/<button[^>]* aria-label="Send link to Bob"[^>]* autofocus/)
    expect(lineOf(answer.html, 'Bob')).toContain('Link is on its way')
    expect(answer.html).toMatch(/<hx-partial hx-target="#messages"><p class="message done">A fresh link for Bob is on its way.<\/p><\/hx-partial>$/)
    expect(answer.text).not.toContain('Charlie')
    expect((await organiser.get(paths.people(id))).text).not.toContain('A fresh link')
    for (let round = 0; round < 2; round++) await organiser.post(paths.resendLink(id, bob), {}, overHtmx)
    const refused = await organiser.post(paths.resendLink(id, bob), {}, overHtmx)
    expect(refused).toMatchObject({ status: 429, text: 'Bob has been sent enough links for now. Please try again in 60 minutes.' })
    expect(refused.html).toMatch(/^<hx-partial hx-target="#messages"><p class="message problem">/)
  })

  test('to an address that never signed in stops at five e-mails a day', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    await organiser.post(paths.addPerson(id), { name: 'Bob', email: 'bob@example.org' })
    const send = () => organiser.post(paths.resendLink(id, idOf(house, 'Bob')))
    const statuses: number[] = []
    for (let hour = 0; hour < 4; hour++) {
      statuses.push((await send()).status)
      house.world.travel({ hours: 1 })
    }
    expect(statuses).toEqual([303, 303, 303, 303])
    for (const hours of [20, 19, 18]) {
      const refused = await send()
      expect(refused).toMatchObject({ status: 429, text: expect.stringContaining('enough e-mails for today. Send a link tomorrow.') })
      expect(refused.text).not.toContain('minutes')
      expect(refused.headers.get('Retry-After')).toBe(String(hours * 3600))
      house.world.travel({ hours: 1 })
    }
    house.world.travel({ hours: 17 })
    expect((await send()).status).toBe(303)
  })
})

describe('the list as a file', () => {
  test('holds names, addresses and states, no match, and nothing that a spreadsheet would run', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast)
    house.exec(`update participant set name = '=1+1' where name = 'Bob'`)
    house.exec(`update participant set name = 'Miller, "Ann"', email = '-ann@example.org' where name = 'Charlie'`)
    const answer = await (await house.alice()).get(paths.peopleAsCsv(id))
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="participants.csv"')
    const bytes = await rawOf(house, paths.peopleAsCsv(id))
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(Buffer.from(bytes).toString('utf8').slice(1).split('\r\n')).toEqual([
      'name,email,status',
      `"'=1+1",bob@example.org,has signed in`,
      'Dana,dana@example.org,has signed in',
      `"Miller, ""Ann""","'-ann@example.org",has signed in`,
      '',
    ])
  })
})

describe('the people of one exchange', () => {
  test('are reached through that exchange only', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const other = await house.exchange('registration_open', ['Charlie'])
    const organiser = await house.alice()
    const before = house.rows('select * from participant')
    const count = house.row('select count(*) as count from outgoing_email')
    const bob = idOf(house, 'Bob')
    expect(await organiser.get(paths.person(other.id, bob))).toMatchObject({ status: 404 })
    for (const path of [paths.removePerson, paths.correctEmail, paths.resendLink].map((address) => address(other.id, bob))) {
      expect(await organiser.get(path)).toMatchObject({ status: 404 })
      expect(await organiser.post(path, { email: 'mallory@example.org', confirm: 'yes' })).toMatchObject({ status: 404 })
    }
    const nowhere = id.replace(/^.{8}/, '00000000')
    for (const address of [paths.people, paths.peopleAsCsv, paths.addPerson, paths.importPeople, paths.message]) {
      expect(await organiser.get(address(nowhere))).toMatchObject({ status: 404 })
    }
    expect(await organiser.post(paths.addPerson(nowhere), { name: 'Bob', email: 'bob@example.org' })).toMatchObject({ status: 404 })
    expect(house.rows('select * from participant')).toEqual(before)
    expect(house.row('select count(*) as count from outgoing_email')).toEqual(count)
  })

  test('are nobody’s business but the organiser’s', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob'])
    const bob = idOf(house, 'Bob')
    const pages = [paths.people(id), paths.person(id, bob), paths.peopleAsCsv(id), paths.addPerson(id), paths.importPeople(id), paths.message(id)]
    const posts = [
      paths.addPerson(id),
      paths.importPeople(id),
      paths.message(id),
      ...[paths.removePerson, paths.correctEmail, paths.resendLink].map((a) => a(id, bob)),
    ]
    for (const someone of [house.visitor(), people.Bob as Visitor]) {
      for (const path of pages) expect(await someone.get(path)).toMatchObject({ status: 303, location: paths.adminLogin(path) })
      for (const path of posts)
        expect(await someone.post(path, { name: 'M', email: 'm@example.org' })).toMatchObject({ status: 303, location: paths.adminLogin(path) })
    }
  })
})

function idOf(house: House, name: string): string {
  return house.row<{ id: string }>('select id from participant where name = ?', name).id
}

/** The words of one person's line in the list. */
function lineOf(html: string, name: string): string | undefined {
  return html
    .split('<li id="person-')
    .slice(1)
    .map((part) =>
      part
        .slice(0, part.indexOf('</li>'))
        .replace(/^[^>]*>/, '')
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .find((line) => line.startsWith(name))
}

function namesIn(html: string): string[] {
  return [...html.matchAll(/<b dir="auto">([^<]*)<\/b>/g)].map(([, name]) => name as string)
}

async function rawOf(house: House, path: string): Promise<Uint8Array> {
  const { cookies } = await house.alice()
  const response = await fetch(house.url + path, { headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
  return new Uint8Array(await response.arrayBuffer())
}
