import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, openHouse, registration } from '../support/house.ts'

const statusesOf = (answers: { status: number }[]) => answers.map(({ status }) => status).toSorted()

describe('an office behind one address', () => {
  test('joins, sixty people an hour into each exchange, exactly', async () => {
    const house = await openHouse()
    const [one, other] = [await house.exchange('registration_open'), await house.exchange('registration_open')]
    const register = (slug: string, name: string) => house.visitor().post(paths.register(slug), registration(name))
    for (let guest = 0; guest < 40; guest++) expect((await register(one.slug, `Guest ${guest}`)).status).toBe(303)
    const crowd = await Promise.all(Array.from({ length: 30 }, (_, index) => register(one.slug, `Late ${index}`)))
    expect(statusesOf(crowd)).toEqual([...Array(20).fill(303), ...Array(10).fill(429)])
    const refused = crowd.find(({ status }) => status === 429)
    expect(refused?.headers.get('Retry-After')).toBe('3600')
    expect(refused?.html).toMatch(/value="Late \d+"/)
    expect(await register(other.slug, 'Guest')).toMatchObject({ status: 303 })
    house.world.travel({ minutes: 61 })
    expect(await register(one.slug, 'Later')).toMatchObject({ status: 303 })
  })

  test('asks for links, a hundred and twenty an hour, and three for each address', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Bob'])
    const ask = (name: string) => house.visitor().post(paths.requestAccess(slug), { email: addressOf(name) })
    expect(statusesOf(await Promise.all(Array.from({ length: 5 }, () => ask('Bob'))))).toEqual([303, 303, 303, 429, 429])
    const crowd = await Promise.all(Array.from({ length: 120 }, (_, index) => ask(`Guest ${index}`)))
    expect(statusesOf(crowd)).toEqual([...Array(117).fill(303), 429, 429, 429])
  })

  test('that registers somebody again and again is told each time, and counts', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Bob'])
    const again = await Promise.all(
      Array.from({ length: 62 }, (_, index) => house.visitor().post(paths.register(slug), { ...registration('Bob'), name: `Bob ${index}` })),
    )
    expect(statusesOf(again)).toEqual([...Array(60).fill(400), 429, 429])
  })

  test('is not counted for forms with mistakes', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    for (let time = 0; time < 61; time++) await house.visitor().post(paths.register(slug), { ...registration('Bob'), email: 'bob' })
    expect(await house.visitor().post(paths.register(slug), registration('Bob'))).toMatchObject({ status: 303 })
  })
})

describe('the same registration sent twice', () => {
  const bob = registration('Bob')
  /** What came of it, past the answers: who takes part, how often it counted, and the e-mails about it. */
  async function outcome(house: Awaited<ReturnType<typeof openHouse>>) {
    await house.deliver()
    return {
      people: house.rows('select name from participant').length,
      links: house.rows('select * from magic_token').length,
      mails: house.post.inbox.length,
      notices: house.rows('select * from notice').length,
    }
  }
  const once = { people: 1, links: 1, mails: 1, notices: 1 }

  test('at once, without cookies, is the same “check your mail”, and its link signs in whichever answer came last', async () => {
    for (const last of [0, 1]) {
      const house = await openHouse()
      const { slug } = await house.exchange('registration_open')
      const tabs = Array.from({ length: 5 }, () => house.visitor())
      const answers = await Promise.all(tabs.map((tab) => tab.post(paths.register(slug), bob)))
      for (const answer of answers) expect(answer).toMatchObject({ status: 303, location: paths.registered(slug) })
      expect(await outcome(house)).toEqual(once)
      // A browser keeps what any of the answers left, in the order of their coming.
      const browser = house.visitor()
      for (const tab of last ? tabs : tabs.toReversed()) for (const [name, value] of tab.cookies) browser.cookies.set(name, value)
      expect((await browser.get(paths.registered(slug))).text).toContain('bob@example.org')
      expect((await browser.open(house.linkTo('bob@example.org'))).text).toContain('Hello Bob')
    }
  })

  test('one after the other by one browser is too, whatever its address is by then, and counts once', async () => {
    const house = await openHouse({ trustedProxies: ['127.0.0.1'] })
    const { slug } = await house.exchange('registration_open')
    const browser = house.visitor()
    const from = (client: string) => ({ headers: { 'X-Forwarded-For': client } })
    for (let time = 0; time < 70; time++) expect(await browser.post(paths.register(slug), bob, from(`10.0.0.${time}`))).toMatchObject({ status: 303 })
    expect(await outcome(house)).toEqual(once)
    expect(await house.visitor().post(paths.register(slug), registration('Charlie'), from('10.0.0.0'))).toMatchObject({ status: 303 })
    expect(await browser.post(paths.register(slug), { ...bob, email: ' Bob <BOB@example.org>', name: 'Bob ' }, from('10.0.1.1'))).toMatchObject({ status: 303 })
  })

  test('into an exchange that it filled, or after its gift ideas were changed, is the same still', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open', ['Charlie', 'Dana'], { max_participants: '3' })
    const browser = house.visitor()
    await browser.post(paths.register(slug), bob)
    await house.deliver()
    await browser.get(house.linkTo('bob@example.org'))
    await browser.post(paths.giftIdeas(), { gift_ideas: 'a kite' })
    expect(await browser.post(paths.register(slug), bob)).toMatchObject({ status: 303 })
    expect(house.row('select gift_ideas as ideas from participant where name = ?', 'Bob')).toEqual({ ideas: 'a kite' })
  })

  test('after ten minutes is “already registered”', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const browser = house.visitor()
    await browser.post(paths.register(slug), bob)
    house.world.travel({ minutes: 9 })
    expect(await browser.post(paths.register(slug), bob)).toMatchObject({ status: 303 })
    house.world.travel({ minutes: 2 })
    expect(await browser.post(paths.register(slug), bob)).toMatchObject({ status: 400, text: expect.stringContaining('already registered') })
  })

  test('with anything else in it, or by anybody else, is “already registered”', async () => {
    const house = await openHouse({ trustedProxies: ['127.0.0.1'] })
    const { slug } = await house.exchange('registration_open')
    const browser = house.visitor()
    const from = (client: string) => ({ headers: { 'X-Forwarded-For': client } })
    await browser.post(paths.register(slug), bob, from('10.0.0.1'))
    for (const change of [{ name: 'Robert' }, { gift_ideas: 'gold' }, { reminder_enabled: [] }] as Record<string, string | string[]>[])
      expect(await browser.post(paths.register(slug), { ...bob, ...change }, from('10.0.0.1'))).toMatchObject({ status: 400 })
    expect(await house.visitor().post(paths.register(slug), bob, from('10.0.0.2'))).toMatchObject({ status: 400 })
    expect(await outcome(house)).toEqual(once)
  })
})
