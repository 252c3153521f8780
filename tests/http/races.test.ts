import { describe, expect, inject, test } from 'vitest'
import { segment } from '../../src/paths.ts'
import { rounds } from '../doors/extent.ts'
import { openHouse } from '../support/house.ts'
import { acts } from '../support/races/acts.ts'
import { watchDoors } from '../support/races/barrier.ts'
import { posts } from '../support/races/posts.ts'
import { setScene, states } from '../support/races/stage.ts'
import { inShort, type Part, scramble, sweep } from '../support/races/sweep.ts'

/** The path of a route as people write it, without the shapes of its parameters. */
const plain = (path: string) => Object.entries(segment).reduce((shorter, [name, shape]) => shorter.replaceAll(shape, `:${name}`), path)

const isFile = inject('postgres') === undefined
/** The long version (`npm run test:races`) tries every pair. */
const part: Part = isFile ? { twice: 1, against: rounds(13, 1) } : { twice: rounds(9, 1), against: rounds(61, 1) }
const firstSeed = 20261224

describe('F12: what is done at once', () => {
  test('every form of the site is in the sweep', async () => {
    const house = await openHouse()
    const routes = new Set(house.app.routes.filter(({ method }) => method === 'POST').map(({ path }) => plain(path)))
    expect(Object.keys(posts).sort()).toEqual([...routes].sort())
    console.log(`F12: ${routes.size} routes, ${Object.values(posts).flat().length} forms × ${new Set(acts.map(({ name }) => name)).size} acts`)
  })

  test.each(states)(
    '%s: twice, and against each act that takes its ground away, in both orders, it ends as one after the other',
    async (state) => {
      const house = await openHouse()
      const scene = await setScene(house, state)
      watchDoors()
      const findings = await sweep({ house, apps: [house.app] }, scene, part)
      console.log(`F12 ${state}: ${inShort(findings)}`)
      expect(findings.mistakes).toEqual([])
    },
    900_000,
  )

  test.each(['open', 'closed', 'matched', 'completed'] as const)(
    '%s: four at about the same time leave nothing half done',
    async (state) => {
      const house = await openHouse()
      const scene = await setScene(house, state)
      const findings = await scramble({ house, apps: [house.app] }, scene, firstSeed, rounds(isFile ? 20 : 4, 1500))
      console.log(`F12 ${state}, seeds from ${firstSeed}: ${inShort(findings)}`)
      expect(findings.mistakes).toEqual([])
    },
    900_000,
  )
})
