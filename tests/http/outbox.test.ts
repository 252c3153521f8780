import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse, registration } from '../support/house.ts'

describe('the mail page', () => {
  test('shows what was sent, what waits and what failed, and never what it says', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    expect((await organiser.get(paths.mail())).text).toContain('Nothing has been sent yet')
    const { slug } = await house.exchange('registration_open', ['Bob'])
    house.post.mood = 'refusing'
    await house.visitor().post(paths.register(slug), registration('Charlie'))
    await house.deliver()
    house.post.mood = 'down'
    await house.visitor().post(paths.register(slug), registration('Dana'))
    await house.deliver()
    const page = await organiser.get(paths.mail())
    for (const words of [
      '1 sent, 1 waiting and 1 failed',
      'charlie@example.org Welcome, with a sign-in link · Millers’ Christmas',
      'failed after 1 try: the mail service didn’t take it, perhaps because of the address (validation_error, 422)',
      'dana@example.org',
      '1 try failed: the mail service has a problem of its own (application_error, 500). Next try: 1 Dec 2026, 10:00 Berlin time',
    ]) {
      expect(page.text).toContain(words)
    }
    expect(page.html).not.toMatch(/auth\/magic|Hello/)
  })

  test('tries one again, or all of them, for another day', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    house.post.mood = 'refusing'
    await house.deliver()
    house.world.travel({ hours: 30 })
    house.post.mood = 'well'
    const [, id = ''] = /name="email_id" value="([\w-]+)"/.exec((await organiser.get(paths.mail())).html) ?? []
    expect(await organiser.post(paths.mail(), { email_id: id })).toMatchObject({ status: 303, location: paths.mail() })
    await house.deliver()
    const states = () => house.rows(`select state, count(*) as count from outgoing_email where kind = 'match notification' group by state order by state`)
    expect(states()).toEqual([
      { state: 'given_up', count: 2 },
      { state: 'sent', count: 1 },
    ])
    await organiser.post(paths.mail())
    await house.deliver()
    expect(states()).toEqual([{ state: 'sent', count: 3 }])
    await organiser.post(paths.mail())
    expect((await organiser.get(paths.mail())).text).toContain('There’s nothing to try again')
  })

  test('tries one that waits for its next try at once, and leaves alone what never failed', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { slug } = await house.exchange('registration_open')
    house.post.mood = 'down'
    await house.visitor().post(paths.register(slug), registration('Bob'))
    await house.deliver()
    await house.visitor().post(paths.register(slug), registration('Charlie'))
    house.post.mood = 'well'
    const page = await organiser.get(paths.mail())
    expect(page.html.match(/aria-label="Try[^"]*"/g)).toEqual(['aria-label="Try now to bob@example.org"'])
    const [, id = ''] = /name="email_id" value="([\w-]+)"/.exec(page.html) ?? []
    await organiser.post(paths.mail(), { email_id: id })
    expect((await organiser.get(paths.mail())).text).toContain('The e-mail is on the way again.')
    await house.deliver()
    expect(house.post.inbox.map(({ to }) => to.join())).toEqual(expect.arrayContaining(['bob@example.org', 'charlie@example.org']))
    expect(house.rows(`select state, count(*) as count from outgoing_email where kind = 'registration confirmation' group by state`)).toEqual([
      { state: 'sent', count: 2 },
    ])
  })

  test('tries again in its place over htmx, and says so above the page', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    house.post.mood = 'refusing'
    await house.deliver()
    const overHtmx = { headers: { 'HX-Request-Type': 'partial' } }
    const [, id = ''] = /name="email_id" value="([\w-]+)"/.exec((await organiser.get(paths.mail())).html) ?? []
    const one = await organiser.post(paths.mail(), { email_id: id }, overHtmx)
    expect(one).toMatchObject({ status: 200, text: expect.stringContaining('3 sent, 1 waiting and 2 failed') })
    expect(one.html).toMatch(/^<div id="mail".*<h2[^>]* data-outcome>2 e-mails didn’t get through/s)
    expect(one.html).toMatch(/<hx-partial hx-target="#messages"><p class="message done">The e-mail is on the way again.<\/p><\/hx-partial>$/)
    const all = await organiser.post(paths.mail(), {}, overHtmx)
    expect(all.text).toContain('2 e-mails are on the way again.')
    expect(all.html).toContain('<h2 tabindex="-1" autofocus>Waiting</h2>')
    expect((await organiser.get(paths.mail())).text).not.toContain('on the way again')
  })

  test('offers no second try for a dead link, whose words are erased', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { slug } = await house.exchange('registration_open', ['Bob'])
    house.post.mood = 'refusing'
    await house.visitor().post(paths.requestAccess(slug), { email: 'bob@example.org' })
    await house.deliver()
    house.world.travel({ minutes: 61 })
    await house.deliver()
    expect(house.row(`select state, sealed_parameters, sealed_content from outgoing_email where kind = 'magic link'`)).toEqual({
      state: 'given_up',
      sealed_parameters: null,
      sealed_content: null,
    })
    expect((await organiser.get(paths.mail())).html).not.toContain('email_id')
  })

  test('is led to, while no e-mail can be sent, by what promises one', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id, slug } = await house.exchange('registration_open')
    const add = (name: string) => organiser.post(paths.addPerson(id), { name, email: `${name}@example.org` })
    await add('bob')
    expect((await organiser.get(paths.people(id))).text).not.toContain('No e-mail can be sent right now')
    house.post.refuses = () => ({ status: 429, name: 'daily_quota_exceeded' })
    await house.deliver()
    await add('charlie')
    const { text } = await organiser.get(paths.people(id))
    expect(text).toContain('an e-mail with a link is on its way. No e-mail can be sent right now. It’ll go out automatically')
    const visitor = house.visitor()
    const answer = await visitor.post(paths.register(slug), registration('Dana'))
    expect((await visitor.get(answer.location as string)).text).toContain('E-mails are going out late right now.')
  })

  test('is there for the admin alone', async () => {
    const house = await openHouse()
    await house.alice()
    expect(await house.visitor().get(paths.mail())).toMatchObject({ status: 303 })
    expect(await house.visitor().post(paths.mail())).toMatchObject({ status: 303, location: paths.adminLogin(paths.mail()) })
  })

  test('is pointed out on the dashboard when e-mails were given up', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    house.post.mood = 'refusing'
    await house.deliver()
    const page = await organiser.get(paths.adminDashboard())
    expect(page.text).toContain('3 e-mails can’t be sent')
    expect(page.html).toContain(`href="${paths.mail()}"`)
  })
})

describe('an address that has never signed in', () => {
  test('gets five e-mails a day in all, over all exchanges; what goes beyond is dropped, and the answers stay the same', async () => {
    const house = await openHouse({ trustedProxies: ['127.0.0.1'] })
    const places = [await house.exchange('registration_open'), await house.exchange('registration_open'), await house.exchange('registration_open')]
    const answers = []
    let client = 0
    for (const { slug } of places) {
      const headers = { 'X-Forwarded-For': `10.0.0.${client++}` }
      answers.push(await house.visitor().post(paths.register(slug), registration('Victim'), { headers }))
      for (let round = 0; round < 2; round++) answers.push(await house.visitor().post(paths.requestAccess(slug), { email: 'victim@example.org' }, { headers }))
    }
    await house.deliver()
    expect(answers.map(({ status }) => status)).toEqual(Array(9).fill(303))
    expect(house.post.inbox.filter(({ to }) => to.includes('victim@example.org'))).toHaveLength(5)
    house.world.travel({ hours: 25 })
    await house.visitor().post(paths.requestAccess(places[0]?.slug as string), { email: 'victim@example.org' })
    await house.deliver()
    expect(house.post.inbox.filter(({ to }) => to.includes('victim@example.org'))).toHaveLength(6)
  })

  test('is not limited any more once somebody has signed in with it', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Bob'])
    for (let round = 0; round < 7; round++) {
      await house.visitor().post(paths.requestAccess(slug), { email: 'bob@example.org' })
      house.world.travel({ minutes: 30 })
    }
    await house.deliver()
    expect(house.rows(`select state from outgoing_email where kind = 'magic link'`)).toHaveLength(7)
  })
})

test('what one may unsubscribe from carries the headers for it, by Resend too', async () => {
  const house = await openHouse()
  await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
  house.world.travel({ days: 17 })
  await house.tick((job) => job === 'send reminders')
  await house.deliver()
  const { headers, text } = house.post.letterTo('bob@example.org')
  const [, url = ''] = /Stop these reminders: (\S+)/.exec(text) ?? []
  expect(url).toContain('/reminders/unsubscribe/')
  expect(headers).toMatchObject({ 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
})
