import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse, registration } from '../support/house.ts'

/** What chats, mail programs and people put behind a link. */
const behind = [
  '.',
  ')',
  '*',
  '/',
  '%20',
  '%3E',
  '>',
  '"',
  ',',
  ';',
  '!',
  '%22',
  '%27',
  '’',
  '%E2%80%9D',
  '…',
  ':',
  '%29.',
  '%3E%20',
  '//',
  '/.',
  '%5D',
  '%0A',
  '%0D%0A',
  '=',
  '=3D',
  '%3D%0A',
  '%253E',
  '\\',
  '|',
  '%E2%80%8B',
  '%C2%A0',
  '/?x',
  '~',
  '&utm_source=x',
  '%3Cbr%3E',
  '.%20Thanks!',
]

async function redirectsOf(visit: (path: string) => Promise<{ status: number; location: string | null }>, hurt: string[]) {
  return Object.fromEntries(await Promise.all(hurt.map(async (path) => [path, await visit(path).then(({ status, location }) => [status, location])])))
}

describe('an invitation that was hurt on the way', () => {
  test('leads where it was meant to', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const good = paths.register(slug)
    const hurt = [
      ...behind.map((sign) => `${good}${sign}`),
      ...behind.map((sign) => `/exchange/${slug}${sign}`),
      `/exchange/${slug.toUpperCase()}/register`,
      `/EXCHANGE/${slug.toUpperCase()}/REGISTER`,
      `/Exchange/${slug}/register`,
      `/exchange/${slug}`,
      `/exchange/${slug}/`,
      `/exchange/${slug}/regis`,
      `/.//exchange/${slug}/register`,
      `/exchange//${slug}//register`,
      `/exchange/${slug}%2Fregister`,
      `/exchange%2f${slug}%2fregister`,
      `/exchange/${slug.slice(0, 7)}%0A${slug.slice(7)}/register`,
      `/exchange/${slug.slice(0, 7)}=%0D%0A${slug.slice(7)}/register`,
      `/exchange/${slug}/regis%0Ater`,
      `/exchange/${slug}/%20register`,
      `/%3Chttps://klaus.example/exchange/${slug}/register%3E`,
      `/exchange/${slug.replaceAll('0', 'O').replaceAll('1', 'l')}/Register`,
      `/exchange/${slug}/register.?fbclid=x&utm_source=y`,
    ].filter((path) => path !== good)
    const answers = await redirectsOf((path) => house.visitor().get(path), hurt)
    expect(answers).toEqual(Object.fromEntries(hurt.map((path) => [path, [303, good]])))
    for (const path of [`${good}?fbclid=x&utm_source=y`, `${good}?`, `${good}#x`]) expect((await house.visitor().get(path)).status).toBe(200)
    const access = [
      `/exchange/${slug}/request-access.`,
      `/exchange/${slug.toUpperCase()}/Request-Access`,
      `/exchange/${slug}/request-acc`,
      `/exchange/${slug}/request-`,
    ]
    expect(await redirectsOf((path) => house.visitor().get(path), access)).toEqual(
      Object.fromEntries(access.map((path) => [path, [303, paths.requestAccess(slug)]])),
    )
    expect(await house.visitor().send('HEAD', `${good}.`, undefined)).toMatchObject({ status: 303, location: good })
    expect(await house.visitor().send('POST', `${good}.`, new URLSearchParams(registration('Bob')))).toMatchObject({ status: 404 })
    expect(house.rows('select * from participant')).toEqual([])
  })

  test('too short, too long, or with a sentence glued to it, is the friendly page of a dead one', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const dead = [slug.slice(1), `${slug}x`, `${slug}${slug}`, '%00', '%', '%FF%FE', '..%2f..%2fetc', slug.replace(/./, '-')].flatMap((wrong) => [
      `/exchange/${wrong}/register`,
      `/exchange/${wrong}`,
    ])
    dead.push(
      `/exchange/${slug}/registerSee you!`,
      `/exchange/${slug}/elsewhere`,
      '/Exchange/%20',
      `/exchange/${'z'.repeat(16).toUpperCase()}/register`,
      '/exchange/0123456789abcdef/register.',
    )
    for (const path of dead) {
      const page = await house.visitor().get(path)
      expect.soft(page, path).toMatchObject({ status: 404, text: expect.stringContaining('This invitation doesn’t work') })
      expect.soft(page.html).toContain(`href="${paths.signIn()}"`)
    }
  })
})

describe('a link of an e-mail that was hurt on the way', () => {
  test('signs in where it was asked for, shows its button elsewhere, and is not used up by a look', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const bob = house.visitor()
    await bob.post(paths.register(slug), registration('Bob'))
    await house.deliver()
    const link = house.linkTo('bob@example.org')
    const token = link.split('/').at(-1) as string
    const hurt = [
      ...behind.map((sign) => `${link}${sign}`),
      `${link}_`,
      `${link}--`,
      `/Auth/Magic/${token}`,
      `/auth/magic//${token}`,
      `/.//auth/magic/${token}`,
      `/auth/magic/${token.slice(0, 20)}%0A${token.slice(20)}`,
      `/auth/magic/${token.slice(0, 20)}=%0D%0A${token.slice(20)}`,
      `/auth/magic/${token.slice(0, 20)}%20${token.slice(20)}`,
      `/auth/magic/%3C${token}`.replace('%3C', ''),
    ].filter((path) => path !== link)
    const answers = await redirectsOf((path) => house.visitor().get(path), hurt)
    expect(answers).toEqual(Object.fromEntries(hurt.map((path) => [path, [303, link]])))
    await house.visitor().send('HEAD', `${link}.`, undefined)
    await bob.get(`${link}.`, { headers: { 'Sec-Purpose': 'prefetch' } })
    expect((await house.visitor().open(`${link}%3E`)).text).toContain('Sign me in')
    expect((await bob.open(`${link})`)).text).toContain('Hello Bob')
    expect(house.log.join('\n')).not.toContain(token.slice(0, 20))
  })

  test('leads to declining, whose secret is never changed, and declines nothing', async () => {
    const house = await openHouse()
    await house.exchange('registration_open')
    const token = 'Ab-_'.repeat(11).slice(0, 43)
    const link = paths.decline(token)
    const hurt = [
      ...behind.map((sign) => `${link}${sign}`),
      `/Participation/Decline/${token}`,
      `/participation//decline//${token}`,
      `/participation/decline/${token.slice(0, 20)}%0A${token.slice(20)}`,
      `/participation/decline/${token.slice(0, 20)}=%0D%0A${token.slice(20)}`,
      `/%3Chttps://klaus.example${link}%3E`,
    ]
    expect(await redirectsOf((path) => house.visitor().get(path), hurt)).toEqual(Object.fromEntries(hurt.map((path) => [path, [303, link]])))
    expect(await house.visitor().get(link)).toMatchObject({ status: 404, text: expect.stringContaining('This link doesn’t work') })
    expect((await house.visitor().get(`/elsewhere${link}`)).location?.toLowerCase() ?? '').not.toBe(link.toLowerCase())
  })

  test('too short or too long says so, and has a way on', async () => {
    const house = await openHouse()
    await house.exchange('registration_open')
    const token = 'A'.repeat(43)
    for (const wrong of [token.slice(1), `${token}A`, `${token}see`, 'x', '%00', '%E2%80', `%20${token}`.replace(token, token.slice(2))]) {
      const page = await house.visitor().get(`/auth/magic/${wrong}`)
      expect.soft(page, wrong).toMatchObject({ status: 404, text: expect.stringContaining('This link doesn’t work') })
      expect.soft(page.html).toContain(`href="${paths.signIn()}"`)
      const reset = await house.visitor().get(`/admin/reset-password/${wrong}`)
      expect.soft(reset, wrong).toMatchObject({ status: 404, text: expect.stringContaining('This link doesn’t work') })
      expect.soft(reset.html).toContain(`href="${paths.forgotPassword()}"`)
      const declining = await house.visitor().get(`/participation/decline/${wrong}`)
      expect.soft(declining, wrong).toMatchObject({ status: 404, text: expect.stringContaining('This link doesn’t work') })
      expect.soft(declining.html).toContain(`href="${paths.signIn()}"`)
      const reminders = await house.visitor().get(`/reminders/unsubscribe/${wrong}`)
      expect.soft(reminders, wrong).toMatchObject({ status: 404, text: expect.stringContaining('This link doesn’t work') })
      expect.soft((await house.visitor().post(`/auth/magic/${wrong}`)).status).toBe(404)
    }
  })

  test('leads on from every page that an e-mail leads to', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const token = 'Ab-_'.repeat(11).slice(0, 43)
    const pages = [
      paths.resetPassword(token),
      paths.unsubscribe(token),
      paths.exchange(id),
      paths.mail(),
      paths.adminLogin(),
      paths.forgotPassword(),
      paths.dashboard(),
      paths.match(),
      paths.people(id),
      paths.signIn(),
    ]
    for (const page of pages)
      for (const sign of ['.', '%3E', ')', '/', '%20', '%E2%80%9D,'])
        expect.soft(await house.visitor().get(`${page}${sign}`), page).toMatchObject({ status: 303, location: page })
    expect(await house.visitor().get(paths.exchange(id.toUpperCase()))).toMatchObject({ status: 303, location: paths.exchange(id) })
    for (const nowhere of ['/nothing.', '/admin/exchange/1.', '/%2F%2Fevil.example/', '/.//evil.example/.', '/wp-login.php', '/participant'])
      expect.soft((await house.visitor().get(nowhere)).status, nowhere).toBe(404)
  })
})
