import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { type House, openHouse } from '../support/house.ts'

const cast = ['Bob', 'Charlie', 'Dana']
const states = ['draft', 'registration_open', 'registration_closed', 'matched', 'completed'] as const
type State = (typeof states)[number]

/** Every move, where it leads from and to. A move that is missing in a state is 409 there. */
const moves: Record<string, { path: (id: string) => string; from: State; to: State }> = {
  open: { path: paths.openRegistration, from: 'draft', to: 'registration_open' },
  close: { path: paths.closeRegistration, from: 'registration_open', to: 'registration_closed' },
  reopen: { path: paths.reopenRegistration, from: 'registration_closed', to: 'registration_open' },
  draw: { path: paths.draw, from: 'registration_closed', to: 'matched' },
  complete: { path: paths.complete, from: 'matched', to: 'completed' },
}

/** What each state calls itself in a sentence, and what is possible in it. */
const words: Record<State, [string, string]> = {
  draft: ['a draft', 'open registration'],
  registration_open: ['open for registration', 'close registration'],
  registration_closed: ['closed for registration', 'draw names or reopen registration'],
  matched: ['drawn', 'complete it or undo the draw'],
  completed: ['completed', 'only be deleted'],
}

const stateOf = (house: House) => house.row<{ state: State }>('select state from exchange').state

describe.each(states)('an exchange that is %s', (state) => {
  test.each(Object.entries(moves))(`%s: possible or 409, as the table says`, async (_, { path, from, to }) => {
    const house = await openHouse()
    const { id } = await house.exchange(state, cast)
    const answer = await (await house.alice()).post(path(id))
    if (state === from) {
      expect(answer).toMatchObject({ status: 303, location: paths.exchange(id) })
      expect(stateOf(house)).toBe(to)
    } else {
      expect(answer.status).toBe(409)
      const [is, possible] = words[state]
      expect(answer.text).toContain(`“Millers’ Christmas” is ${is}. This is only possible while it is ${words[from][0]}.`)
      expect(answer.text).toContain(possible)
      expect(stateOf(house)).toBe(state)
    }
  })
})

test.each(Object.entries(moves))('of 30 simultaneous tries to %s one wins', async (_, { path, from, to }) => {
  const house = await openHouse()
  const { id } = await house.exchange(from, cast)
  const organiser = await house.alice()
  const answers = await Promise.all(Array.from({ length: 30 }, () => organiser.post(path(id))))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, ...Array(29).fill(409)])
  expect(stateOf(house)).toBe(to)
})

describe('completing', () => {
  test('notes when, and ends what people can change', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', cast)
    house.world.travel({ hours: 1 })
    await (await house.alice()).post(paths.complete(id))
    expect(house.row('select completed_at from exchange')).toEqual({ completed_at: house.world.now().getTime() })
    expect(await people.Bob?.post(paths.giftIdeas(), { gift_ideas: 'a kite' })).toMatchObject({ status: 409 })
    expect((await people.Bob?.get(paths.dashboard()))?.status).toBe(200)
  })

  test('is closed to strangers and participants, and 404 for an unknown exchange', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', cast)
    for (const someone of [house.visitor(), people.Bob])
      expect(await someone?.post(paths.complete(id))).toMatchObject({ status: 303, location: paths.adminLogin(paths.exchange(id)) })
    expect(stateOf(house)).toBe('matched')
    expect(await (await house.alice()).post(paths.complete('00000000-0000-4000-8000-000000000000'))).toMatchObject({ status: 404 })
  })
})
