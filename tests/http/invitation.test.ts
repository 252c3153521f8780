import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse, registration } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana']

test('the desk of what is over hands out no invitation', async () => {
  const house = await openHouse()
  const { id, slug } = await house.exchange('completed', ['Bob', 'Charlie', 'Dana'])
  const desk = await (await house.alice()).get(paths.exchange(id))
  expect(desk.status).toBe(200)
  expect(desk.html).not.toContain(slug)
})

describe('replacing the invitation link', () => {
  test('kills the old one, everywhere, and makes one that works', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    expect(await organiser.post(paths.rotateLink(id))).toMatchObject({ status: 303, location: paths.exchange(id) })
    expect((await organiser.get(paths.exchange(id))).text).toContain('Here is the new link')
    const { slug: fresh } = house.row<{ slug: string }>('select slug from exchange')
    expect(fresh).toMatch(/^[0-9a-z]{16}$/)
    expect(fresh).not.toBe(slug)
    for (const path of [paths.register(slug), paths.registered(slug), paths.requestAccess(slug)]) {
      const page = await house.visitor().get(path)
      expect(page).toMatchObject({ status: 404, text: expect.stringContaining('This invitation doesn’t work') })
      expect(page.text).toContain('ask whoever invited you')
      expect(page.text).not.toContain('Millers')
    }
    expect(await house.visitor().post(paths.register(slug), registration('Mallory'))).toMatchObject({ status: 404 })
    expect(await house.visitor().post(paths.requestAccess(slug), { email: 'bob@example.org' })).toMatchObject({ status: 404 })
    expect(await house.visitor().post(paths.register(fresh), registration('Charlie'))).toMatchObject({ status: 303 })
    expect(house.rows('select name from participant order by name')).toEqual([{ name: 'Bob' }, { name: 'Charlie' }])
  })

  test('leaves those who have joined signed in, with a way back that needs no invitation', async () => {
    const house = await openHouse()
    const { id, slug, people } = await house.exchange('registration_open', ['Bob'])
    await (await house.alice()).post(paths.rotateLink(id))
    expect((await people.Bob?.get(paths.dashboard()))?.status).toBe(200)
    const elsewhere = house.visitor()
    expect((await elsewhere.get(paths.requestAccess(slug))).html).toContain(`href="${paths.signIn()}"`)
    expect(await elsewhere.post(paths.signIn(), { email: ' BOB@example.org ' })).toMatchObject({ status: 303, location: paths.signInRequested() })
    expect((await elsewhere.get(paths.signInRequested())).text).toContain('Check your mail')
    await house.deliver()
    expect(await elsewhere.get(house.linkTo('bob@example.org'))).toMatchObject({ status: 303, location: paths.dashboard() })
  })

  test('of 10 simultaneous tries leaves one link', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    const organiser = await house.alice()
    const answers = await Promise.all(Array.from({ length: 10 }, () => organiser.post(paths.rotateLink(id))))
    expect(answers.every(({ status }) => status === 303)).toBe(true)
    const { slug } = house.row<{ slug: string }>('select slug from exchange')
    expect((await organiser.get(paths.exchange(id))).html).toContain(house.world.url(paths.register(slug)))
  })

  test('is for the admin alone, and of an unknown exchange is a 404', async () => {
    const house = await openHouse()
    const { id, slug, people } = await house.exchange('registration_open', ['Bob'])
    for (const someone of [house.visitor(), people.Bob as Visitor]) {
      expect(await someone.post(paths.rotateLink(id))).toMatchObject({ status: 303, location: paths.adminLogin(paths.exchange(id)) })
    }
    expect(house.row('select slug from exchange')).toEqual({ slug })
    expect(await (await house.alice()).post(paths.rotateLink('00000000-0000-4000-8000-000000000000'))).toMatchObject({ status: 404 })
  })
})

describe('signing in without an invitation', () => {
  test('sends a link into each exchange of that address, and answers the same for any other', async () => {
    const house = await openHouse()
    const first = await house.exchange('registration_open', ['Bob'])
    await house.exchange('registration_open', ['Bob'], { name: 'Office' })
    house.post.inbox.length = 0
    const known = await house.visitor().post(paths.signIn(), { email: 'bob@example.org' })
    const unknown = await house.visitor().post(paths.signIn(), { email: 'mallory@example.org' })
    expect([unknown.status, unknown.location, unknown.html]).toEqual([known.status, known.location, known.html])
    await house.deliver()
    expect(house.post.inbox.map(({ to, subject }) => [...to, subject]).toSorted()).toEqual([
      ['bob@example.org', 'Your sign-in link: Millers’ Christmas'],
      ['bob@example.org', 'Your sign-in link: Office'],
    ])
    expect((await house.visitor().get(paths.register(first.slug))).status).toBe(200)
  })

  test('keeps a mistyped address, and is limited', async () => {
    const house = await openHouse()
    await house.alice()
    const visitor = house.visitor()
    expect(await visitor.post(paths.signIn(), { email: 'bob' })).toMatchObject({ status: 422, html: expect.stringContaining('value="bob"') })
    for (const expected of [303, 303, 303, 429]) expect((await visitor.post(paths.signIn(), { email: 'bob@example.org' })).status).toBe(expected)
  })
})

describe('the poster', () => {
  test('carries the code, the link, the days and the budget, and no name of anybody', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', ['Bob'])
    const page = await (await house.alice()).get(paths.poster(id))
    for (const words of [
      'Millers’ Christmas',
      '24 December 2026',
      'Thursday 10 December 2026, midnight',
      'about 20 €',
      house.world.url(paths.register(slug)),
    ]) {
      expect(page.text).toContain(words)
    }
    expect(page.html).toMatch(/<svg class="qr"[^>]* role="img" aria-label="QR code to join by"/)
    expect(page.text).not.toContain('Bob')
    expect(page.text).not.toContain('Registration isn’t open')
  })

  test('says when nobody can join by it yet', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    expect((await (await house.alice()).get(paths.poster(id))).text).toContain('Registration isn’t open')
  })

  test('is for the admin alone, and of an unknown exchange is a 404', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob'])
    for (const someone of [house.visitor(), people.Bob as Visitor]) {
      expect(await someone.get(paths.poster(id))).toMatchObject({ status: 303, location: paths.adminLogin(paths.poster(id)) })
    }
    expect(await (await house.alice()).get(paths.poster('00000000-0000-4000-8000-000000000000'))).toMatchObject({ status: 404 })
  })
})

describe('a link in a messenger', () => {
  test('shows name, day and a picture, from the site’s own address, and nobody who has joined', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', cast, { name: 'Tom & “Jerry”' })
    const { html } = await house.visitor().get(paths.register(slug), { headers: { 'X-Forwarded-Host': 'evil.example' } })
    const tags = Object.fromEntries([...html.matchAll(/<meta property="og:([\w:]+)" content="([^"]*)"/g)].map(([, name, content]) => [name, content]))
    expect(tags).toMatchObject({
      type: 'website',
      title: 'Tom &amp; “Jerry”',
      description: 'You’re invited to a Secret Santa. Gift day: Thursday 24 December 2026.',
      url: house.world.url(paths.register(slug)),
      image: expect.stringMatching(new RegExp(`^${house.world.url('/assets/invitation.')}[\\w-]+\\.png$`)),
    })
    expect(html).toContain('<meta name="robots" content="noindex">')
    expect(html).not.toMatch(/Bob|Charlie|Dana/)
    const picture = await fetch(tags.image as string)
    expect([picture.status, picture.headers.get('Content-Type')]).toEqual([200, 'image/png'])
    const bytes = Buffer.from(await picture.arrayBuffer())
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630])
    expect(bytes.length).toBeLessThan(60_000)
  })

  test('may be read by messengers; nothing else of the site may be crawled', async () => {
    const house = await openHouse()
    expect((await house.visitor().get('/robots.txt')).html).toBe('User-agent: *\nAllow: /exchange/\nAllow: /assets/\nDisallow: /\n')
  })

  test('tells nothing of a draft or of a dead link', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('draft')
    for (const path of [paths.register(slug), paths.register('0123456789abcdef')]) {
      const page = await house.visitor().get(path)
      expect(page.html).not.toContain('og:')
      expect(page.html).not.toContain('Millers')
    }
  })
})
