import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { freePort } from '../support/free-port.ts'
import { addressOf, alice, type House, openHouse, registration } from '../support/house.ts'
import { Visitor } from '../support/visitor.ts'
import { sendRaw } from './raw-request.ts'
import { caddy, nginx, obstacle, type ReverseProxy, startProxy } from './reverse-proxy.ts'

type Headers = Record<string, string | string[]>

const proxies = [nginx, caddy].map((proxy) => ({ proxy, name: proxy.name, why: obstacle(proxy) }))

for (const { proxy, name, why } of proxies) {
  describe.skipIf(why !== '')(`S15: behind ${name}${why}`, () => {
    test('forms work, links in e-mails lead to the proxy, and other sites’ forms are refused', async () => {
      const { house, url } = await openBehind(proxy, ['127.0.0.1'])
      const { slug } = await house.exchange('registration_open')
      const bob = new Visitor(url)
      expect(await bob.post(paths.register(slug), registration('Bob'))).toMatchObject({ status: 303, location: paths.registered(slug) })
      await house.deliver()
      expect(house.post.letterTo(addressOf('Bob')).text).toContain(`${url}${house.linkTo(addressOf('Bob'))}`)
      expect(await bob.open(house.linkTo(addressOf('Bob')))).toMatchObject({ status: 200, text: expect.stringContaining('Hello Bob') })
      const Cookie = [...bob.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
      const wish = (headers: Headers) =>
        sendRaw(url, { path: paths.giftIdeas(), fields: { gift_ideas: JSON.stringify(headers) }, headers: { Cookie, ...headers } })
      for (const headers of [{ 'Sec-Fetch-Site': 'same-origin' }, { Origin: url }] as Headers[]) {
        expect(await wish(headers)).toMatchObject({ status: 303 })
        expect(house.row('select gift_ideas from participant')).toEqual({ gift_ideas: JSON.stringify(headers) })
      }
      for (const headers of [{ 'Sec-Fetch-Site': 'cross-site', Origin: url }, { Origin: house.url }, { Origin: 'http://evil.example' }, {}] as Headers[]) {
        expect([headers, (await wish(headers)).status]).toEqual([headers, 403])
      }
    })

    test('each client has limits of its own, which no forged header widens', async () => {
      const { house, url } = await openBehind(proxy, ['127.0.0.1'])
      await house.alice()
      const forged = (index: number) => ({ 'X-Forwarded-For': `10.9.9.${index}`, 'X-Real-IP': `10.9.9.${index}`, Forwarded: `for=10.9.9.${index}` })
      for (let index = 0; index < 5; index++) expect(await failToSignIn(url, index, '127.0.0.2', forged(index))).toBe(422)
      expect(clientsIn(house, ['127.0.0.2', '127.0.0.3', '127.0.0.1', '10.9.9.1'])).toEqual(['127.0.0.2'])
      expect(await failToSignIn(url, 5, '127.0.0.2', forged(5))).toBe(429)
      expect(await failToSignIn(url, 6, '127.0.0.2')).toBe(429)
      expect(await failToSignIn(url, 7, '127.0.0.3')).toBe(422)
      expect(await failToSignIn(url, 8, '127.0.0.3', { 'X-Forwarded-For': '127.0.0.2' })).toBe(422)
    })

    test('that nobody trusts, all its clients count as one: the header is not read', async () => {
      const { house, url } = await openBehind(proxy, [])
      await house.alice()
      for (let index = 0; index < 5; index++) expect(await failToSignIn(url, index, `127.0.0.${index + 2}`)).toBe(422)
      expect(await failToSignIn(url, 5, '127.0.0.9')).toBe(429)
      expect(clientsIn(house, ['127.0.0.1', '127.0.0.2', '127.0.0.9'])).toEqual(['127.0.0.1'])
    })
  })
}

describe('S15: whose request it is, by the socket, the trusted proxies and X-Forwarded-For', () => {
  const near = ['127.0.0.1']
  const chain = ['127.0.0.1', '10.0.0.0/8', '2001:db8:ffff::/48']
  test.each<[string[], string | string[] | undefined, string]>([
    [[], undefined, '127.0.0.1'],
    [[], '9.9.9.9', '127.0.0.1'],
    [[], '9.9.9.9, 127.0.0.1', '127.0.0.1'],
    [['10.0.0.0/8', '::1'], '9.9.9.9', '127.0.0.1'],
    [near, undefined, '127.0.0.1'],
    [near, '', '127.0.0.1'],
    [near, '9.9.9.9', '9.9.9.9'],
    [near, ' 9.9.9.9 ', '9.9.9.9'],
    [near, '6.6.6.6, 9.9.9.9', '9.9.9.9'],
    [near, '6.6.6.6,127.0.0.1,9.9.9.9', '9.9.9.9'],
    [near, '127.0.0.1, 9.9.9.9', '9.9.9.9'],
    [near, '6.6.6.6, 9.9.9.9, 127.0.0.1', '9.9.9.9'],
    [near, ['6.6.6.6', '9.9.9.9'], '9.9.9.9'],
    [near, ['9.9.9.9', '127.0.0.1'], '9.9.9.9'],
    [near, '9.9.9.9, 10.0.0.1', '10.0.0.1'],
    [near, '9.9.9.9, rubbish', '127.0.0.1'],
    [near, 'rubbish, 9.9.9.9', '9.9.9.9'],
    [near, '6.6.6.6, unknown, 127.0.0.1', '127.0.0.1'],
    [near, '6.6.6.6,', '127.0.0.1'],
    [near, '_hidden', '127.0.0.1'],
    [near, `${'6.6.6.6,'.repeat(10)}9.9.9.9`, '9.9.9.9'],
    [near, '::ffff:9.9.9.9', '9.9.9.9'],
    [near, '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    [near, '2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    [['::ffff:127.0.0.1'], '9.9.9.9', '9.9.9.9'],
    [['127.0.0.0/8'], '6.6.6.6, 9.9.9.9, 127.3.3.3', '9.9.9.9'],
    [['0.0.0.0/0'], '6.6.6.6, 9.9.9.9', '6.6.6.6'],
    [chain, '6.6.6.6, 9.9.9.9, 10.1.1.1', '9.9.9.9'],
    [chain, '6.6.6.6, 9.9.9.9, 10.1.1.1, 2001:db8:ffff::1', '9.9.9.9'],
    [chain, '10.1.1.1, 6.6.6.6, 10.1.1.2', '6.6.6.6'],
    [chain, '10.1.1.1, 10.1.1.2', '10.1.1.1'],
    [near, '198.51.100.7:51234', '198.51.100.7'],
    [near, '6.6.6.6:1, 203.0.113.9:40000', '203.0.113.9'],
    [near, '[2001:db8:1::7]:443', '2001:db8:1:0::/64'],
    [near, '[2001:db8:1::7]', '2001:db8:1:0::/64'],
    [near, '"[2001:db8:1::7]:443"', '2001:db8:1:0::/64'],
    [near, '"198.51.100.7"', '198.51.100.7'],
    [near, '[::ffff:198.51.100.7]:443', '198.51.100.7'],
    [near, '::ffff:198.51.100.7', '198.51.100.7'],
    [near, 'fe80::1%eth0', 'fe80:0:0:0::/64'],
    [near, '[fe80::1%25eth0]:80', 'fe80:0:0:0::/64'],
    [chain, '9.9.9.9:1, 10.1.1.1:2, [2001:db8:ffff::1]:3', '9.9.9.9'],
    [chain, '9.9.9.9:1, _hidden, 10.1.1.1:2', '10.1.1.1'],
    [near, '198.51.100.7:', '198.51.100.7'],
    [near, '198.51.100.7:http', '127.0.0.1'],
    [near, '[2001:db8::1', '127.0.0.1'],
    [near, '2001:db8::1]:443', '127.0.0.1'],
    [near, '[198.51.100.7]:80', '198.51.100.7'],
    [near, '198.51.100.7:1:2', '127.0.0.1'],
    [near, '[]:443', '127.0.0.1'],
    [near, '"', '127.0.0.1'],
    [near, '0x7f.1', '127.0.0.1'],
    [near, '010.1.1.1', '127.0.0.1'],
    [near, 'for=9.9.9.9', '127.0.0.1'],
    [near, ':::::', '127.0.0.1'],
    [near, '1.2.3.4/8', '127.0.0.1'],
  ])('trusting %j, with %j, it is %s', async (trustedProxies, forwarded, client) => {
    const house = await openHouse({ trustedProxies })
    await house.alice()
    const header: Headers = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded }
    expect(await failToSignIn(house.url, 0, undefined, { ...header, 'X-Real-IP': '5.5.5.5', Forwarded: 'for=5.5.5.5', 'X-Client-IP': '5.5.5.5' })).toBe(422)
    expect(clientsIn(house, [client])).toEqual([client])
  })
})

/** A house whose address is that of a proxy in front of it. */
async function openBehind(proxy: ReverseProxy, trustedProxies: string[]): Promise<{ house: House; url: string }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const house = await openHouse({ trustedProxies, baseUrl: () => url })
  await house.alice()
  await startProxy(proxy, port, house.url)
  return { house, url }
}

/** Somebody at `from` guesses a password, for another address each time, so that only the client's limit counts. */
async function failToSignIn(url: string, index: number, from?: string, headers: Headers = {}): Promise<number> {
  const fields = { email: index === 0 ? alice.email : `mallory${index}@example.org`, password: 'a wild guess' }
  return (await sendRaw(url, { path: paths.adminLogin(), fields, headers: { 'Sec-Fetch-Site': 'same-origin', ...headers }, from })).status
}

/** Which of the clients have a failed sign-in counted against them. */
function clientsIn(house: House, clients: string[]): string[] {
  const keys = house.rows<{ key: string }>('select key from rate_limit').map(({ key }) => key)
  return clients.filter((client) => keys.includes(createHash('sha256').update(`sign-in per client\0${client}`).digest('hex')))
}
