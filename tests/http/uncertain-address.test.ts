import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse, registration } from '../support/house.ts'
import type { Answer } from '../support/visitor.ts'

const typed = 'bob@gmial.com'
const meant = 'bob@gmail.com'

/** The answers that a page offers to its question, by the words on their buttons. */
function answers({ html }: Answer): Record<string, string> {
  const buttons = [...html.matchAll(/<button[^>]*name="email_confirmed" value="([^"]*)"[^>]*>\s*([^<]*?)\s*<\/button>/g)]
  return Object.fromEntries(buttons.map(([, value = '', label = '']) => [label.replaceAll(/\s+/g, ' '), value]))
}

const offered = { 'Yes, bob@gmail.com': meant, 'No, keep bob@gmial.com': typed }

describe('registering with an address one slip from a common provider', () => {
  const fields = { ...registration('Bob'), email: typed, gift_ideas: 'Tea\nand <books>' }

  test('is asked about, stores nothing, and keeps everything', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const bob = house.visitor()
    for (const headers of [{}, { 'HX-Request-Type': 'partial' }] as Record<string, string>[]) {
      const asked = await bob.post(paths.register(slug), fields, { headers })
      expect(asked).toMatchObject({ status: 422, text: expect.stringContaining(`Did you mean ${meant}?`) })
      expect(answers(asked)).toEqual(offered)
      expect(asked.html).toContain('value="Bob"')
      expect(asked.html).toContain(`value="${typed}"`)
      expect(asked.html).toContain('Tea\nand &lt;books&gt;</textarea>')
      expect(asked.html).toMatch(/name="reminder_enabled"[^>]*checked/)
    }
    await house.deliver()
    expect(house.rows('select * from participant')).toEqual([])
    expect(house.rows('select * from rate_limit')).toEqual([])
    expect(house.post.inbox).toEqual([])
  })

  test.each([
    ['the address that was typed', typed, typed],
    ['the address that was typed, in capitals', ' BOB@GMIAL.com ', typed],
    ['yes', 'yes', typed],
    ['on', 'on', typed],
    ['the suggestion', meant, meant],
  ])('is stored as it was answered: %s', async (_, email_confirmed, stored) => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    expect(await house.visitor().post(paths.register(slug), { ...fields, email_confirmed })).toMatchObject({ status: 303 })
    expect(house.row('select email from participant')).toEqual({ email: stored })
    await house.deliver()
    expect(house.post.inbox.flatMap(({ to }) => to)).toEqual([stored])
  })

  test.each(['', 'no', 'eve@example.com', 'bob@gmial.con', '1'])('is asked anew when the answer is %j', async (email_confirmed) => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const asked = await house.visitor().post(paths.register(slug), { ...fields, email_confirmed })
    expect(asked).toMatchObject({ status: 422, text: expect.stringContaining(`Did you mean ${meant}?`) })
  })

  test('is asked anew about another address, and not at all about a certain one', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const bob = house.visitor()
    const other = await bob.post(paths.register(slug), { ...fields, email: 'bob@hotmial.com', email_confirmed: typed })
    expect(other).toMatchObject({ status: 422, text: expect.stringContaining('Did you mean bob@hotmail.com?') })
    expect(await bob.post(paths.register(slug), { ...fields, email: 'bob@example.org', email_confirmed: meant })).toMatchObject({ status: 303 })
    expect(house.row('select email from participant')).toEqual({ email: 'bob@example.org' })
  })

  test('is asked together with what else is wrong, and once only', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const bob = house.visitor()
    const both = await bob.post(paths.register(slug), { ...fields, name: '' })
    expect(both.text).toContain('2 answers need another look.')
    expect(answers(both)).toEqual(offered)
    const kept = await bob.post(paths.register(slug), { ...fields, name: '', email_confirmed: 'yes' })
    expect(kept.text).not.toContain('Did you mean')
    expect(kept.html).toContain(`<input type="hidden" name="email_confirmed" value="${typed}">`)
    const taken = await bob.post(paths.register(slug), { ...fields, name: '', email_confirmed: meant })
    expect(taken.text).not.toContain('Did you mean')
    expect(taken.html).toMatch(new RegExp(`<input id="email"[^>]*value="${meant}"`))
  })

  test('is read through what is pasted around it', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const asked = await house.visitor().post(paths.register(slug), { ...fields, email: 'Bob <Bob@GMIAL.com>' })
    expect(answers(asked)).toEqual(offered)
  })

  test('does not keep anybody from asking for a link with it', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    await house.visitor().post(paths.register(slug), { ...fields, email_confirmed: 'yes' })
    expect(await house.visitor().post(paths.requestAccess(slug), { email: typed })).toMatchObject({ status: 303 })
  })
})

describe('the organiser', () => {
  test('is asked when adding somebody, before and after the draw', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', ['Charlie', 'Dana', 'Erin'])
    const organiser = await house.alice()
    const asked = await organiser.post(paths.addPerson(id), { name: 'Bob', email: typed, confirm: 'yes' })
    expect(asked.status).toBe(422)
    expect(answers(asked)).toEqual(offered)
    expect(asked.html).toContain('value="Bob"')
    const unconfirmed = await organiser.post(paths.addPerson(id), { name: 'Bob', email: typed, email_confirmed: typed })
    expect(unconfirmed.status).toBe(409)
    expect(unconfirmed.html).toContain(`<input type="hidden" name="email_confirmed" value="${typed}">`)
    expect(await organiser.post(paths.addPerson(id), { name: 'Bob', email: typed, email_confirmed: meant, confirm: 'yes' })).toMatchObject({ status: 303 })
    expect(house.row('select email from participant where name = ?', 'Bob')).toEqual({ email: meant })
  })

  test('is asked when correcting an address', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    const path = paths.correctEmail(id, house.idOf(id, 'Bob'))
    const asked = await organiser.post(path, { email: typed })
    expect(asked.status).toBe(422)
    expect(answers(asked)).toEqual(offered)
    expect(house.row('select email from participant')).toEqual({ email: 'bob@example.org' })
    expect(await organiser.post(path, { email: typed, email_confirmed: typed })).toMatchObject({ status: 303 })
    expect(house.row('select email from participant')).toEqual({ email: typed })
  })
})
