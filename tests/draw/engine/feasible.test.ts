import { describe, expect, test } from 'vitest'
import { constraint } from '../../../src/draw/engine/constraint.ts'
import { explainImpossible } from '../../../src/draw/engine/explain.ts'
import { findDraw } from '../../../src/draw/engine/feasible.ts'
import type { DrawProblem } from '../../../src/draw/engine/problem.ts'
import { smallestRelief } from '../../../src/draw/engine/relief.ts'
import { seeded } from '../../support/chance.ts'
import { allDraws, mayGive, patient, randomProblem, range, rounds } from './brute-force.ts'

const sorted = (numbers: Iterable<number>) => [...new Set(numbers)].sort((a, b) => a - b)

/** Only the person `only` may give to X (0), and may not give to two others. */
const onlyOneGiver = (count: number): DrawProblem => ({
  count,
  rules: [
    {
      pairs: range(0, count)
        .filter((giver) => giver !== 1)
        .map((giver) => [giver, 0] as const),
    },
    {
      pairs: [
        [1, 2],
        [1, 3],
      ],
    },
  ],
})
const halves = (left: number, right: number): DrawProblem => ({ count: left + right, rules: [{ group: range(0, left) }, { group: range(left, left + right) }] })

describe('whether a draw is possible', patient, () => {
  const problems = rounds(10_000, 100_000)
  test(`agrees with trying everything on ${problems} random sets of rules up to 7 people (seed 5)`, () => {
    const random = seeded(5)
    let possible = 0
    for (let round = 0; round < problems; round++) {
      const problem = randomProblem(7, random)
      const draw = findDraw(problem)
      const isPossible = allDraws(problem).length > 0
      expect(draw !== undefined, JSON.stringify(problem)).toBe(isPossible)
      if (!draw) continue
      possible++
      expect(sorted(draw)).toEqual(range(0, problem.count))
      expect(draw.every((receiver, giver) => mayGive(problem, giver, receiver))).toBe(true)
    }
    expect(possible).toBeGreaterThan(problems / 10)
    expect(possible).toBeLessThan(problems * 0.9)
  })

  test.each([
    ['two households of ten', halves(10, 10), true],
    ['fifty and fifty', halves(50, 50), true],
    ['eleven and nine', halves(11, 9), false],
    ['fifty-one and forty-nine', halves(51, 49), false],
    ['only one may give to X, of 20', onlyOneGiver(20), true],
    ['only one may give to X, of 100', onlyOneGiver(100), true],
    ['a household of 4,900 among 10,000', { count: 10_000, rules: [{ group: range(0, 4_900) }] }, true],
    ['a household of 5,001 among 10,000', { count: 10_000, rules: [{ group: range(0, 5_001) }] }, false],
    ['nobody', { count: 0, rules: [] }, false],
    ['one alone', { count: 1, rules: [] }, false],
  ])('%s', (_, problem, isPossible) => {
    expect(findDraw(problem) !== undefined).toBe(isPossible)
  })

  test('large households are kept as groups, and mean the same as written out', () => {
    const random = seeded(6)
    for (let round = 0; round < 40; round++) {
      const count = 150
      const groups = [range(0, 66 + randomSize(random)), range(40, 110)]
      const pairs = Array.from({ length: 200 }, () => [random(count), random(count)] as const)
      const written = groups.flatMap((group) => group.flatMap((a) => group.map((b) => [a, b] as const)))
      const short: DrawProblem = { count, rules: [...groups.map((group) => ({ group })), { pairs }] }
      const long: DrawProblem = { count, rules: [{ pairs: [...written, ...pairs] }] }
      expect(findDraw(short) === undefined).toBe(findDraw(long) === undefined)
      expect(constraint(short)).toEqual(constraint(long))
    }
  })

  test('a rule about nobody is refused', () => {
    expect(() => findDraw({ count: 3, rules: [{ pairs: [[0, 3]] }] })).toThrow(RangeError)
    expect(() => findDraw({ count: 3, rules: [{ group: [-1, 2] }] })).toThrow(RangeError)
  })
})

const randomSize = (random: (limit: number) => number) => random(20)

describe('why a draw is impossible', patient, () => {
  const problems = rounds(2_500, 40_000)
  test(`is a set that breaks Hall’s condition and that nobody can be left out of, on ${problems} random sets of rules (seed 7)`, () => {
    const random = seeded(7)
    let impossible = 0
    for (let round = 0; round < problems; round++) {
      const problem = randomProblem(8, random)
      const reason = explainImpossible(problem)
      expect(reason === undefined, JSON.stringify(problem)).toBe(findDraw(problem) !== undefined)
      if (!reason) continue
      impossible++
      const [set, may] = reason.side === 'givers' ? [reason.givers, mayGive] : [reason.receivers, mirrored]
      const partners = reason.side === 'givers' ? reason.receivers : reason.givers
      const reach = (people: readonly number[]) => range(0, problem.count).filter((other) => people.some((person) => may(problem, person, other)))
      expect(reach(set)).toEqual(partners)
      expect(partners.length).toBeLessThan(set.length)
      for (const left of set) {
        const fewer = set.filter((person) => person !== left)
        expect(reach(fewer).length).toBeGreaterThanOrEqual(fewer.length)
      }
    }
    expect(impossible).toBeGreaterThan(problems / 20)
  })

  test('names the short side: nobody may give to X', () => {
    const problem = { count: 50, rules: [{ pairs: range(1, 50).map((giver) => [giver, 0] as const) }] }
    expect(explainImpossible(problem)).toEqual({ side: 'receivers', receivers: [0], givers: [] })
  })

  const reliefs = rounds(800, 15_000)
  test(`the relief makes a draw possible and is the smallest, on ${reliefs} random sets of rules (seed 8)`, () => {
    const random = seeded(8)
    const sizes: number[] = []
    for (let round = 0; round < reliefs; round++) {
      const problem = randomProblem(7, random)
      const relief = smallestRelief(problem) as number[]
      expect(findDraw(without(problem, relief)), JSON.stringify(problem)).toBeDefined()
      expect(relief.length, JSON.stringify(problem)).toBe(smallestBySubsets(problem))
      sizes[relief.length] = (sizes[relief.length] ?? 0) + 1
    }
    expect(sizes[1]).toBeGreaterThan(0)
    expect(sizes[2]).toBeGreaterThan(0)
  })

  test('one person has no draw, whatever is taken away', () => {
    expect(smallestRelief({ count: 1, rules: [] })).toBeUndefined()
  })
})

const mirrored: typeof mayGive = (problem, receiver, giver) => mayGive(problem, giver, receiver)
const without = ({ count, rules }: DrawProblem, removed: readonly number[]): DrawProblem => ({
  count,
  rules: rules.filter((_, index) => !removed.includes(index)),
})

function smallestBySubsets(problem: DrawProblem): number {
  const subsets = range(0, 2 ** problem.rules.length).map((bits) => range(0, problem.rules.length).filter((rule) => bits & (1 << rule)))
  return Math.min(...subsets.filter((removed) => findDraw(without(problem, removed))).map((removed) => removed.length))
}

describe('how constrained a draw is', patient, () => {
  const problems = rounds(2_000, 20_000)
  test(`agrees with listing all draws, on ${problems} random sets of rules up to 6 people (seed 9)`, () => {
    const random = seeded(9)
    let deducible = 0
    for (let round = 0; round < problems; round++) {
      const problem = randomProblem(6, random)
      const draws = allDraws(problem)
      const found = constraint(problem)
      if (draws.length === 0) {
        expect(found).toBeUndefined()
        continue
      }
      const possible = range(0, problem.count).map((giver) => sorted(draws.map((draw) => draw[giver] as number)))
      const fewestReceivers = Math.min(...possible.map((receivers) => receivers.length))
      const tightest = range(0, problem.count).filter((giver) => possible[giver]?.length === fewestReceivers)
      const certain = range(0, problem.count).flatMap((giver) => (possible[giver]?.length === 1 ? [[giver, possible[giver][0]]] : []))
      expect(found, JSON.stringify(problem)).toEqual({ fewestReceivers, tightest, certain })
      if (certain.length > 0) deducible++
    }
    expect(deducible).toBeGreaterThan(10)
  })
})
