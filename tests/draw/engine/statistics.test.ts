import { expect, test } from 'vitest'
import { freshSeed, seeded } from '../../support/chance.ts'
import { range } from './brute-force.ts'
import { fitToUniform, pOfSoMany, pooled, unlikely } from './statistics.ts'

/** What `rounds` comparisons of 12 outcomes give, of which the first comes `bias` times too often (a probability of chance beside it). */
function fits(rounds: number, bias: number, seed: number) {
  const random = seeded(seed)
  return range(0, rounds).map(() => {
    const counts = new Array<number>(12).fill(0)
    for (let times = 0; times < 180; times++) {
      const outcome = random(1_000) < bias * 1_000 ? 0 : random(12)
      counts[outcome] = (counts[outcome] as number) + 1
    }
    return fitToUniform(counts, 12)
  })
}

test('p-values are those of the tables', () => {
  expect(fitToUniform([500 + 52.03, 500 - 52.03], 2).p).toBeCloseTo(0.001, 5)
  expect(
    pooled([
      { chiSquare: 10, degrees: 2 },
      { chiSquare: 10.515, degrees: 3 },
    ]).p,
  ).toBeCloseTo(0.001, 5)
  expect(pOfSoMany(3, 3, 0.5)).toBeCloseTo(0.125, 12)
  expect(pOfSoMany(9, 10, 0.5)).toBeCloseTo(11 / 1024, 12)
})

test('many fair comparisons are likely by any of 20 seeds, though some fall below a thousandth', () => {
  const all = range(0, 20).map((place) => fits(200, 0, freshSeed + place))
  for (const fair of all) expect(unlikely([...fair, pooled(fair)]), `SEED=${freshSeed}`).toEqual([])
  expect(all.flat().some(({ p }) => p < 0.001)).toBe(true)
})

test('one comparison of 200 that is far off is found, and so is a small bias of all', () => {
  const [fair, far, slightly] = [fits(199, 0, freshSeed), fits(1, 0.4, freshSeed), fits(200, 0.05, freshSeed)] as const
  expect(unlikely([...fair, ...far])).toEqual(far)
  expect(unlikely([pooled(slightly), ...slightly]).length, `SEED=${freshSeed}`).toBeGreaterThan(0)
})
