import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { alice, type House, openHouse } from '../support/house.ts'

const newPassword = 'seven swans a-swimming'
const twice = (password: string) => ({ password, password_confirm: password })

/** The newest such link that was sent: other e-mails to the admin may go at the same time. */
function resetLink(house: House): string {
  return house.post.inbox.flatMap(({ text }) => text.match(/\/admin\/reset-password\/[\w-]{43}/) ?? []).at(-1) as string
}

async function withResetLink() {
  const house = await openHouse()
  const organiser = await house.alice()
  await house.visitor().post(paths.forgotPassword(), { email: ' Alice@example.org' })
  await house.deliver()
  return { house, organiser, link: resetLink(house) }
}

describe('S4: a forgotten password', () => {
  test('is answered the same for every address, and mailed to the admin alone', async () => {
    const house = await openHouse()
    await house.alice()
    const known = await house.visitor().post(paths.forgotPassword(), { email: alice.email })
    const unknown = await house.visitor().post(paths.forgotPassword(), { email: 'mallory@example.org' })
    expect([known.status, known.location]).toEqual([303, paths.passwordResetRequested()])
    expect([unknown.status, unknown.location, unknown.html]).toEqual([known.status, known.location, known.html])
    await house.deliver()
    expect(house.post.inbox.map(({ to }) => to)).toEqual([[alice.email]])
    expect((await house.visitor().open(paths.passwordResetRequested())).text).toContain('Check your mail')
  })

  test('is replaced by the link; every session ends, and an e-mail says so', async () => {
    const { house, organiser, link } = await withResetLink()
    const visitor = house.visitor()
    expect(await visitor.get(link)).toMatchObject({ status: 200, text: expect.stringContaining('Choose a new password') })
    expect(await visitor.post(link, twice(newPassword))).toMatchObject({ status: 303, location: paths.adminLogin() })
    expect((await organiser.get(paths.adminDashboard())).status).toBe(303)
    expect(await visitor.post(paths.adminLogin(), alice)).toMatchObject({ status: 422 })
    expect(await visitor.post(paths.adminLogin(), { ...alice, password: newPassword })).toMatchObject({ status: 303 })
    await house.deliver()
    const letter = house.post.letterTo(alice.email)
    expect(letter.subject).toBe('Your password was changed')
    expect(letter.text).not.toContain('ignore')
  })

  test('lets its browser in even while strangers’ guesses have used up the limit', async () => {
    const { house, link } = await withResetLink()
    for (let round = 0; round < 6; round++) await house.visitor().post(paths.adminLogin(), { ...alice, password: 'a wild guess' })
    const visitor = house.visitor()
    await visitor.post(link, twice(newPassword))
    expect(await visitor.post(paths.adminLogin(), { ...alice, password: newPassword })).toMatchObject({ status: 303 })
  })

  test('can be asked for in the admin’s own browser, however often strangers have asked', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    for (let round = 0; round < 4; round++) await house.visitor().post(paths.forgotPassword(), { email: alice.email })
    expect(await organiser.post(paths.forgotPassword(), { email: alice.email })).toMatchObject({ status: 303 })
  })

  test('keeps the link alive while the new password is refused', async () => {
    const { house, link } = await withResetLink()
    for (const fields of [twice('short'), { password: newPassword, password_confirm: 'something else' }, twice('passwordpassword')]) {
      expect(await house.visitor().post(link, fields)).toMatchObject({ status: 422 })
    }
    expect(await house.visitor().post(link, twice(newPassword))).toMatchObject({ status: 303 })
  })

  test('has links that work once, for 30 minutes, and die with each other; dead and unknown ones answer alike', async () => {
    const { house, link } = await withResetLink()
    await house.visitor().post(paths.forgotPassword(), { email: alice.email })
    await house.deliver()
    const second = resetLink(house)
    await house.visitor().post(second, twice(newPassword))
    await house.visitor().post(paths.forgotPassword(), { email: alice.email })
    await house.deliver()
    const third = resetLink(house)
    house.world.travel({ minutes: 30 })
    const dead = [link, second, third, paths.resetPassword('A'.repeat(43))]
    const pages = await Promise.all(dead.map((path) => house.visitor().get(path)))
    expect(pages.map(({ status }) => status)).toEqual([410, 410, 410, 410])
    expect(new Set(pages.map(({ html }) => html)).size).toBe(1)
    for (const path of dead) expect(await house.visitor().post(path, twice('another fine password'))).toMatchObject({ status: 410 })
  })

  test('of 30 simultaneous tries with one link is set once', async () => {
    const { house, link } = await withResetLink()
    const answers = await Promise.all(Array.from({ length: 15 }, (_, index) => house.visitor().post(link, twice(`${newPassword} ${index}`))))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(house.row(`select count(*) as count from outgoing_email where kind = 'password changed'`)).toEqual({ count: 1 })
  })

  test('does not let a sign-in link of a participant through, nor the other way round', async () => {
    const { house, link } = await withResetLink()
    const { people, slug } = await house.exchange('registration_open', ['Bob'])
    await people.Bob?.post(paths.requestAccess(slug), { email: 'bob@example.org' })
    await house.deliver()
    const token = house.linkTo('bob@example.org').split('/').at(-1) as string
    expect(await house.visitor().post(paths.resetPassword(token), twice(newPassword))).toMatchObject({ status: 410 })
    expect(await house.visitor().post(paths.magicLink(link.split('/').at(-1) as string))).toMatchObject({ status: 410 })
  })

  test('can be asked for three times an hour', async () => {
    const house = await openHouse()
    await house.alice()
    for (let round = 0; round < 3; round++) await house.visitor().post(paths.forgotPassword(), { email: alice.email })
    const refused = await house.visitor().post(paths.forgotPassword(), { email: alice.email })
    expect(refused).toMatchObject({ status: 429, html: expect.stringContaining(`value="${alice.email}"`) })
    expect(refused.headers.get('Retry-After')).toBe('3600')
  })
})

describe('S4: the settings', () => {
  test('change the password: other browsers are signed out, reset links die, an e-mail says so', async () => {
    const { house, organiser, link } = await withResetLink()
    const other = house.visitor()
    await other.post(paths.adminLogin(), alice)
    expect(await organiser.post(paths.settings(), { change: 'password', ...twice(newPassword) })).toMatchObject({ status: 303, location: paths.settings() })
    expect((await organiser.get(paths.settings())).text).toContain('Your password is changed')
    expect((await other.get(paths.settings())).status).toBe(303)
    expect(await house.visitor().get(link)).toMatchObject({ status: 410 })
    await house.deliver()
    expect(house.post.letterTo(alice.email).subject).toBe('Your password was changed')
    expect(await other.post(paths.adminLogin(), { ...alice, password: newPassword })).toMatchObject({ status: 303 })
  })

  test('change the address: the old one and the new one are told, and the old one signs nobody in', async () => {
    const { house, organiser, link } = await withResetLink()
    expect(await organiser.post(paths.settings(), { change: 'email', email: ' Alice@New.example ' })).toMatchObject({ status: 303 })
    expect((await organiser.get(paths.settings())).html).toContain('value="alice@new.example"')
    await organiser.post(paths.settings(), { change: 'email', email: 'ALICE@new.example' })
    expect((await organiser.get(paths.settings())).text).toContain('That’s your e-mail address already.')
    await house.deliver()
    for (const address of [alice.email, 'alice@new.example']) expect(house.post.letterTo(address).subject).toBe('Your e-mail address was changed')
    expect(await house.visitor().get(link)).toMatchObject({ status: 410 })
    expect(await house.visitor().post(paths.adminLogin(), alice)).toMatchObject({ status: 422 })
    expect(await house.visitor().post(paths.adminLogin(), { ...alice, email: 'alice@new.example' })).toMatchObject({ status: 303 })
  })

  test('list the signed-in browsers and sign one out', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const other = house.visitor()
    const headers = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
    await other.post(paths.adminLogin(), alice, { headers })
    const page = await organiser.get(paths.settings())
    expect(page.text).toContain('Where you’re signed in 2')
    expect(page.text).toContain('Firefox on Linux since 1 Dec 2026')
    const [, session = ''] = /name="session_id" value="([\w-]+)"/.exec(page.html) ?? []
    expect(await organiser.post(paths.settings(), { change: 'sign-out', session_id: session })).toMatchObject({ status: 303 })
    expect((await other.get(paths.settings())).status).toBe(303)
    expect((await organiser.get(paths.settings())).text).toContain('Where you’re signed in 1')
  })

  test('sign a browser out in the place of the list over htmx', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    await house.visitor().post(paths.adminLogin(), alice)
    const [, session = ''] = /name="session_id" value="([\w-]+)"/.exec((await organiser.get(paths.settings())).html) ?? []
    const answer = await organiser.post(paths.settings(), { change: 'sign-out', session_id: session }, { headers: { 'HX-Request-Type': 'partial' } })
    expect(answer.html).toMatch(/^<section class="card" id="browsers"><h2 tabindex="-1" autofocus>Where you’re signed in/)
    expect(answer.text).toMatch(/^Where you’re signed in 1 .* That browser is signed out\.$/)
    expect((await organiser.get(paths.settings())).text).not.toContain('That browser is signed out.')
  })

  test.each([
    [{ change: 'email', email: 'nobody' }, 'doesn’t look like'],
    [{ change: 'password', ...twice('short') }, 'at least 12 characters'],
    [{ change: 'password', ...twice('alice@example.org') }, 'one of the first'],
    [{ change: 'password', password: newPassword }, 'don’t match'],
  ])('refuse %j', async (fields, message) => {
    const house = await openHouse()
    const organiser = await house.alice()
    expect(await organiser.post(paths.settings(), fields as Record<string, string>)).toMatchObject({ status: 422, text: expect.stringContaining(message) })
  })

  test('answer what they do not know with the page', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    for (const fields of [{}, { change: 'everything' }])
      expect(await organiser.post(paths.settings(), fields as Record<string, string>)).toMatchObject({ status: 422 })
    expect(await organiser.post(paths.settings(), { change: 'sign-out', session_id: 'x' })).toMatchObject({ status: 303 })
  })
})

describe('S5: something weighty, 20 minutes after the password was given,', () => {
  const weighty = async (house: House) => {
    const { id } = await house.exchange('registration_closed', ['Bob', 'Charlie', 'Dana'])
    house.world.travel({ minutes: 21 })
    return [
      { path: paths.draw(id), fields: {} as Record<string, string> },
      { path: paths.settings(), fields: { change: 'email', email: 'alice@new.example' } },
      { path: paths.settings(), fields: { change: 'password', ...twice(newPassword) } },
    ]
  }

  test('asks for it again, and does nothing without it or with a wrong one', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const account = () => [house.row('select email, password_hash from admin'), house.row('select state from exchange')]
    const requests = await weighty(house)
    const unchanged = account()
    for (const { path, fields } of requests) {
      expect((await organiser.get(path)).html).toContain('name="current_password"')
      expect(await organiser.post(path, fields)).toMatchObject({ status: 422, text: expect.stringContaining('Please enter your password again') })
      expect(await organiser.post(path, { ...fields, current_password: 'a wild guess' })).toMatchObject({
        status: 422,
        text: expect.stringContaining('That password isn’t right'),
      })
    }
    expect(account()).toEqual(unchanged)
  })

  test.each([0, 1, 2])('is done with the right one (%i), which then holds for another 20 minutes', async (index) => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { path, fields } = (await weighty(house))[index] as { path: string; fields: Record<string, string> }
    expect(await organiser.post(path, { ...fields, current_password: alice.password })).toMatchObject({ status: 303 })
    house.world.travel({ minutes: 19 })
    expect((await organiser.get(paths.settings())).html).not.toContain('name="current_password"')
  })

  test('counts wrong passwords as failed sign-ins', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    await weighty(house)
    const guess = () => organiser.post(paths.settings(), { change: 'email', email: 'a@b.example', current_password: 'a wild guess' })
    const statuses = []
    for (let round = 0; round < 6; round++) statuses.push((await guess()).status)
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429])
  })
})

describe('the admin’s own browser', () => {
  test('is not locked out by others’ guesses at the address or from the same network', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    await organiser.post(paths.adminLogout())
    for (let round = 0; round < 6; round++) await house.visitor().post(paths.adminLogin(), { ...alice, password: 'a wild guess' })
    expect(await house.visitor().post(paths.adminLogin(), alice)).toMatchObject({ status: 429 })
    expect(await organiser.post(paths.adminLogin(), alice)).toMatchObject({ status: 303 })
  })

  test('has a limit of its own, and nobody can name a browser that was never known', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    await organiser.post(paths.adminLogout())
    const statuses = []
    for (let round = 0; round < 6; round++) statuses.push((await organiser.post(paths.adminLogin(), { ...alice, password: 'a wild guess' })).status)
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429])
    const mallory = house.visitor()
    const forged = []
    for (let round = 0; round < 6; round++) {
      mallory.cookies.set('known_browser', `${String(round).repeat(32)}.${'ab'.repeat(32)}`)
      forged.push((await mallory.post(paths.adminLogin(), { ...alice, password: 'a wild guess' })).status)
    }
    expect(forged.at(-1)).toBe(429)
  })
})
