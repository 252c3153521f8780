import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { sendRaw } from '../doors/raw-request.ts'
import { alice, openHouse, registration } from '../support/house.ts'

type Headers = Record<string, string>

const notice = 'This isn’t the site’s own address'

/** A house that lives at `base`, opened by whatever `Host` a request names. */
async function open(base = 'http://klaus.lan:8000', trustedProxies: string[] = []) {
  const house = await openHouse({ baseUrl: () => base, trustedProxies })
  await house.alice()
  const get = (path: string, headers: Headers) => sendRaw(house.url, { path, headers })
  const post = (path: string, fields: Record<string, string>, headers: Headers) => sendRaw(house.url, { path, fields, headers })
  return { house, get, post }
}

describe('a page opened by another address than the site’s own', () => {
  test('says so at its top, with a link to the same page where it belongs', async () => {
    const { house, get, post } = await open()
    const { slug } = await house.exchange('registration_open')
    const headers = { Host: '192.168.1.10:8000' }
    for (const path of [
      paths.register(slug),
      `${paths.register(slug)}?a=1&b=2`,
      paths.landing(),
      paths.adminLogin('/admin/dashboard'),
      paths.signIn(),
      '/nothing',
      '/exchange/none/register',
    ]) {
      const page = await get(path, headers)
      expect.soft(page.html, path).toContain(notice)
      expect.soft(page.html).toContain(`<a href="http://klaus.lan:8000${path.replaceAll('&', '&amp;')}">`)
      expect.soft(page.html.indexOf(notice)).toBeLessThan(page.html.indexOf('<header'))
      expect.soft(page.html).not.toContain('192.168.1.10')
    }
    const refused = await post(paths.register(slug), { name: '' }, { ...headers, 'Sec-Fetch-Site': 'same-origin' })
    expect(refused.html).toContain(`<a href="http://klaus.lan:8000${paths.register(slug)}">`)
    const part = await get(paths.register(slug), { ...headers, 'HX-Request-Type': 'partial' })
    expect(part.html).not.toContain(notice)
    expect((await get('/healthz', headers)).html).toBe('ok')
  })

  test.each<[string, Headers, boolean, string[]?]>([
    ['http://klaus.lan:8000', { Host: 'klaus.lan:8000' }, true],
    ['http://klaus.lan:8000', { Host: 'KLAUS.LAN:8000' }, true],
    ['http://klaus.lan:8000', { Host: 'klaus.lan.:8000' }, true],
    ['http://klaus.lan:8000', { Host: 'klaus.lan' }, false],
    ['http://klaus.lan:8000', { Host: 'klaus.lan:80' }, false],
    ['http://klaus.lan:8000', { Host: 'klaus.lan:443' }, false],
    ['http://klaus.lan', { Host: 'klaus.lan' }, true],
    ['https://klaus.example:8443', { Host: 'klaus.example' }, false],
    ['http://klaus.lan:8000', { Host: 'klaus.lan:9000' }, false],
    ['http://klaus.lan:8000', { Host: 'klaus:8000' }, false],
    ['http://klaus.lan:8000', { Host: 'klaus.lan.evil.example:8000' }, false],
    ['http://klaus.lan:8000', { Host: 'localhost:8000' }, false],
    ['http://klaus.lan', { Host: 'klaus.lan:80' }, true],
    ['http://localhost:8000', { Host: 'localhost:8000' }, true],
    ['http://localhost:8000', { Host: '127.0.0.1:8000' }, false],
    ['http://[2001:db8::1]:8000', { Host: '[2001:DB8:0::1]:8000' }, true],
    ['http://[2001:db8::1]:8000', { Host: '[2001:db8::2]:8000' }, false],
    ['https://klaus.example', { Host: 'klaus.example' }, true],
    ['https://klaus.example', { Host: 'klaus.example:443' }, true],
    ['https://klaus.example', { Host: 'www.klaus.example' }, false],
    ['https://klaus.example', { Host: '192.168.1.10:8000' }, false],
    ['https://klaus.example', { Host: 'app:8000', 'X-Forwarded-For': '9.9.9.9' }, true],
    ['https://klaus.example', { Host: '127.0.0.1:8000' }, true, ['127.0.0.1']],
    ['https://klaus.example', { Host: 'app:8000', 'X-Forwarded-Host': 'klaus.example' }, true],
    ['https://klaus.example', { Host: 'app:8000', 'X-Forwarded-Host': 'klaus.example:443, inner' }, true],
    ['https://klaus.example', { Host: 'klaus.example', 'X-Forwarded-Host': 'other.example' }, true],
    ['https://klaus.example', { Host: 'app:8000', 'X-Forwarded-Host': 'old.example' }, false],
    ['https://klaus.example', { Host: 'old.example', 'X-Forwarded-For': '9.9.9.9', Referer: 'https://old.example/' }, false],
    ['https://klaus.example', { Host: 'app:8000', 'X-Forwarded-For': '9.9.9.9', Referer: 'https://mail.example/' }, true],
    ['https://klaus.example:8443', { Host: 'klaus.example:8000', 'X-Forwarded-For': '9.9.9.9' }, true],
    ['https://klaus.example', { Host: 'a b' }, true],
    ['https://klaus.example', { Host: '<b>' }, true],
    ['https://klaus.example', { Host: '%' }, true],
    ['https://klaus.example', { Host: 'x/../y' }, true],
  ])('of %s with %j: it is right is %j', async (base, headers, isRight, trustedProxies = []) => {
    const { get } = await open(base, trustedProxies)
    const page = await get(paths.signIn(), headers)
    if (page.status === 400) return expect(page.html).not.toContain(notice)
    expect([page.status, page.html.includes(notice)]).toEqual([200, !isRight])
  })
})

describe('a form sent by another address', () => {
  const lan = { Host: '192.168.1.10:8000', Origin: 'http://192.168.1.10:8000' }
  const ideas = 'a long text\nthat took <half> an hour'

  test('is refused, changes nothing, and keeps what was typed where it can be copied, with the way to the right address', async () => {
    const { house, post } = await open()
    const { slug } = await house.exchange('registration_open')
    const answer = await post(paths.register(slug), { ...registration('Bob'), gift_ideas: ideas }, lan)
    expect(answer.status).toBe(403)
    expect(answer.html).toContain(notice)
    expect(answer.html).toMatch(/<textarea[^>]*readonly[^>]*>\na long text\nthat took &lt;half&gt; an hour<\/textarea>/)
    for (const value of ['value="Bob"', 'value="bob@example.org"', `href="http://klaus.lan:8000${paths.register(slug)}"`]) expect(answer.html).toContain(value)
    // Nothing on the page could send it by a press of the wrong button.
    expect(answer.html).not.toContain('<form')
    expect(house.rows('select * from participant')).toEqual([])
  })

  test('keeps an address, and never a password, at the set-up and at signing in', async () => {
    const house = await openHouse({ baseUrl: () => 'http://klaus.lan:8000' })
    for (const path of [paths.setup(), paths.adminLogin()]) {
      const answer = await sendRaw(house.url, { path, fields: { ...alice, password_confirm: alice.password }, headers: lan })
      expect(answer.status).toBe(403)
      expect(answer.html).toContain(`value="${alice.email}"`)
      expect(answer.html).not.toContain(alice.password)
      expect(answer.html).toContain(`href="http://klaus.lan:8000${path}"`)
    }
    expect(house.rows('select * from admin')).toEqual([])
  })

  test('is kept as well where a privacy filter took its origin away', async () => {
    const { house, post } = await open()
    const { slug } = await house.exchange('registration_open')
    for (const headers of [{ Host: 'klaus.lan:8000' }, { Host: 'klaus.lan:8000', Origin: 'null' }] as Headers[]) {
      const answer = await post(paths.register(slug), { ...registration('Bob'), gift_ideas: ideas }, headers)
      expect(answer.status).toBe(403)
      expect(answer.html).toContain('that took &lt;half&gt; an hour</textarea>')
      expect(answer.html).not.toContain(notice)
    }
  })

  test('is not shown back when a browser says that another site sent it, nor when it is too large', async () => {
    const { house, post } = await open()
    const { slug } = await house.exchange('registration_open')
    const theirs = await post(
      paths.register(slug),
      { ...registration('Bob'), gift_ideas: 'Call +1 555' },
      { Host: 'klaus.lan:8000', Origin: 'http://evil.example', 'Sec-Fetch-Site': 'cross-site' },
    )
    expect(theirs.status).toBe(403)
    expect(theirs.html).not.toContain('Call +1 555')
    const large = await post(paths.register(slug), { gift_ideas: 'x'.repeat(262_144) }, lan)
    expect(large.status).toBe(413)
  })

  test('stays in the page where htmx sent it', async () => {
    const { house, post } = await open()
    const { slug } = await house.exchange('registration_open')
    const answer = await post(paths.register(slug), { ...registration('Bob'), gift_ideas: ideas }, { ...lan, 'HX-Request-Type': 'partial' })
    expect(answer.status).toBe(403)
    expect(answer.html).toMatch(/^<hx-partial hx-target="#messages">/)
  })

  test('is taken when the host has a dot at its end, which is the same host', async () => {
    const { house, post } = await open()
    const { slug } = await house.exchange('registration_open')
    expect(await post(paths.register(slug), registration('Bob'), { Host: 'klaus.lan.:8000', Origin: 'http://klaus.lan.:8000' })).toMatchObject({ status: 303 })
    expect(await post(paths.register(slug), registration('Charlie'), { Host: 'klaus.lan:8000', Origin: 'http://klaus.lan.evil.example:8000' })).toMatchObject({
      status: 403,
    })
  })

  test('makes links in e-mails from the site’s own address alone', async () => {
    const { house, post } = await open()
    const { slug } = await house.exchange('registration_open')
    await post(paths.register(slug), registration('Bob'), { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', 'Sec-Fetch-Site': 'same-origin' })
    await house.deliver()
    const { text, html } = house.post.letterTo('bob@example.org')
    expect(text).toContain('http://klaus.lan:8000/auth/magic/')
    expect(text + html).not.toContain('evil.example')
  })
})
