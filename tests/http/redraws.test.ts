import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { alice, type House, openHouse } from '../support/house.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin']

/** A club whose gifts are still to come, and a second exchange of the same people; `looksBack`: whether it has a rule about the first. */
async function club({ looksBack = true } = {}) {
  const house = await openHouse()
  const organiser = await house.alice()
  const first = (await house.exchange('matched', cast, { name: 'Club' })).id
  const second = (await house.exchange('registration_closed', cast, { name: 'Party' })).id
  const lookBack = (id: string) => organiser.post(paths.rules(id), { kind: 'history', earlier_exchange_id: first })
  if (looksBack) await lookBack(second)
  const draw = (id = second) => organiser.post(paths.draw(id))
  const redraw = async (times: number, id = second) => {
    for (let time = 0; time < times; time++) {
      expect((await draw(id)).status).toBe(303)
      expect((await organiser.post(paths.undoDraw(id), { what: 'draw' })).status).toBe(303)
    }
  }
  return { house, organiser, first, second, lookBack, draw, redraw }
}

const counted = (house: House) => house.rows('select id from rate_limit').length
const refused = /names can be drawn 10 times in 24 hours: .* You can draw again in (.*?)\./

describe('names that are drawn again and again', () => {
  test('beside an exchange whose gifts are still to come are drawn ten times in 24 hours; what is refused says why, and until when', async () => {
    const { house, organiser, second, draw, redraw } = await club()
    await redraw(5)
    house.world.travel({ hours: 3 })
    await organiser.post(paths.adminLogin(), alice)
    await redraw(4)
    expect((await organiser.get(paths.draw(second))).text).not.toMatch(refused)
    expect((await draw()).status).toBe(303)
    // Undoing this one would leave none for a while, which is said before.
    expect((await organiser.get(paths.undoDraw(second))).text).toMatch(refused)
    await organiser.post(paths.undoDraw(second), { what: 'draw' })
    const answer = await draw()
    expect([answer.status, refused.exec(answer.text)?.[1]]).toEqual([409, '21 hours'])
    expect((await organiser.get(paths.draw(second))).text).toMatch(refused)
    expect(house.rows('select id from draw where exchange_id = ?', second)).toEqual([])
    house.world.travel({ hours: 21 })
    await organiser.post(paths.adminLogin(), alice)
    expect((await organiser.get(paths.draw(second))).text).not.toMatch(refused)
    await redraw(5)
    expect(refused.exec((await draw()).text)?.[1]).toBe('3 hours')
  })

  test('share the brake with other exchanges that look back to the same one, and keep it when the rule is made anew', async () => {
    const { house, organiser, second, lookBack, draw, redraw } = await club()
    const third = (await house.exchange('registration_closed', cast, { name: 'Party again' })).id
    await redraw(9)
    await organiser.post(paths.deleteRule(second, house.row<{ id: string }>('select id from exclusion_rule').id))
    // Without the rule a draw tells nothing, and does not count.
    await redraw(2)
    await lookBack(second)
    await lookBack(third)
    await redraw(1, third)
    for (const id of [second, third]) expect((await draw(id)).text).toMatch(refused)
  })

  test('without such a rule have no brake', async () => {
    const { house, redraw } = await club({ looksBack: false })
    await redraw(12)
    expect(counted(house)).toBe(0)
  })

  test('can be tried as often as one likes, which leaves the earlier exchange out', async () => {
    const { house, organiser, second, draw, redraw } = await club()
    for (let time = 0; time < 12; time++) expect((await organiser.get(paths.rehearsal(second))).text).toContain('The draw works')
    expect(counted(house)).toBe(0)
    await redraw(10)
    expect((await draw()).status).toBe(409)
    expect((await organiser.get(paths.rehearsal(second))).status).toBe(200)
  })

  test('count only where they could be drawn', async () => {
    const { house, organiser, second, redraw, draw } = await club()
    const [bob, ...others] = cast.map((name) => house.idOf(second, name)) as [string, ...string[]]
    for (const other of others) await organiser.post(paths.rules(second), { kind: 'one_way', participant_ids: [bob, other] })
    for (let time = 0; time < 3; time++) expect((await draw()).text).toContain('No draw is possible')
    expect(counted(house)).toBe(0)
    house.exec(`delete from exclusion_rule_member`)
    house.exec(`delete from exclusion_rule where kind = 'one_way'`)
    await redraw(1)
    expect(counted(house)).toBeGreaterThan(0)
  })
})
