import { describe, expect, test } from 'vitest'
import { createIdentityProvider } from '../../src/auth/identity-provider.ts'
import type { OidcSettings } from '../../src/auth/oidc-settings.ts'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, type House, openHouse } from '../support/house.ts'
import { type Claims, type IdentityProvider, openIdentityProvider } from '../support/identity-provider.ts'
import type { Answer, Visitor } from '../support/visitor.ts'

type Options = { settings?: Partial<OidcSettings>; passwords?: boolean; tellsAddress?: boolean; isSetUp?: boolean }

/** A house beside a provider, set up by Alice with a password unless nobody was here yet. */
async function withProvider({ settings, passwords = true, tellsAddress = false, isSetUp = true }: Options = {}) {
  const house = await openHouse({ passwords })
  const provider = await openIdentityProvider(house.url, { tellsAddress })
  house.services.waysIn.provider = createIdentityProvider({ ...provider.settings, ...settings }, house.world)
  if (isSetUp) await house.alice()
  const before = stored(house)
  /** Signs in as somebody whom the provider knows, in a new browser unless one is named. */
  const signIn = async (as: string, visitor = house.visitor(), query = ''): Promise<Answer> => {
    const begun = await visitor.get(paths.providerSignIn() + query)
    return visitor.get(await provider.visit(begun.location ?? '', { as }))
  }
  return { house, provider, signIn, before }
}

/** Everything that a sign-in may change. */
function stored(house: House) {
  return [
    house.rows('select id, owner, email, name, password_hash, oidc_issuer, oidc_subject from admin order by id'),
    house.rows('select id, admin_id from session order by id'),
    house.rows('select id, email from organiser_invitation order by id'),
  ]
}

const isSignedIn = async (visitor: Visitor) => (await visitor.get(paths.adminDashboard())).status === 200
const accountOf = (house: House, email: string) =>
  house.row<{ id: string; name: string | null; password_hash: string | null; oidc_subject: string | null; owner: number | null }>(
    'select * from admin where email = ?',
    email,
  )

/** Expects a page that tells the reason, and that nobody is signed in and nothing stored. */
async function expectRefusal(house: House, visitor: Visitor, answer: Answer, status: number, words: string, before: unknown) {
  expect(answer).toMatchObject({ status, text: expect.stringContaining(words) })
  expect(answer.text).toContain('That sign-in didn’t work')
  expect(answer.html).toContain(`href="${paths.adminLogin()}"`)
  expect(await isSignedIn(visitor)).toBe(false)
  expect(stored(house)).toEqual(before)
}

/** What the log warns of, without what identifies the request. */
const warnings = (house: House) => house.log.map((line) => JSON.parse(line)).filter(({ level, reason }) => level === 40 && reason)

describe('signing in at the identity provider', () => {
  test.each([{ tellsAddress: false }, { tellsAddress: true }])(
    'links the account of the verified address, for a week, in a browser that is known from then on: %j',
    async (options) => {
      const { house, signIn, provider } = await withProvider(options)
      const visitor = house.visitor()
      const answer = await signIn('alice', visitor)
      expect(answer).toMatchObject({ status: 303, location: paths.adminDashboard() })
      expect(await isSignedIn(visitor)).toBe(true)
      expect(accountOf(house, alice.email)).toMatchObject({ oidc_subject: 'alice', oidc_issuer: provider.issuer, owner: 1, name: null })
      expect([...visitor.cookies.keys()].sort()).toEqual(['admin_session', 'known_browser'])
      expect(answer.headers.getSetCookie().find((line) => line.startsWith('admin_session='))).toMatch(/Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax/)
      expect((await visitor.get(paths.settings())).text).toContain('Where you’re signed in 2')
      expect(await signIn('alice')).toMatchObject({ status: 303 })
      expect(house.rows('select id from admin')).toHaveLength(1)
    },
  )

  test('asks for a code with PKCE, state and nonce, and keeps them sealed for ten minutes in this browser', async () => {
    const { house, provider } = await withProvider()
    const visitor = house.visitor()
    const begun = await visitor.get(paths.providerSignIn())
    const asked = new URL(begun.location ?? '')
    expect(begun.status).toBe(303)
    expect(asked.origin).toBe(provider.issuer)
    const { state, nonce, code_challenge: hash, ...rest } = Object.fromEntries(asked.searchParams)
    expect(rest).toEqual({
      client_id: 'klaus',
      response_type: 'code',
      redirect_uri: house.url + paths.providerCallback(),
      scope: 'openid email profile',
      code_challenge_method: 'S256',
    })
    for (const secret of [state, nonce, hash]) expect(secret).toMatch(/^[\w-]{43}$/)
    const [cookie = ''] = begun.headers.getSetCookie()
    expect(cookie).toMatch(/^oidc_sign_in=[\w.-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(Buffer.from(cookie.slice(cookie.indexOf('.'), cookie.indexOf(';')), 'base64url').toString('latin1')).not.toContain(state)
  })

  test('leads to the page that was asked for, and to none elsewhere', async () => {
    const { house, signIn } = await withProvider()
    const away = await house.visitor().get(paths.settings())
    expect((await house.visitor().get(away.location ?? '')).html).toContain(`href="${house.url}${paths.providerSignIn(paths.settings())}"`)
    expect((await signIn('alice', house.visitor(), '?next=%2Fadmin%2Fsettings')).location).toBe(paths.settings())
    for (const next of ['//evil.example/admin', 'https://evil.example/', '/admin/logout', '/admin/login/oidc', '/participant/dashboard'])
      expect((await signIn('alice', house.visitor(), `?next=${encodeURIComponent(next)}`)).location).toBe(paths.adminDashboard())
  })

  test('makes a new session, whatever the browser brought, and ends the one that it had', async () => {
    const { house, signIn } = await withProvider()
    const organiser = await house.alice()
    const old = organiser.cookies.get('admin_session') as string
    await signIn('alice', organiser)
    expect(organiser.cookies.get('admin_session')).not.toBe(old)
    const thief = house.visitor()
    thief.cookies.set('admin_session', old)
    expect(await isSignedIn(thief)).toBe(false)
    const fixed = house.visitor()
    fixed.cookies.set('admin_session', 'f'.repeat(43))
    await signIn('alice', fixed)
    expect(fixed.cookies.get('admin_session')).not.toBe('f'.repeat(43))
  })

  test('keeps the account when the address changes there, and leaves its address here as it is', async () => {
    const { house, provider, signIn } = await withProvider()
    await signIn('alice')
    const { id } = accountOf(house, alice.email)
    provider.people.set('alice', { email: 'alice@new.example', email_verified: true })
    const visitor = house.visitor()
    expect(await signIn('alice', visitor)).toMatchObject({ status: 303 })
    expect((await visitor.get(paths.settings())).html).toContain(`value="${alice.email}"`)
    expect(house.rows('select id from admin')).toEqual([{ id }])
  })

  test('finds the address whatever its case', async () => {
    const { provider, signIn } = await withProvider()
    provider.people.set('alice', { email: 'Alice@EXAMPLE.org', email_verified: true })
    expect(await signIn('alice')).toMatchObject({ status: 303 })
  })

  test('of two browsers and two tabs ends where it began', async () => {
    const { house, provider } = await withProvider()
    const [first, second] = [house.visitor(), house.visitor()]
    const begun = await Promise.all([first, second].map((visitor) => visitor.get(paths.providerSignIn())))
    const backs = await Promise.all(begun.map(({ location }) => provider.visit(location ?? '', { as: 'alice' })))
    expect(await first.get(backs[1] as string)).toMatchObject({ status: 400 })
    expect(await second.get(backs[1] as string)).toMatchObject({ status: 303 })
    // What came with a foreign state has not ended the own one.
    expect(await first.get(backs[0] as string)).toMatchObject({ status: 303 })
  })
})

describe('nobody is signed in', () => {
  const refused: [string, Claims, number, string][] = [
    ['an address that is not verified', { email: alice.email, email_verified: false }, 403, 'Oak House names no e-mail address of yours that is confirmed'],
    ['an address of which nobody says whether it is', { email: alice.email }, 403, 'names no e-mail address'],
    ['a word where a truth belongs', { email: alice.email, email_verified: 'true' }, 403, 'names no e-mail address'],
    ['no address', { email_verified: true }, 403, 'names no e-mail address'],
    ['an address that another program would read as Alice’s', { email: 'ａlice@example.org', email_verified: true }, 403, 'names no e-mail address'],
    ['one with a name before it', { email: 'Bob <alice@example.org>', email_verified: true }, 403, 'names no e-mail address'],
    ['an address that nobody has here', { email: 'mallory@example.org', email_verified: true }, 403, 'Nobody organises here as mallory@example.org'],
  ]
  test.each(refused)('with %s', async (_, claims, status, words) => {
    const { house, provider, signIn, before } = await withProvider()
    provider.people.set('mallory', claims)
    const visitor = house.visitor()
    await expectRefusal(house, visitor, await signIn('mallory', visitor), status, words, before)
  })

  test('who turns back there, and reads nothing of what the provider says', async () => {
    const { house, provider, before } = await withProvider()
    const visitor = house.visitor()
    const begun = await visitor.get(paths.providerSignIn())
    const answer = await visitor.get(await provider.visit(begun.location ?? '', 'turn back'))
    await expectRefusal(house, visitor, answer, 403, 'Oak House didn’t let you in, or you turned back there.', before)
    expect(answer.html).not.toContain('turned</b>')
    expect(warnings(house)).toMatchObject([{ reason: 'OAUTH_AUTHORIZATION_RESPONSE_ERROR access_denied' }])
  })

  test('who has the account’s address, but is somebody else there', async () => {
    const { house, provider, signIn } = await withProvider()
    await signIn('alice')
    provider.people.set('mallory', { email: alice.email, email_verified: true })
    const before = stored(house)
    const visitor = house.visitor()
    const answer = await signIn('mallory', visitor)
    await expectRefusal(house, visitor, answer, 403, 'belongs to somebody else at Oak House', before)
    expect(answer.text).toContain(`sneaky-klaus unlink-oidc ${alice.email}`)
  })

  test('by another state, without one, without a code, or where nothing has begun', async () => {
    const { house, provider, before } = await withProvider()
    const visitor = house.visitor()
    const begun = await visitor.get(paths.providerSignIn())
    const back = new URL(await provider.visit(begun.location ?? '', { as: 'alice' }), house.url)
    const changed = (name: string, value: string) => {
      const url = new URL(back)
      if (value === '') url.searchParams.delete(name)
      else url.searchParams.set(name, value)
      return url.pathname + url.search
    }
    for (const path of [changed('state', 'a'.repeat(43)), changed('state', ''), paths.providerCallback()])
      await expectRefusal(house, visitor, await visitor.get(path), 400, 'Please try again', before)
    const stranger = house.visitor()
    await expectRefusal(house, stranger, await stranger.get(back.pathname + back.search), 400, 'Please try again', before)
    await expectRefusal(house, visitor, await visitor.get(changed('code', '')), 400, 'Please try again', before)
  })

  test('by a cookie that was changed, or is too old', async () => {
    const { house, provider, before } = await withProvider()
    for (const hurt of ['cookie', 'time']) {
      const visitor = house.visitor()
      const begun = await visitor.get(paths.providerSignIn())
      const back = await provider.visit(begun.location ?? '', { as: 'alice' })
      const cookie = visitor.cookies.get('oidc_sign_in') as string
      if (hurt === 'cookie') visitor.cookies.set('oidc_sign_in', `${cookie.slice(0, -4)}AAAA`)
      else house.world.travel({ minutes: 11 })
      await expectRefusal(house, visitor, await visitor.get(back), 400, 'Please try again', before)
    }
  })

  test('by coming back a second time, even with the cookie', async () => {
    const { house, provider } = await withProvider()
    const visitor = house.visitor()
    const begun = await visitor.get(paths.providerSignIn())
    const back = await provider.visit(begun.location ?? '', { as: 'alice' })
    const cookie = visitor.cookies.get('oidc_sign_in') as string
    expect(await visitor.get(back)).toMatchObject({ status: 303 })
    expect(visitor.cookies.has('oidc_sign_in')).toBe(false)
    await visitor.post(paths.adminLogout())
    const before = stored(house)
    await expectRefusal(house, visitor, await visitor.get(back), 400, 'Please try again', before)
    const thief = house.visitor()
    thief.cookies.set('oidc_sign_in', cookie)
    await expectRefusal(house, thief, await thief.get(back), 400, 'Please try again', before)
    expect(warnings(house).at(-1)).toMatchObject({ reason: 'OAUTH_RESPONSE_BODY_ERROR invalid_grant' })
  })

  test('by a look that is no visit', async () => {
    const { house, provider, before } = await withProvider()
    const visitor = house.visitor()
    const begun = await visitor.get(paths.providerSignIn())
    const back = await provider.visit(begun.location ?? '', { as: 'alice' })
    await visitor.send('HEAD', back, undefined)
    await visitor.get(back, { headers: { 'Sec-Purpose': 'prefetch' } })
    expect(stored(house)).toEqual(before)
    expect(await visitor.get(back)).toMatchObject({ status: 303 })
  })

  const seconds = () => Math.floor(Date.now() / 1000)
  const tokens: [string, IdentityProvider['tamper'], string][] = [
    ['for another sign-in (nonce)', ({ claims }) => Object.assign(claims, { nonce: 'n'.repeat(43) }), 'OAUTH_JWT_CLAIM_COMPARISON_FAILED nonce'],
    ['without a nonce', ({ claims }) => delete claims.nonce, 'OAUTH_INVALID_RESPONSE'],
    ['for another client', ({ claims }) => Object.assign(claims, { aud: 'another' }), 'OAUTH_JWT_CLAIM_COMPARISON_FAILED aud'],
    ['of another issuer', ({ claims }) => Object.assign(claims, { iss: 'https://evil.example' }), 'OAUTH_JWT_CLAIM_COMPARISON_FAILED iss'],
    ['that has expired', ({ claims }) => Object.assign(claims, { exp: seconds() - 90 }), 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED exp'],
    ['that is not valid yet', ({ claims }) => Object.assign(claims, { nbf: seconds() + 90 }), 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED nbf'],
    ['by a key that nobody knows', ({ header }) => Object.assign(header, { kid: 'nobody’s' }), 'OAUTH_KEY_SELECTION_FAILED'],
    ['without a signature', ({ header }) => Object.assign(header, { alg: 'none' }), 'OAUTH_INVALID_RESPONSE'],
  ]
  test.each(tokens)('by a token %s', async (_, tamper, reason) => {
    const { house, provider, signIn, before } = await withProvider({ tellsAddress: true })
    provider.tamper = tamper
    const visitor = house.visitor()
    await expectRefusal(house, visitor, await signIn('alice', visitor), 400, 'Please try again', before)
    expect(warnings(house).map((line) => line.reason)).toEqual([reason])
  })

  test('by a token that was changed on its way', async () => {
    const { house, provider, signIn, before } = await withProvider({ tellsAddress: true })
    provider.changesAfterSigning = (claims) => Object.assign(claims, { email: alice.email })
    const visitor = house.visitor()
    await expectRefusal(house, visitor, await signIn('bob', visitor), 400, 'Please try again', before)
  })

  test('by whoever can’t show the secret of which a hash was sent (PKCE)', async () => {
    const { house, provider, before } = await withProvider()
    // A code of Alice’s is put into the sign-in that Mallory has begun.
    const [organiser, mallory] = [house.visitor(), house.visitor()]
    const hers = new URL(await provider.visit((await organiser.get(paths.providerSignIn())).location ?? '', { as: 'alice' }), house.url)
    const theirs = new URL((await mallory.get(paths.providerSignIn())).location ?? '')
    hers.searchParams.set('state', theirs.searchParams.get('state') ?? '')
    await expectRefusal(house, mallory, await mallory.get(hers.pathname + hers.search), 400, 'Please try again', before)
  })

  test('and the log tells codes alone: no address, no token, no code', async () => {
    const { house, provider, signIn } = await withProvider()
    provider.people.set('mallory', { email: 'mallory@example.org', email_verified: true })
    await signIn('mallory')
    provider.tamper = ({ claims }) => Object.assign(claims, { nonce: 'wrong' })
    await signIn('alice')
    expect(warnings(house)).toHaveLength(2)
    for (const line of house.log) expect(line).not.toMatch(/mallory|alice@|eyJ|code=|state=/)
  })
})

describe('the clocks', () => {
  test.each([
    ['is a little behind', ({ claims }: { claims: Record<string, unknown> }) => Object.assign(claims, { exp: Math.floor(Date.now() / 1000) - 40 })],
    ['is a little ahead', ({ claims }: { claims: Record<string, unknown> }) => Object.assign(claims, { nbf: Math.floor(Date.now() / 1000) + 40 })],
  ])('may differ: that of the provider %s', async (_, tamper) => {
    const { provider, signIn } = await withProvider()
    provider.tamper = tamper
    expect(await signIn('alice')).toMatchObject({ status: 303 })
  })
})

describe('a provider', () => {
  test('that is down when the site starts, and later, says so, while passwords still work; and it is asked again', async () => {
    const { house, provider, signIn, before } = await withProvider()
    await provider.stop()
    const visitor = house.visitor()
    const answer = await visitor.get(paths.providerSignIn())
    await expectRefusal(house, visitor, answer, 502, 'Oak House can’t tell us who you are at the moment', before)
    expect(warnings(house)).toMatchObject([{ reason: 'ECONNREFUSED' }])
    expect((await visitor.get(paths.adminLogin())).status).toBe(200)
    expect(await visitor.post(paths.adminLogin(), alice)).toMatchObject({ status: 303 })
    expect((await visitor.get('/readyz')).status).toBe(200)
    await provider.start()
    house.world.travel({ minutes: 0.1 })
    expect(await signIn('alice')).toMatchObject({ status: 303 })

    const later = house.visitor()
    const begun = await later.get(paths.providerSignIn())
    const back = await provider.visit(begun.location ?? '', { as: 'alice' })
    await provider.stop()
    await expectRefusal(house, later, await later.get(back), 502, 'Please try again in a few minutes', stored(house))
    await provider.start()
    expect(await signIn('alice')).toMatchObject({ status: 303 })
  })

  test('that did not answer is not asked again by everybody, for a few seconds', async () => {
    const { house, provider } = await withProvider()
    await provider.stop()
    const start = async () => (await house.visitor().get(paths.providerSignIn())).status
    expect(await Promise.all([start(), start()])).toEqual([502, 502])
    await provider.start()
    expect(await start()).toBe(502)
    house.world.travel({ minutes: 0.1 })
    expect(await start()).toBe(303)
  })

  test('that answers as another issuer is none', async () => {
    const { house, provider } = await withProvider({ isSetUp: false })
    const issuer = provider.issuer.replace('127.0.0.1', 'localhost')
    house.services.waysIn.provider = createIdentityProvider({ ...provider.settings, issuer }, house.world)
    await house.alice()
    expect(await house.visitor().get(paths.providerSignIn())).toMatchObject({ status: 502 })
    expect(warnings(house)).toMatchObject([{ reason: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' }])
  })

  test('that refuses the secret of this client tells so in the log', async () => {
    const { house, signIn, before } = await withProvider({ settings: { clientSecret: 'an old one' } })
    const visitor = house.visitor()
    await expectRefusal(house, visitor, await signIn('alice', visitor), 502, 'can’t tell us who you are', before)
    expect(warnings(house)).toMatchObject([{ reason: 'OAUTH_RESPONSE_BODY_ERROR invalid_client' }])
  })

  test('that has a new key is believed at the next try, its old key no more', async () => {
    const { house, provider, signIn } = await withProvider()
    await signIn('alice')
    provider.changeKey('2')
    const statuses = []
    for (let round = 0; round < 3; round++) statuses.push((await signIn('alice')).status)
    expect(statuses).toEqual([400, 303, 303])
    expect(warnings(house)).toMatchObject([{ reason: 'OAUTH_KEY_SELECTION_FAILED' }])
    provider.signsWithOldKey = true
    expect(await signIn('alice')).toMatchObject({ status: 400 })
  })

  test('is asked at most 60 times in 15 minutes for one client', async () => {
    const { house, provider } = await withProvider()
    house.exec(`delete from rate_limit`)
    const visitor = house.visitor()
    const begun = await visitor.get(paths.providerSignIn())
    const back = await provider.visit(begun.location ?? '', { as: 'alice' })
    const cookie = visitor.cookies.get('oidc_sign_in') as string
    const statuses = []
    for (let round = 0; round < 61; round++) {
      const again = house.visitor()
      again.cookies.set('oidc_sign_in', cookie)
      statuses.push((await again.get(back)).status)
    }
    expect(statuses[0]).toBe(303)
    expect(statuses.slice(1, 60)).toEqual(Array(59).fill(400))
    expect(statuses[60]).toBe(429)
  })

  test('is begun with at most 60 times in 15 minutes by one client, and then says when to come again', async () => {
    const { house } = await withProvider()
    const statuses = []
    for (let round = 0; round < 60; round++) statuses.push((await house.visitor().get(paths.providerSignIn())).status)
    expect(statuses).toEqual(Array(60).fill(303))
    const answer = await house.visitor().get(paths.providerSignIn())
    expect(answer).toMatchObject({ status: 429, text: expect.stringContaining('15 minutes') })
    expect(answer.headers.get('Retry-After')).toBe('900')
    expect(answer.headers.getSetCookie().join()).not.toContain('oidc_sign_in')
    house.world.travel({ minutes: 16 })
    expect(await house.visitor().get(paths.providerSignIn())).toMatchObject({ status: 303 })
  })

  test('that is not set is on no page, and its addresses are none', async () => {
    const house = await openHouse()
    await house.alice()
    for (const path of [paths.providerSignIn(), paths.providerCallback()]) expect((await house.visitor().get(path)).status).toBe(404)
    expect((await house.visitor().get(paths.adminLogin())).html).not.toContain(paths.providerSignIn())
  })
})

describe('who has no account', () => {
  test('gets one by an invitation, with the name that the provider tells, and the exchange that was shared', async () => {
    const { house, signIn } = await withProvider()
    const { id } = await house.exchange('draft')
    const organiser = await house.alice()
    await organiser.post(paths.sharing(id), { email: addressOf('Bob') })
    await house.deliver()
    const link = /\/admin\/invitation\/[\w-]{43}/.exec(house.post.letterTo(addressOf('Bob')).text)?.[0] as string
    expect((await house.visitor().get(link)).text).toContain('sign in with Oak House. It has to know you by this address.')
    const bob = house.visitor()
    expect(await signIn('bob', bob)).toMatchObject({ status: 303 })
    expect(accountOf(house, addressOf('Bob'))).toMatchObject({ name: 'Bob Elm', password_hash: null, owner: null, oidc_subject: 'bob' })
    expect((await bob.get(paths.exchange(id))).status).toBe(200)
    expect(house.rows('select id from organiser_invitation')).toEqual([])
    expect((await house.visitor().get(link)).status).toBe(410)
  })

  test('does not by one that is too old or was withdrawn', async () => {
    const { house, signIn } = await withProvider()
    const organiser = await house.alice()
    await organiser.post(paths.organisers(), { email: addressOf('Bob') })
    const { id } = house.row<{ id: string }>('select id from organiser_invitation')
    house.world.travel({ days: 7, minutes: 1 })
    const before = stored(house)
    const visitor = house.visitor()
    await expectRefusal(house, visitor, await signIn('bob', visitor), 403, 'Nobody organises here as bob@example.org', before)
    await (await house.alice()).post(paths.withdrawInvitation(), { invitation_id: id })
    expect((await signIn('bob')).status).toBe(403)
  })

  test('gets one where the site lets everybody in, one of ten tries at once, and is not the owner', async () => {
    const { house, provider, signIn } = await withProvider({ settings: { signUp: true } })
    provider.people.set('bob', { email: addressOf('Bob'), email_verified: true, name: 'https://evil.example' })
    const answers = await Promise.all(Array.from({ length: 10 }, () => signIn('bob')))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(303))
    // An address is no name.
    expect(accountOf(house, addressOf('Bob'))).toMatchObject({ owner: null, name: null })
    expect(house.rows('select id from admin')).toHaveLength(2)
  })

  test('is a stranger once the account is removed', async () => {
    const { house, signIn } = await withProvider()
    const organiser = await house.alice()
    await organiser.post(paths.organisers(), { email: addressOf('Bob') })
    const bob = house.visitor()
    await signIn('bob', bob)
    await organiser.post(paths.removeAccount(accountOf(house, addressOf('Bob')).id))
    expect(await isSignedIn(bob)).toBe(false)
    expect((await signIn('bob', bob)).status).toBe(403)
  })
})

describe('an account that has changed its provider', () => {
  test('is linked anew by its address', async () => {
    const { house, signIn } = await withProvider()
    await signIn('alice')
    house.exec(`update admin set oidc_issuer = 'https://old.example', oidc_subject = '17'`)
    expect(await signIn('alice')).toMatchObject({ status: 303 })
    expect(accountOf(house, alice.email)).toMatchObject({ oidc_subject: 'alice' })
  })
})

describe('something weighty', () => {
  const change = { change: 'email', email: 'alice@new.example' }

  /** Bob organises, and has no password. */
  async function withBob(options: Options = {}) {
    const opened = await withProvider(options)
    await (await opened.house.alice()).post(paths.organisers(), { email: addressOf('Bob') })
    const bob = opened.house.visitor()
    await opened.signIn('bob', bob)
    /** Follows the link of the settings page to the provider and back. */
    const confirm = async (doing: { as: string; secondsAgo?: number }) => {
      const [, link = ''] = /href="([^"]*confirm=yes)"/.exec((await bob.get(paths.settings())).html) ?? []
      const begun = await bob.get(link.replaceAll('&amp;', '&'))
      const back = await opened.provider.visit(begun.location ?? '', doing)
      return { asked: new URL(begun.location ?? ''), answer: await bob.get(back) }
    }
    return { ...opened, bob, confirm }
  }

  test('asks whoever has no password to confirm at the provider, for twenty minutes', async () => {
    const { house, bob, confirm } = await withBob()
    const page = await bob.get(paths.settings())
    expect(page.text).toContain('please show once more that it’s you. Confirm with Oak House')
    expect(page.html).not.toContain('current_password')
    expect(await bob.post(paths.settings(), change)).toMatchObject({ status: 422, text: expect.stringContaining('Please show first that it’s you') })
    const { asked, answer } = await confirm({ as: 'bob' })
    expect(asked.searchParams.get('max_age')).toBe('60')
    expect(answer.location).toBe(paths.settings())
    expect((await bob.get(paths.settings())).text).toContain('Thank you, that’s you.')
    expect(await bob.post(paths.settings(), change)).toMatchObject({ status: 303 })
    house.world.travel({ minutes: 21 })
    expect((await bob.get(paths.settings())).text).toContain('Confirm with Oak House')
  })

  test.each([{}, { settings: { signUp: true } }])('is not confirmed by somebody else, whose session or account it never becomes: %j', async (options) => {
    const { house, provider, bob, confirm } = await withBob(options)
    provider.people.set('mallory', { email: 'mallory@example.org', email_verified: true })
    house.world.travel({ minutes: 21 })
    const before = stored(house)
    // Alice has an account that is not linked yet, and Mallory none.
    for (const as of ['alice', 'mallory']) {
      const { answer } = await confirm({ as })
      expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('Please try again') })
      expect(stored(house)).toEqual(before)
      const page = await bob.get(paths.settings())
      expect(page.html).toContain(`value="${addressOf('Bob')}"`)
      expect(page.text).toContain('Confirm with Oak House')
      expect(await bob.post(paths.settings(), change)).toMatchObject({ status: 422 })
    }
    expect(warnings(house).map(({ reason }) => reason)).toEqual(['mismatch', 'mismatch'])
    expect((await confirm({ as: 'bob' })).answer.location).toBe(paths.settings())
  })

  test('confirms nothing where the session has ended: whoever comes signs in', async () => {
    const { house, signIn } = await withProvider()
    const organiser = house.visitor()
    expect(await signIn('alice', organiser, '?confirm=yes')).toMatchObject({ status: 303, location: paths.adminDashboard() })
    expect((await organiser.get(paths.adminDashboard())).text).not.toContain('Thank you, that’s you.')
  })

  test('is not confirmed by a provider that only knew the browser from earlier', async () => {
    const { provider, bob, confirm } = await withBob()
    provider.tamper = ({ claims }) => Object.assign(claims, { auth_time: (claims.iat as number) - 3600 })
    await confirm({ as: 'bob' })
    expect((await bob.get(paths.settings())).text).toContain('Oak House knew you from earlier and didn’t ask who you are')
    expect(await bob.post(paths.settings(), change)).toMatchObject({ status: 422 })
  })

  test('leaves whoever has both the choice', async () => {
    const { house, signIn } = await withProvider()
    const organiser = house.visitor()
    await signIn('alice', organiser)
    const page = await organiser.get(paths.settings())
    expect(page.html).toContain('name="current_password"')
    expect(page.text).toContain('Confirm with Oak House')
    expect(await organiser.post(paths.settings(), { ...change, current_password: alice.password })).toMatchObject({ status: 303 })
  })

  test('is to choose a first password, too', async () => {
    const { house, bob, confirm } = await withBob()
    const fields = { change: 'password', password: 'another fine password', password_confirm: 'another fine password' }
    expect(await bob.post(paths.settings(), fields)).toMatchObject({ status: 422 })
    await confirm({ as: 'bob' })
    expect((await bob.get(paths.settings())).text).toContain('Choose a password')
    expect(await bob.post(paths.settings(), fields)).toMatchObject({ status: 303 })
    expect(await house.visitor().post(paths.adminLogin(), { email: addressOf('Bob'), password: fields.password })).toMatchObject({ status: 303 })
  })

  test('and no password opens an account that has none', async () => {
    const { house } = await withBob()
    for (const password of ['', 'null', 'undefined'])
      expect(await house.visitor().post(paths.adminLogin(), { email: addressOf('Bob'), password })).toMatchObject({ status: 422 })
  })
})

describe('without passwords', () => {
  test('no page offers or takes one', async () => {
    const { house, provider, signIn } = await withProvider()
    const organiser = await house.alice()
    await organiser.post(paths.organisers(), { email: addressOf('Bob') })
    await house.visitor().post(paths.forgotPassword(), { email: alice.email })
    await house.deliver()
    const invitation = /\/admin\/invitation\/[\w-]{43}/.exec(house.post.letterTo(addressOf('Bob')).text)?.[0] as string
    const reset = /\/admin\/reset-password\/[\w-]{43}/.exec(house.post.letterTo(alice.email).text)?.[0] as string
    house.services.waysIn.password = false
    for (const path of [paths.adminLogin(), invitation]) {
      const { html, text } = await house.visitor().get(path)
      expect(html).not.toContain('type="password"')
      expect(text).toContain('Sign in with Oak House')
    }
    const password = { password: 'another fine password', password_confirm: 'another fine password' }
    for (const path of [paths.forgotPassword(), reset]) expect((await house.visitor().get(path)).status).toBe(404)
    for (const path of [paths.adminLogin(), paths.forgotPassword(), paths.setup(), reset, invitation])
      expect([path, (await house.visitor().post(path, { ...alice, name: 'Bob', ...password })).status]).toEqual([path, 404])
    expect(await organiser.post(paths.settings(), { change: 'password', ...password })).toMatchObject({ status: 404 })
    house.world.travel({ minutes: 21 })
    expect((await organiser.get(paths.settings())).html).not.toContain('type="password"')
    expect(await organiser.post(paths.settings(), { change: 'email', email: 'a@b.example', current_password: alice.password })).toMatchObject({ status: 422 })
    expect(provider.people.size).toBe(2)
    expect(await signIn('bob')).toMatchObject({ status: 303 })
  })

  test('the first who comes from the provider owns the site, and the next is a stranger', async () => {
    const { house, signIn } = await withProvider({ passwords: false, isSetUp: false })
    expect(await house.visitor().get(paths.adminLogin())).toMatchObject({ status: 303, location: paths.setup() })
    const page = await house.visitor().get(paths.setup())
    expect(page.text).toContain('Whoever signs in first owns this site. Sign in with Oak House')
    expect(page.html).not.toContain('type="password"')
    expect((await house.visitor().post(paths.setup(), { ...alice, password_confirm: alice.password })).status).toBe(404)
    const organiser = house.visitor()
    expect(await signIn('alice', organiser)).toMatchObject({ status: 303, location: paths.adminDashboard() })
    expect(accountOf(house, alice.email)).toMatchObject({ owner: 1, name: 'Alice Oak', password_hash: null })
    expect((await organiser.get(paths.organisers())).status).toBe(200)
    expect((await signIn('bob')).status).toBe(403)
    expect((await house.visitor().get(paths.setup())).status).toBe(404)
  })

  test('of two who come first at once one owns the site', async () => {
    const { house, signIn } = await withProvider({ passwords: false, isSetUp: false })
    const answers = await Promise.all(['alice', 'bob'].map((who) => signIn(who)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 403])
    expect(house.rows('select owner from admin')).toEqual([{ owner: 1 }])
  })

  test('a site with passwords is set up by one, whatever the provider says', async () => {
    const { house } = await withProvider({ isSetUp: false })
    for (const path of [paths.providerSignIn(), paths.providerCallback()]) expect((await house.visitor().get(path)).location).toBe(paths.setup())
  })
})
