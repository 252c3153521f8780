import { describe, expect, test } from 'vitest'
import { randomCircle } from '../../src/draw/engine/circle.ts'
import type { RandomBelow } from '../../src/draw/engine/random.ts'
import { freshSeed, seeded } from '../support/chance.ts'
import { range } from './engine/brute-force.ts'
import { leaks } from './leaks.ts'

const told = [1, 2, 3, 4, 0]
const random = seeded(freshSeed)

/** Made-up draws of five people, as five orders show them: four fair ones, and one made by `draw`. */
function madeUp(draws: number, draw: (random: RandomBelow) => number[]) {
  const sample = (make: (random: RandomBelow) => number[]) => range(0, draws).map(() => make(random))
  const fair = () => sample((random) => randomCircle(5, random))
  return { a: fair(), b: fair(), c: fair(), d: fair(), suspect: sample(draw) }
}

const share = (times: number, is: () => boolean) => range(0, times).filter(is).length / times
const isSuspected = (draws: number, draw: (random: RandomBelow) => number[]) => leaks(madeUp(draws, draw)).some(({ order }) => order === 'suspect')

/** A fair circle, redrawn until `is` holds. */
function circleWhere(is: (circle: number[]) => boolean): number[] {
  for (;;) {
    const circle = randomCircle(5, random)
    if (is(circle)) return circle
  }
}

describe(`what orders tell of draws (any seed, this time ${freshSeed})`, () => {
  test('200 fair samples of 48 draws are not accused', () => {
    expect(share(200, () => leaks(madeUp(48, (random) => randomCircle(5, random))).length > 0)).toBe(0)
  })

  test.each([
    [
      'half of 48 draws are the circle that the order tells, the rest any other',
      48,
      (random: RandomBelow) => (random(2) ? told : circleWhere((circle) => circle.join() !== told.join())),
    ],
    ['half of 48 draws leak, the rest are fair', 48, (random: RandomBelow) => (random(2) ? told : randomCircle(5, random))],
    ['all of 48 draws are one of two circles', 48, (random: RandomBelow) => (random(2) ? told : [4, 0, 1, 2, 3])],
    ['half of 120 draws tell one pair', 120, (random: RandomBelow) => (random(2) ? circleWhere(([first]) => first === 1) : randomCircle(5, random))],
  ])('seen: %s', (_, draws, draw) => {
    // The power is 0.99 or more; fewer than 186 of 200 come once in some ten million such tests.
    expect(share(200, () => isSuspected(draws, draw))).toBeGreaterThanOrEqual(0.93)
  })
})
