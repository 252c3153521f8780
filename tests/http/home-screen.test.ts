import { expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse } from '../support/house.ts'

type Manifest = { name: string; start_url: string; display: string; icons: { src: string; sizes: string; type: string; purpose: string }[] }

test('every page names the manifest, with icons of both kinds in both sizes, so that it can be put on a home screen', async () => {
  const house = await openHouse()
  await house.alice()
  const { slug } = await house.exchange('registration_open')
  for (const path of ['/', paths.register(slug), '/nowhere']) {
    expect((await house.visitor().get(path)).html).toContain('<link rel="manifest" href="/manifest.webmanifest">')
  }
  const answer = await house.visitor().get('/manifest.webmanifest')
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/manifest+json'])
  const manifest: Manifest = JSON.parse(answer.html)
  expect(manifest).toMatchObject({ id: '/', name: 'Sneaky Klaus', short_name: 'Sneaky Klaus', start_url: '/', display: 'minimal-ui' })
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(['192x192 any', '512x512 any', '192x192 maskable', '512x512 maskable'])
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await fetch(house.url + src)
    expect([icon.status, icon.headers.get('Content-Type')]).toEqual([200, type])
    const bytes = Buffer.from(await icon.arrayBuffer())
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes)
    expect(bytes.length).toBeLessThan(15_000)
  }
})

test('before there is an organiser the manifest is there, too', async () => {
  const house = await openHouse()
  expect(await house.visitor().get('/manifest.webmanifest')).toMatchObject({ status: 200 })
})
