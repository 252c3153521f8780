import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { alice, openHouse } from '../support/house.ts'

const setupFields = { ...alice, password_confirm: alice.password }

describe('the first visit', () => {
  test.each(['/', paths.adminLogin(), paths.adminDashboard(), paths.dashboard(), '/exchange/0123456789abcdef/register'])(
    'of %s leads to the set-up',
    async (path) => {
      const house = await openHouse()
      expect(await house.visitor().get(path)).toMatchObject({ status: 303, location: '/setup' })
    },
  )

  test('sets up the admin, who is signed in afterwards, and is never possible again', async () => {
    const house = await openHouse()
    const visitor = house.visitor()
    expect(await visitor.get('/setup')).toMatchObject({ status: 200, text: expect.stringContaining('Welcome to Sneaky Klaus') })
    expect(await visitor.post('/setup', { ...setupFields, email: ' Alice@Example.org ' })).toMatchObject({ status: 303, location: paths.adminDashboard() })
    expect((await visitor.get(paths.adminDashboard())).status).toBe(200)
    expect(house.rows('select email from admin')).toEqual([{ email: 'alice@example.org' }])
    for (const someone of [visitor, house.visitor()]) {
      expect(await someone.get('/setup')).toMatchObject({ status: 404 })
      expect(await someone.post('/setup', setupFields)).toMatchObject({ status: 404 })
    }
  })

  test('30 times at once makes one admin', async () => {
    const house = await openHouse()
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => house.visitor().post('/setup', { ...setupFields, email: `alice${index}@example.org` })),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.every(({ status }) => [303, 404, 503].includes(status))).toBe(true)
    expect(house.row('select count(*) as count from admin')).toEqual({ count: 1 })
  })

  test.each([
    ['a short password', { password: 'short', password_confirm: 'short' }, 'at least 12 characters'],
    ['a common password', { password: 'passwordpassword', password_confirm: 'passwordpassword' }, 'one of the first passwords anyone would try'],
    ['one’s own address as password', { password: 'alice@example.org', password_confirm: 'alice@example.org' }, 'one of the first passwords anyone would try'],
    ['two different passwords', { password_confirm: 'something else entirely' }, 'don’t match'],
    ['no address', { email: '' }, 'Please enter your e-mail address'],
    ['a password that is too long', { password: 'plum '.repeat(60), password_confirm: 'plum '.repeat(60) }, 'at most 256 characters'],
  ])('with %s is refused, and no password comes back', async (_, fields, message) => {
    const house = await openHouse()
    const answer = await house.visitor().post('/setup', { ...setupFields, ...fields })
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining(message) })
    expect(answer.html).not.toMatch(/type="password"[^>]*value=/)
    expect(house.rows('select * from admin')).toEqual([])
  })

  test.each(['🎄🎁🦌⛄🍪🥛🎅🤶🧦🔔🕯️❄', '            x y z   ', 'Grüße aus dem Süden'])('takes the password %j as it is', async (password) => {
    const house = await openHouse()
    await house.visitor().post('/setup', { email: alice.email, password, password_confirm: password })
    expect(await house.visitor().post(paths.adminLogin(), { email: alice.email, password })).toMatchObject({ status: 303 })
    if (password.trim() !== password) {
      expect(await house.visitor().post(paths.adminLogin(), { email: alice.email, password: password.trim() })).toMatchObject({ status: 422 })
    }
  })
})

describe('signing in', () => {
  test('works in any case of the address, and ends on the server when signing out', async () => {
    const house = await openHouse()
    await house.alice()
    const visitor = house.visitor()
    expect(await visitor.post(paths.adminLogin(), { ...alice, email: 'ALICE@example.org' })).toMatchObject({ status: 303, location: paths.adminDashboard() })
    const stolen = house.visitor()
    for (const [name, value] of visitor.cookies) stolen.cookies.set(name, value)
    expect((await stolen.get(paths.adminDashboard())).status).toBe(200)
    expect(await visitor.post(paths.adminLogout())).toMatchObject({ status: 303, location: paths.adminLogin() })
    expect(await stolen.get(paths.adminDashboard())).toMatchObject({ status: 303 })
  })

  test('says the same for a wrong address and a wrong password', async () => {
    const house = await openHouse()
    await house.alice()
    const wrongPassword = await house.visitor().post(paths.adminLogin(), { ...alice, password: 'not the password' })
    const wrongAddress = await house.visitor().post(paths.adminLogin(), { email: 'alicf@example.org', password: 'not the password' })
    expect(wrongPassword).toMatchObject({ status: 422, text: expect.stringContaining('Wrong e-mail address or password.') })
    expect(wrongAddress.html.replace('alicf', 'alice')).toBe(wrongPassword.html)
    expect(wrongPassword.html).toContain('value="alice@example.org"')
  })

  test.each([
    [{}, 7],
    [{ remember_me: 'on' }, 30],
  ])('with %j lasts %i days', async (fields, days) => {
    const house = await openHouse()
    await house.alice()
    const visitor = house.visitor()
    const answer = await visitor.post(paths.adminLogin(), { ...alice, ...(fields as Record<string, string>) })
    expect(answer.headers.get('Set-Cookie')).toContain(`Max-Age=${days * 24 * 60 * 60};`)
    house.world.travel({ days, minutes: -1 })
    expect((await visitor.get(paths.adminDashboard())).status).toBe(200)
    house.world.travel({ minutes: 2 })
    expect((await visitor.get(paths.adminDashboard())).status).toBe(303)
  })

  test('is throttled after 5 failures of an address or a client, exactly, even when tried at once', async () => {
    const house = await openHouse({ trustedProxies: ['127.0.0.1'] })
    await house.alice()
    const guess = (email: string, client: string) =>
      house.visitor().post(paths.adminLogin(), { email, password: 'a wild guess' }, { headers: { 'X-Forwarded-For': client } })
    const byAddress = await Promise.all(Array.from({ length: 20 }, (_, index) => guess('alice@example.org', `10.0.0.${index}`)))
    expect(byAddress.filter(({ status }) => status === 422)).toHaveLength(5)
    expect(byAddress.filter(({ status }) => status === 429)).toHaveLength(15)
    const byClient = await Promise.all(Array.from({ length: 20 }, (_, index) => guess(`mallory${index}@example.org`, '10.0.1.1')))
    expect(byClient.filter(({ status }) => status === 422)).toHaveLength(5)
    const refused = await guess('mallory@example.org', '10.0.1.1')
    expect(refused).toMatchObject({ status: 429, text: expect.stringContaining('Try again in 15 minutes') })
    expect(refused.headers.get('Retry-After')).toBe('900')
    house.world.travel({ minutes: 15 })
    expect((await guess('alice@example.org', '10.0.1.1')).status).toBe(422)
  })

  test('does not count towards the limit when it succeeds', async () => {
    const house = await openHouse()
    await house.alice()
    for (let round = 0; round < 8; round++) expect((await house.visitor().post(paths.adminLogin(), alice)).status).toBe(303)
  })

  test('leads back to the page that was asked for, on this site only', async () => {
    const house = await openHouse()
    await house.alice()
    const visitor = house.visitor()
    const asked = await visitor.get(paths.newExchange())
    expect(asked.location).toBe('/admin/login?next=%2Fadmin%2Fexchange%2Fnew')
    expect((await visitor.get(asked.location as string)).text).toContain('Please sign in first.')
    expect(await visitor.post(asked.location as string, alice)).toMatchObject({ location: paths.newExchange() })
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/admin/../../evil',
      '/participant/dashboard',
      '/admin/x?y=//evil',
      '/admin/logout',
    ]) {
      expect(await house.visitor().post(paths.adminLogin(next), alice)).toMatchObject({ location: paths.adminDashboard() })
    }
  })

  test('starts a session of its own: an id that the browser brings along is not adopted', async () => {
    const house = await openHouse()
    await house.alice()
    const visitor = house.visitor()
    visitor.cookies.set('admin_session', 'A'.repeat(43))
    await visitor.post(paths.adminLogin(), alice)
    expect(visitor.cookies.get('admin_session')).not.toBe('A'.repeat(43))
    const first = visitor.cookies.get('admin_session') as string
    await visitor.post(paths.adminLogin(), alice)
    const replay = house.visitor()
    replay.cookies.set('admin_session', first)
    expect((await replay.get(paths.adminDashboard())).status).toBe(303)
  })
})

test('the landing page leads everybody on', async () => {
  const house = await openHouse()
  const organiser = await house.alice()
  const { people } = await house.exchange('registration_open', ['Bob'])
  expect((await house.visitor().get('/')).text).toContain('Open the invitation link')
  expect((await organiser.get('/')).text).toContain('Go to your exchanges')
  expect((await people.Bob?.get('/'))?.text).toContain('Go to my exchange')
})
