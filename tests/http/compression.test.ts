import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse } from '../support/house.ts'

const withGzip = { 'Accept-Encoding': 'gzip, deflate, br' }
const plain = { 'Accept-Encoding': 'identity' }

describe('a page', () => {
  test('is compressed for whoever takes it, and reads the same; HEAD says so too', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', ['Bob'])
    const small = await people.Bob?.get(paths.dashboard(), { headers: withGzip })
    const whole = await people.Bob?.get(paths.dashboard(), { headers: plain })
    expect(small?.html).toBe(whole?.html)
    expect([small, whole].map((answer) => answer?.headers.get('Content-Encoding'))).toEqual(['gzip', null])
    expect(Number(small?.headers.get('Content-Length'))).toBeLessThan(Number(whole?.headers.get('Content-Length')) / 2)
    for (const answer of [small, whole]) {
      expect(answer?.headers.get('Vary')).toContain('Accept-Encoding')
      expect(answer?.headers.get('Content-Type')).toBe('text/html; charset=UTF-8')
      expect(answer?.headers.get('Cache-Control')).toBe('no-store')
    }
    const head = await people.Bob?.send('HEAD', paths.dashboard(), undefined, { headers: withGzip })
    expect([head?.status, head?.html, head?.headers.get('Content-Encoding')]).toEqual([200, '', 'gzip'])
  })

  test('comes as it is where it is short', async () => {
    const house = await openHouse()
    const count = await (await house.alice()).get('/nowhere', { headers: { ...withGzip, 'HX-Request-Type': 'partial' } })
    expect(count.headers.get('Content-Encoding')).toBeNull()
    expect(count.headers.get('Vary')).toBe('HX-Request-Type, Accept-Encoding, Accept-Language, Cookie')
  })

  test('is compressed when it tells of an error, too', async () => {
    const house = await openHouse()
    const answer = await (await house.alice()).post(paths.newExchange(), {}, { headers: withGzip })
    expect([answer.status, answer.headers.get('Content-Encoding')]).toEqual([422, 'gzip'])
  })

  test.each(['cross-site', 'same-site'])('comes as it is where a %s page leads somebody signed in to it', async (site) => {
    const house = await openHouse()
    const { slug, people } = await house.exchange('registration_open', ['Bob'])
    const lured = await people.Bob?.get(paths.dashboard(), { headers: { ...withGzip, 'Sec-Fetch-Site': site } })
    expect([lured?.status, lured?.headers.get('Content-Encoding')]).toEqual([200, null])
    const stranger = await house.visitor().get(paths.register(slug), { headers: { ...withGzip, 'Sec-Fetch-Site': site } })
    expect([stranger.status, stranger.headers.get('Content-Encoding')]).toEqual([200, 'gzip'])
  })
})

test.each(['/favicon.ico', '/robots.txt', '/manifest.webmanifest'])('%s is kept for a day, and not sent again to whoever has it', async (path) => {
  const house = await openHouse()
  const first = await fetch(house.url + path)
  const tag = first.headers.get('ETag') ?? ''
  expect([first.status, tag, first.headers.get('Cache-Control')]).toEqual([200, expect.stringMatching(/^"\w+"$/), 'public, max-age=86400'])
  const again = await fetch(house.url + path, { headers: { 'If-None-Match': `"other", ${tag}` } })
  expect([again.status, await again.text(), again.headers.get('ETag')]).toEqual([304, '', tag])
  expect(again.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  expect(again.headers.get('Cache-Control')).toBe('public, max-age=86400')
  expect((await fetch(house.url + path, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200)
  const head = await fetch(house.url + path, { method: 'HEAD' })
  expect([head.status, head.headers.get('ETag')]).toEqual([200, tag])
})
