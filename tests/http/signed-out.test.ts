import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { alice, openHouse } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const overHtmx = { headers: { 'HX-Request-Type': 'partial' } }
const ideas = 'A kite.\n\n<b>Socks</b>, "red" & warm'
const asShown = 'A kite.\n\n&lt;b&gt;Socks&lt;/b&gt;, &quot;red&quot; &amp; warm'

async function signedOutBob() {
  const house = await openHouse()
  const { id, slug, people } = await house.exchange('registration_open', ['Bob'])
  house.signEverybodyOut()
  return { house, id, slug, bob: people.Bob as Visitor }
}

async function signedOutAlice(state: 'registration_open' | 'registration_closed' | 'matched' = 'registration_open') {
  const house = await openHouse()
  const { id } = await house.exchange(state, ['Bob', 'Charlie', 'Dana'])
  const organiser = await house.alice()
  house.exec('delete from session where admin_id is not null')
  return { house, id, organiser }
}

describe('what a participant typed before being signed out', () => {
  test('stands on the next page, to be copied or sent again once signed in, and on no page after that', async () => {
    const { house, slug, bob } = await signedOutBob()
    expect(await bob.post(paths.giftIdeas(), { gift_ideas: ideas })).toMatchObject({ status: 303, location: '/' })
    const page = await bob.get('/')
    expect(page.text).toContain('You’ve been signed out')
    expect(page.html).toMatch(/<textarea[^>]* name="gift_ideas"[^>]* readonly/)
    expect(page.html).toContain(`>\n${asShown}</textarea>`)
    expect(page.html).toContain(`action="${paths.giftIdeas()}"`)
    expect((await bob.get('/')).html).not.toContain('A kite.')

    await bob.post(paths.requestAccess(slug), { email: 'bob@example.org' })
    await house.deliver()
    await bob.get(house.linkTo('bob@example.org'))
    expect((await bob.get(paths.dashboard())).html).not.toContain('A kite.')
    expect(await bob.post(paths.giftIdeas(), { gift_ideas: ideas })).toMatchObject({ status: 303, location: paths.dashboard() })
  })

  test('is seen in that browser alone, and not for long', async () => {
    const { house, bob } = await signedOutBob()
    await bob.post(paths.profile(), { name: 'Bobby', gift_ideas: ideas })
    expect((await house.visitor().get('/')).html).not.toContain('A kite.')
    const forger = house.visitor()
    forger.cookies.set('kept_form', 'A'.repeat(43))
    expect((await forger.get('/')).status).toBe(200)
    expect((await bob.send('HEAD', '/', undefined)).status).toBe(200)
    house.world.travel({ minutes: 61 })
    expect((await bob.get('/')).html).not.toContain('A kite.')
  })

  test('is nowhere in the address, the log, the cookies or the database', async () => {
    const { house, bob } = await signedOutBob()
    await bob.post(paths.giftIdeas(), { gift_ideas: 'a canary bird' })
    const cookies = [...bob.cookies.values()].map((value) => value + Buffer.from(value, 'base64url').toString())
    expect([...cookies, ...house.log].join('\n')).not.toContain('a canary bird')
    expect(house.stored()).not.toContain('a canary bird')
  })

  test('of many strangers takes little room: the oldest goes', async () => {
    const { house, bob } = await signedOutBob()
    await bob.post(paths.giftIdeas(), { gift_ideas: ideas })
    for (let number = 0; number < 30; number++) await house.visitor().post(paths.giftIdeas(), { gift_ideas: 'x'.repeat(250_000) })
    expect((await bob.get('/')).html).not.toContain('A kite.')
  })
})

describe('what the admin typed before being signed out', () => {
  test('comes back with the page that it was typed on, after signing in', async () => {
    const { id, organiser, house } = await signedOutAlice()
    const typed = { subject: 'Where we meet', message: 'At seven.', confirm: 'yes' }
    const asked = await organiser.post(paths.message(id), typed)
    expect(asked).toMatchObject({ status: 303, location: paths.adminLogin(paths.message(id)) })
    const door = await organiser.get(asked.location as string)
    expect(door.text).toContain('Please sign in first. What you typed is kept')
    expect(door.html).not.toContain('At seven.')
    expect((await house.visitor().get(paths.adminLogin())).html).not.toContain('At seven.')
    await organiser.get('/')
    expect(await organiser.post(asked.location as string, alice)).toMatchObject({ status: 303, location: paths.message(id) })
    const page = await organiser.get(paths.message(id))
    expect(page.html).toContain('value="Where we meet"')
    expect(page.html).toContain('>\nAt seven.</textarea>')
    // A second, deliberate step is asked for anew.
    expect(page.html).not.toContain('value="yes"')
    expect((await organiser.get(paths.message(id))).html).not.toContain('At seven.')
  })

  test('never holds a password, nor what was typed to delete for good', async () => {
    const { id, organiser } = await signedOutAlice()
    for (const [path, fields] of [
      [paths.settings(), { change: 'email', email: 'a@example.org', current_password: 'secret words' }],
      [paths.deleteExchange(id), { name: 'Millers’ Christmas', current_password: 'secret words' }],
    ] as const) {
      expect(await organiser.post(path, fields)).toMatchObject({ location: paths.adminLogin(path) })
      await organiser.post(paths.adminLogin(), alice)
      const page = await organiser.get(path)
      expect(page.html).not.toContain('secret words')
      expect(page.text.includes('What you typed')).toBe(path === paths.settings())
      await organiser.post(paths.adminLogout())
    }
  })

  test.each([
    ['a rule', (id: string) => paths.rules(id), { kind: 'household', participant_ids: ['a', 'b'] }, (id: string) => paths.rules(id)],
    ['a detail', (id: string) => paths.exchange(id), { budget: 'ten' }, (id: string) => paths.exchange(id)],
    ['a state', (id: string) => paths.closeRegistration(id), {}, (id: string) => paths.exchange(id)],
    ['the link', (id: string) => paths.rotateLink(id), {}, (id: string) => paths.exchange(id)],
    ['an old rule', (id: string) => paths.deleteRule(id, id), {}, (id: string) => paths.rules(id)],
    ['somebody’s link', (id: string) => paths.resendLink(id, id), {}, (id: string) => paths.resendLink(id, id)],
    ['failed mail', () => paths.mail(), {}, () => paths.mail()],
    ['the sign-out', () => paths.adminLogout(), {}, () => undefined],
  ] as const)('leads back to a page that can be opened: %s', async (_, path, fields, back) => {
    const { id, organiser } = await signedOutAlice()
    const asked = await organiser.post(path(id), fields as Record<string, string>)
    expect(asked).toMatchObject({ status: 303, location: paths.adminLogin(back(id)) })
    expect(await organiser.post(asked.location as string, alice)).toMatchObject({ location: back(id) ?? paths.adminDashboard() })
  })
})

describe('over htmx, whoever is signed out', () => {
  test('is told to leave, with a word to the script that what was typed can stay', async () => {
    const { id, organiser } = await signedOutAlice()
    const posted = await organiser.post(paths.message(id), { subject: 'x', message: 'y' }, overHtmx)
    expect([posted.status, posted.headers.get('HX-Redirect'), posted.headers.get('HX-Signed-Out')]).toEqual([204, paths.adminLogin(paths.message(id)), 'yes'])
    const asked = await organiser.get(`${paths.people(id)}?search=x`, overHtmx)
    expect([asked.status, asked.headers.get('HX-Redirect'), asked.headers.get('HX-Signed-Out')]).toEqual([204, paths.adminLogin(paths.people(id)), null])
  })
})
