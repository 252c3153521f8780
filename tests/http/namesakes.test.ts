import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const first = 'anna@example.org'
const second = 'anna.miller@example.org'

/** Two people called Anna, who write it differently, and Bob and Charlie. */
async function withTwoAnnas(state: 'registration_open' | 'registration_closed' | 'matched') {
  const house = await openHouse()
  const { id, slug, people } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Anna'])
  const other = house.visitor()
  expect(await other.post(paths.register(slug), { name: ' anna ', email: second, gift_ideas: 'a kite' })).toMatchObject({ status: 303 })
  await house.deliver()
  await other.get(house.linkTo(second))
  const organiser = await house.alice()
  if (state !== 'registration_open') await organiser.post(paths.closeRegistration(id))
  if (state === 'matched') await organiser.post(paths.draw(id))
  return { house, id, organiser, bob: people.Bob as Visitor, charlie: people.Charlie as Visitor, anna: people.Anna as Visitor, other }
}

describe('two people of the same name', () => {
  test('both join, and each is asked to add something to the name; the others are not', async () => {
    const { bob, anna, other } = await withTwoAnnas('registration_open')
    for (const one of [anna, other]) {
      expect((await one.get(paths.dashboard())).text).toMatch(/There’s another (Anna|anna) in this exchange. Add something to your name/)
      expect((await one.get(paths.profile())).text).toContain('Someone else here has the same name.')
    }
    expect((await bob.get(paths.dashboard())).text).not.toContain('There’s another')
    expect((await bob.get(paths.profile())).text).not.toContain('the same name')
    expect((await anna.get(paths.dashboard())).html).not.toContain(second)
    await other.post(paths.profile(), { name: 'Anna M.', gift_ideas: '' })
    for (const one of [anna, other]) expect((await one.get(paths.dashboard())).text).not.toContain('There’s another')
  })

  test('are told apart by address where the organiser chooses among them and reads of them', async () => {
    const { house, id, organiser } = await withTwoAnnas('registration_closed')
    const { id: annaId } = house.row<{ id: string }>('select id from participant where email = ?', second)
    const rules = await organiser.get(paths.rules(id))
    for (const email of [first, second]) expect(rules.text.match(new RegExp(`\\((${email})\\)`, 'g'))).toHaveLength(3)
    expect(rules.text).not.toContain('bob@example.org')
    await organiser.post(paths.rules(id), { kind: 'household', participant_ids: [annaId, house.idOf(id, 'Bob')] })
    expect((await organiser.get(paths.rules(id))).text).toMatch(
      /(anna \(anna.miller@example.org\) and Bob|Bob and anna \(anna.miller@example.org\)) are a household\./,
    )
    const people = await organiser.get(paths.people(id))
    expect(people.html).toContain(`aria-label="Anna (${first})"><b dir="auto">Anna</b>`)
    expect(people.html).not.toContain('aria-label="Bob')
    const again = await organiser.post(paths.rules(id), {
      kind: 'household',
      participant_ids: [annaId, house.row<{ id: string }>('select id from participant where email = ?', first).id],
    })
    expect(again).toMatchObject({ status: 409, text: expect.stringContaining(`anna (${second}) is in a household already`) })
  })

  test('are named to the organiser before the draw, while they can still change it', async () => {
    const { id, organiser, other } = await withTwoAnnas('registration_closed')
    const page = await organiser.get(paths.draw(id))
    expect(page.text).toMatch(/2 people are called Anna : anna(@|.miller@)example.org and anna(@|.miller@)example.org. Their givers couldn’t tell/i)
    await other.post(paths.profile(), { name: 'Anna M.', gift_ideas: '' })
    expect((await organiser.get(paths.draw(id))).text).not.toContain('people are called')
  })

  test('are asked after the draw to say in the gift ideas who they are, and whoever gives to one of them is told to look there', async () => {
    const { id, organiser, bob, charlie, anna, other } = await withTwoAnnas('matched')
    for (const one of [anna, other]) expect((await one.get(paths.dashboard())).text).toContain('Say in your gift ideas which one you are')
    expect((await organiser.get(paths.draw(id))).text).not.toMatch(/anna/i)
    let unsure = 0
    for (const giver of [bob, charlie, anna, other]) {
      await giver.post(paths.match())
      const page = await giver.get(paths.match())
      // An Anna who gives to an Anna knows that the other one is meant.
      const isUnsure = /You give to anna\b/i.test(page.text) && giver !== anna && giver !== other
      expect(page.text.includes('2 people here are called')).toBe(isUnsure)
      expect(page.html).not.toMatch(/@example\.org/)
      if (isUnsure) unsure++
    }
    // In one circle of four at least one of the others gives to an Anna.
    expect(unsure).toBeGreaterThan(0)
  })
})
