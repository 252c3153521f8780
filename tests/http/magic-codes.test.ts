import { describe, expect, test } from 'vitest'
import { codeIn } from '../../src/auth/code.ts'
import { paths } from '../../src/paths.ts'
import { addressOf, type House, openHouse, registration } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const bobs = addressOf('Bob')

/** The code in the newest e-mail to somebody; it stands in both of its forms. */
function codeTo(house: House, address: string): string {
  const { text, html } = house.post.letterTo(address)
  const [, code = ''] = /Type this code on the page that’s waiting for you:\n\n([A-Z2-9]{4} [A-Z2-9]{4})\n/.exec(text) ?? []
  expect(code).toMatch(/^[A-HJKMNP-Z2-9]{4} [A-HJKMNP-Z2-9]{4}$/)
  expect(html).toContain(code)
  return code
}

async function asked(by?: (house: House) => Visitor) {
  const house = await openHouse()
  const { slug, id } = await house.exchange('registration_open', ['Bob'])
  const bob = by?.(house) ?? house.visitor()
  await bob.post(paths.requestAccess(slug), { email: bobs })
  await house.deliver()
  return { house, slug, id, bob, code: codeTo(house, bobs), link: house.linkTo(bobs) }
}

const wrongs = ['AAAA AAAA', 'BBBB BBBB', 'CCCC CCCC', 'DDDD DDDD', 'EEEE EEEE']

describe('S20: the code beside a link', () => {
  test('signs in the browser that asked, after registering as after asking, and confirms the address', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const erin = house.visitor()
    await erin.post(paths.register(slug), registration('Erin'))
    await house.deliver()
    const page = await erin.get(paths.registered(slug))
    expect(page.html).toMatch(/<input id="code" name="code"[^>]*autocomplete="one-time-code" autocapitalize="characters" spellcheck="false"/)
    expect(page.text).toContain('Or type the code from the e-mail')
    expect(await erin.post(paths.signInCode(), { code: codeTo(house, addressOf('Erin')) })).toMatchObject({ status: 303, location: paths.dashboard() })
    expect((await erin.get(paths.dashboard())).text).toContain('Hello Erin')
    expect(house.row('select confirmed_at is not null as confirmed from participant')).toEqual({ confirmed: 1 })
    const again = house.visitor()
    await again.post(paths.signIn(), { email: addressOf('Erin') })
    await house.deliver()
    expect(await again.post(paths.signInCode(), { code: codeTo(house, addressOf('Erin')) })).toMatchObject({ status: 303, location: paths.dashboard() })
  })

  test('does nothing in another browser, and stands in no e-mail for which no browser waits', async () => {
    const { house, slug, id, code } = await asked()
    const mallory = house.visitor()
    const refused = await mallory.post(paths.signInCode(), { code })
    expect([refused.status, refused.text.includes('only works in the browser that asked for it')]).toEqual([422, true])
    await mallory.post(paths.requestAccess(slug), { email: addressOf('Mallory') })
    expect(await mallory.post(paths.signInCode(), { code })).toMatchObject({ status: 422 })
    expect(mallory.cookies.has('participant_session')).toBe(false)
    const organiser = await house.alice()
    await organiser.post(paths.resendLink(id, house.idOf(id, 'Bob')))
    await organiser.post(paths.addPerson(id), { name: 'Dana', email: addressOf('Dana') })
    await organiser.post(paths.correctEmail(id, house.idOf(id, 'Dana')), { email: 'dana@example.net' })
    const before = house.post.inbox.length
    await house.deliver()
    const letters = house.post.inbox.slice(before)
    expect(letters).toHaveLength(2)
    for (const { text } of letters) expect(text).not.toContain('Type this code')
  })

  test('and the link use each other up, once, and 30 at the same time', async () => {
    const { house, bob, code, link, slug } = await asked()
    expect(await bob.post(paths.signInCode(), { code })).toMatchObject({ status: 303 })
    expect(await house.visitor().post(link)).toMatchObject({ status: 410 })
    expect(await bob.post(paths.signInCode(), { code })).toMatchObject({ status: 422, text: expect.stringContaining('That code doesn’t work.') })
    const other = house.visitor()
    await other.post(paths.requestAccess(slug), { email: bobs })
    await house.deliver()
    const [second, way] = [codeTo(house, bobs), house.linkTo(bobs)]
    const answers = await Promise.all([
      ...Array.from({ length: 15 }, () => other.post(paths.signInCode(), { code: second })),
      ...Array.from({ length: 15 }, () => house.visitor().post(way)),
    ])
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  })

  test('lives for its hour', async () => {
    const { house, bob, code } = await asked()
    house.world.travel({ minutes: 61 })
    expect(await bob.post(paths.signInCode(), { code })).toMatchObject({ status: 422 })
    expect(bob.cookies.has('participant_session')).toBe(false)
  })

  test('leads where its link leads', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    await house.deliver()
    const dead = house.linkTo(bobs)
    await house.visitor().post(dead)
    const bob = house.visitor()
    await bob.post(dead, { fresh: 'yes' })
    await house.deliver()
    expect(await bob.post(paths.signInCode(), { code: codeTo(house, bobs), asked_at: dead })).toMatchObject({ status: 303, location: paths.match() })
    expect(house.looksOf(id)).toEqual({})
  })

  test('is nowhere in the database, its hash needs the key, and it is in no log line', async () => {
    const { house, bob, code } = await asked()
    const bare = code.replace(' ', '')
    await bob.post(paths.signInCode(), { code: wrongs[0] as string })
    await bob.post(paths.signInCode(), { code })
    for (const words of [code, bare]) for (const place of [house.stored(), house.log.join('\n')]) expect(place).not.toContain(words)
    const { hash } = house.row<{ hash: string }>('select code_hash as hash from magic_token where code_hash is not null limit 1')
    expect(hash).toMatch(/^[\w-]{43}$/)
  })
})

describe('what is typed for a code', () => {
  test.each([
    ['abcd efgh', 'ABCDEFGH'],
    [' ab-cd–ef gh. ', 'ABCDEFGH'],
    ['ＡＢＣＤ　ＥＦＧＨ', 'ABCDEFGH'],
    ['Reading this on another device? Type this code on the page that waits for you: ABCD EFGH', 'ABCDEFGH'],
    ['code: abcd efgh', 'ABCDEFGH'],
    ['ABCD EFGH (ABCD EFGH)', 'ABCDEFGH'],
    ['ABCD EFGH or 2345 6789', undefined],
    ['Type this code on the page that waits for you: abcd efgh', undefined],
    ['ABCD EFG', undefined],
    ['ABCD EFGHJ', undefined],
    ['ABCD EFG0', undefined],
    ['/auth/magic/ABCDEFGHABCDEFGH', undefined],
    ['', undefined],
  ])('%j means %j', (typed, code) => expect(codeIn(typed)).toBe(code))

  test('stays in the field when it is wrong, and the page is the one from before, also when it is loaded again', async () => {
    const { bob, slug } = await asked()
    const { html } = await bob.get(paths.accessRequested(slug))
    const [, at = ''] = /name="asked_at" value="([^"]*)"/.exec(html) ?? []
    const refused = await bob.post(paths.signInCode(), { code: 'aaaa "bbbb"', asked_at: at })
    expect(refused.status).toBe(422)
    for (const words of ['value="aaaa &quot;bbbb&quot;"', 'aria-invalid="true"', `href="${paths.requestAccess(slug)}"`]) expect(refused.html).toContain(words)
    for (const words of ['Check your mail', 'That code doesn’t work.', `You typed ${bobs}`]) expect(refused.text).toContain(words)
    for (const [typed, words] of [
      ['', 'Please type the code'],
      ['ABCD', 'A code has 8 letters and digits'],
    ] as const)
      expect(await bob.post(paths.signInCode(), { code: typed })).toMatchObject({ status: 422, text: expect.stringContaining(words) })
    expect(await bob.get(paths.signInCode())).toMatchObject({ status: 200, text: expect.stringContaining('Check your mail') })
    for (const elsewhere of ['https://evil.example/', '//evil.example/exchange/x/register', '/exchange/0123456789abcdef/evil', '/admin/login'])
      expect((await bob.post(paths.signInCode(), { code: 'AAAA', asked_at: elsewhere })).html).not.toMatch(/href="[^"]*(evil|admin)/)
  })
})

describe('wrong codes', () => {
  test('are five: then the right one is refused as well, until that browser asks for another link', async () => {
    const { house, bob, slug, code } = await asked()
    for (const wrong of wrongs) expect(await bob.post(paths.signInCode(), { code: wrong })).toMatchObject({ status: 422 })
    const refused = await bob.post(paths.signInCode(), { code, asked_at: paths.requestAccess(slug) })
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '3600'])
    expect(refused.html).toContain(`<a class="button" href="${paths.requestAccess(slug)}">Ask for another link</a>`)
    await bob.post(paths.requestAccess(slug), { email: bobs })
    await house.deliver()
    expect(await bob.post(paths.signInCode(), { code: codeTo(house, bobs) })).toMatchObject({ status: 303 })
  })

  test('are counted exactly when they come at once, and those that can be no code are not counted', async () => {
    const { bob, code } = await asked()
    for (let round = 0; round < 8; round++) await bob.post(paths.signInCode(), { code: 'ABC' })
    const answers = await Promise.all(Array.from({ length: 30 }, () => bob.post(paths.signInCode(), { code: 'AAAA AAAA' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(5).fill(422), ...Array(25).fill(429)])
    expect(await bob.post(paths.signInCode(), { code })).toMatchObject({ status: 429 })
  })

  test('are answered to the letter as where the address takes part in nothing', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Bob'])
    const seen: string[][] = []
    for (const email of [bobs, addressOf('Mallory')]) {
      const someone = house.visitor()
      await someone.post(paths.requestAccess(slug), { email })
      await house.deliver()
      const answers = []
      for (const code of [...wrongs, wrongs[0] as string]) answers.push(await someone.post(paths.signInCode(), { code, asked_at: paths.requestAccess(slug) }))
      seen.push(answers.map(({ status, html }) => `${status} ${html.replaceAll(email, 'ADDRESS')}`))
    }
    expect(seen[0]).toEqual(seen[1])
  })
})
