import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse, registration } from '../support/house.ts'

const overHtmx = { headers: { 'HX-Request-Type': 'partial' } }

describe('whether e-mail works', () => {
  test('stands on the first page after the set-up and in the settings, until there is an exchange', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    for (const path of [paths.adminDashboard(), paths.settings()]) {
      const { text } = await organiser.get(path)
      for (const words of ['E-mail Not tried yet', 'Resend', 'Sneaky Klaus <klaus@example.org>', 'Send me a test to alice@example.org'])
        expect(text).toContain(words)
    }
    await house.exchange('registration_open', ['Bob'])
    expect((await organiser.get(paths.adminDashboard())).text).not.toContain('Send me a test')
    expect((await organiser.get(paths.settings())).text).toMatch(/E-mail Works The last e-mail went out on 1 Dec 2026, \d\d:\d\d UTC/)
  })

  test('is told with the reason while none can be sent', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { slug } = await house.exchange('registration_open')
    house.post.mood = 'refusing the key'
    for (const name of ['Bob', 'Charlie']) await house.visitor().post(paths.register(slug), registration(name))
    await house.deliver()
    house.world.travel({ minutes: 1 })
    await house.deliver()
    const { text, html } = await organiser.get(paths.settings())
    expect(text).toMatch(/E-mail Not working Since 1 Dec 2026, \d\d:\d\d UTC: the mail service doesn’t accept the API key: check RESEND_API_KEY/)
    expect(html).toContain(`href="${paths.mail()}">See what’s waiting`)
  })

  test.each([
    ['in a trial', { kind: 'log' }, 'No one gets e-mail yet.'],
    ['in production', { kind: 'nowhere' }, 'This site can’t send e-mail yet'],
  ] as const)('names the settings where it is not set up, %s', async (_, mail, words) => {
    const house = await openHouse({ mail })
    const { text } = await (await house.alice()).get(paths.adminDashboard())
    for (const expected of ['E-mail Not set up', words, 'RESEND_API_KEY=re_…', 'SMTP_URL=smtp://', 'EMAIL_FROM=', 'docs/mail.md'])
      expect(text).toContain(expected)
  })

  test('names the mail server where that is how it goes', async () => {
    const house = await openHouse({ mail: { kind: 'smtp', server: 'mail.example.org:587' } })
    expect((await (await house.alice()).get(paths.settings())).text).toContain('It goes out by mail.example.org:587, from Sneaky Klaus <klaus@example.org>')
  })
})

describe('a test e-mail', () => {
  test('goes to the organiser’s own address at once, is said to have gone, and shows that e-mail works', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    expect(await organiser.post(paths.testEmail(), { email: 'mallory@example.org' })).toMatchObject({ status: 303, location: paths.settings() })
    expect(house.post.inbox).toMatchObject([{ to: ['alice@example.org'], subject: 'Sneaky Klaus can send e-mail', text: expect.stringContaining(house.url) }])
    const { text } = await organiser.get(paths.settings())
    expect(text).toContain('Sent to alice@example.org. Look in the inbox, and in the spam folder. If it’s in neither, check SPF and DKIM of example.org.')
    expect(text).toContain('E-mail Works The last e-mail went out on 1 Dec 2026')
    expect((await organiser.get(paths.mail())).text).toContain('alice@example.org Test e-mail')
    await organiser.post(paths.testEmail())
    expect(house.rows('select state, recipient from outgoing_email')).toEqual([{ state: 'sent', recipient: 'alice@example.org' }])
  })

  test('takes its place over htmx', async () => {
    const house = await openHouse()
    const { html } = await (await house.alice()).post(paths.testEmail(), {}, overHtmx)
    expect(html).toMatch(/^<section class="card" id="e-mail".*Works.*<hx-partial hx-target="#messages"><p class="message done">Sent to alice@example.org/s)
  })

  test('that is refused says why and what helps, as the command does, and is no fault of the site', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    house.post.mood = 'refusing the key'
    const answer = await organiser.post(paths.testEmail())
    expect(answer).toMatchObject({
      status: 409,
      text: expect.stringContaining('Not sent: the mail service doesn’t accept the API key: check RESEND_API_KEY (invalid_api_key, 401).'),
    })
    expect(answer.text).toMatch(/E-mail Not working Not sent.*Where you’re signed in/)
    house.world.travel({ minutes: 1 })
    const part = await organiser.post(paths.testEmail(), {}, overHtmx)
    expect(part).toMatchObject({ status: 409, html: expect.stringMatching(/^<section class="card" id="e-mail"/) })
    expect(house.rows('select * from outgoing_email')).toEqual([])
    expect((await organiser.get(paths.settings())).text).toContain('E-mail Not working')
    house.post.mood = 'well'
    house.world.travel({ minutes: 1 })
    await organiser.post(paths.testEmail())
    expect((await organiser.get(paths.settings())).text).toContain('E-mail Works')
  })

  test('only goes into the log in a trial, and says so', async () => {
    const house = await openHouse({ mail: { kind: 'log' } })
    const organiser = await house.alice()
    await organiser.post(paths.testEmail())
    expect((await organiser.get(paths.settings())).text).toContain('E-mail isn’t set up, so nothing was sent: the test is in the server’s log')
    expect(house.log.join()).toMatch(/DEV MODE e-mail to a•••@e•••\.org: http:\S+\/admin\/settings/)
    expect(house.log.join()).not.toContain('e-mail sent')
    expect((await organiser.get(paths.mail())).text).toContain('Only in the server’s log')
  })

  test('says what is missing where no e-mail is set up', async () => {
    const house = await openHouse({ mail: { kind: 'nowhere' } })
    expect(await (await house.alice()).post(paths.testEmail())).toMatchObject({
      status: 409,
      text: expect.stringContaining('Not sent: e-mail isn’t set up: set RESEND_API_KEY or SMTP_URL'),
    })
  })

  test('can be had five times in a quarter of an hour, by the organiser alone', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    for (let round = 0; round < 5; round++) expect((await organiser.post(paths.testEmail())).status).toBe(303)
    const refused = await organiser.post(paths.testEmail())
    expect(refused).toMatchObject({ status: 429, text: expect.stringContaining('You’ve sent a few tests already. Try again in 15 minutes.') })
    expect(refused.headers.get('Retry-After')).toBe('900')
    house.world.travel({ minutes: 15 })
    expect((await organiser.post(paths.testEmail())).status).toBe(303)
    expect(house.post.inbox).toHaveLength(6)
    expect(await house.visitor().post(paths.testEmail())).toMatchObject({ status: 303, location: paths.adminLogin(paths.settings()) })
    expect(house.post.inbox).toHaveLength(6)
  })
})

describe('in a trial without mail', () => {
  test('the log says that nothing was sent, and so does the mail page', async () => {
    const house = await openHouse({ mail: { kind: 'log' } })
    const organiser = await house.alice()
    const { slug } = await house.exchange('registration_open')
    await house.visitor().post(paths.register(slug), registration('Bob'))
    await house.deliver()
    expect(house.log.join()).toContain('DEV MODE e-mail not sent, only its links are in this log')
    expect(house.log.join()).not.toContain('e-mail sent')
    const { text } = await organiser.get(paths.mail())
    expect(text).toContain('1 only in the server’s log.')
    expect(text).not.toMatch(/1 sent|Sent/)
  })

  test('“check your mail” says where the link is', async () => {
    const house = await openHouse({ mail: { kind: 'log' } })
    const { slug } = await house.exchange('registration_open')
    const words = 'This site doesn’t send e-mail yet: the link is in the server’s log, marked DEV MODE.'
    const visitor = house.visitor()
    await visitor.post(paths.register(slug), registration('Bob'))
    for (const path of [paths.registered(slug), paths.signInRequested(), paths.passwordResetRequested()])
      expect((await visitor.get(path)).text).toContain(words)
  })

  test('in production it says that e-mail has to be set up first', async () => {
    const house = await openHouse({ mail: { kind: 'nowhere' } })
    await house.alice()
    for (const path of [paths.signInRequested(), paths.passwordResetRequested()])
      expect((await house.visitor().get(path)).text).toContain('This site can’t send e-mail yet.')
  })
})
