import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { chooseEncoding } from '../../src/web/compression.ts'

const app = new Hono()
app.get('/', (c) => c.text(chooseEncoding(c, ['br', 'gzip']) ?? 'plain'))

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['GZIP', 'gzip'],
  ['br;q=0.5, gzip', 'gzip'],
  ['br;q=0, gzip;q=0.1', 'gzip'],
  ['*', 'br'],
  ['br;q=0, *', 'gzip'],
  ['gzip, *;q=0', 'gzip'],
  ['gzip;q=0', 'plain'],
  ['*;q=0', 'plain'],
  ['identity', 'plain'],
  ['identity, gzip;q=0.5', 'plain'],
  ['identity;q=0.5, gzip', 'gzip'],
  ['deflate, brotli, gzipped', 'plain'],
  ['', 'plain'],
  [undefined, 'plain'],
])('who accepts “%s” gets %s', async (accepted, encoding) => {
  const answer = await app.request('/', { headers: accepted === undefined ? {} : { 'Accept-Encoding': accepted } })
  expect(await answer.text()).toBe(encoding)
})
