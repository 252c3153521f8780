import { describe, expect, test } from 'vitest'
import { isOneCircle } from '../../../src/draw/engine/circle.ts'
import { AllowedGraph, type DrawProblem, isValidDraw } from '../../../src/draw/engine/problem.ts'
import { repairDraw } from '../../../src/draw/engine/repair.ts'
import { sampleDraw } from '../../../src/draw/engine/sample.ts'
import { freshSeed, seeded } from '../../support/chance.ts'
import { allDraws, patient, randomProblem, range, rounds } from './brute-force.ts'
import { type Fit, fitToUniform, pooled, unlikely } from './statistics.ts'

type Current = (number | undefined)[]

/** How many who had a receiver get another one, and how many of them have looked. */
function price(draw: readonly number[], current: Current, looked: boolean[]): [number, number] {
  const given = [...draw.keys()].filter((giver) => current[giver] !== undefined && current[giver] !== draw[giver])
  return [given.length, given.filter((giver) => looked[giver]).length]
}

function best(problem: DrawProblem, current: Current, looked: boolean[]): number[][] {
  const draws = allDraws(problem)
  const prices = draws.map((draw) => price(draw, current, looked))
  const lowest = prices.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])[0]
  return draws.filter((_, index) => prices[index]?.join() === lowest?.join())
}

/** A draw of which some pairs are gone, as after people left and joined. */
function brokenDraw(count: number, random: (limit: number) => number): Current {
  const before = sampleDraw({ count, rules: [] }, random)?.receivers ?? []
  return before.map((receiver) => (random(4) === 0 ? undefined : receiver))
}

describe('a repair', patient, () => {
  const cases = rounds(2_000, 50_000)
  test(`changes as few as any valid draw could, and of those the fewest who looked, in ${cases} cases up to 7 people (seed 21)`, () => {
    const random = seeded(21)
    let repaired = 0
    let [circlesPossible, circlesFound] = [0, 0]
    for (let round = 0; round < cases; round++) {
      const problem = randomProblem(7, random)
      const current = brokenDraw(problem.count, random)
      const looked = range(0, problem.count).map(() => random(2) === 0)
      const optima = best(problem, current, looked)
      const repair = repairDraw(problem, current, looked, random)
      expect(repair !== undefined, JSON.stringify(problem)).toBe(optima.length > 0)
      if (!repair) continue
      repaired++
      expect(optima.map(String), JSON.stringify({ problem, current, looked })).toContain(String(repair.receivers))
      expect(repair.changed).toEqual(range(0, problem.count).filter((giver) => repair.receivers[giver] !== current[giver]))
      if (optima.some(isOneCircle)) circlesPossible++
      if (repair.isCircle) circlesFound++
    }
    expect(repaired).toBeGreaterThan(cases / 4)
    expect(circlesFound).toBeGreaterThan(0.98 * circlesPossible)
  })

  test('chooses among the best alike, one circle before several (cases of seed 22, repairs of any)', () => {
    const [random, ofRepair] = [seeded(22), seeded(freshSeed)]
    const fits: Fit[] = []
    for (let round = 0; round < rounds(400, 2_000); round++) {
      const problem = randomProblem(6, random)
      const current = brokenDraw(problem.count, random)
      const looked = range(0, problem.count).map(() => random(3) === 0)
      const optima = best(problem, current, looked)
      const wanted = optima.some(isOneCircle) ? optima.filter(isOneCircle) : optima
      if (wanted.length < 2) continue
      const counts = new Map(wanted.map((draw) => [draw.join(), 0]))
      for (let times = wanted.length * 60; times > 0; times--) {
        const name = repairDraw(problem, current, looked, ofRepair)?.receivers.join() ?? ''
        expect(counts.has(name)).toBe(true)
        counts.set(name, (counts.get(name) ?? 0) + 1)
      }
      fits.push({ ...fitToUniform([...counts.values()], wanted.length), ...{ problem, current, looked } })
    }
    expect(fits.length).toBeGreaterThan(10)
    expect(unlikely([...fits, pooled(fits)]), `SEED=${freshSeed}`).toEqual([])
  })

  test('of a draw of 200 stays valid and small when people leave, join and get rules (seed 23)', () => {
    const random = seeded(23)
    const households = range(0, 50).map((index) => ({ group: range(4 * index, 4 * index + 4) }))
    for (let round = 0; round < rounds(10, 100); round++) {
      const before = sampleDraw({ count: 200, rules: households }, random)?.receivers ?? []
      const joined = 1 + random(3)
      const rules = [...households, { group: range(0, 4).map(() => random(200)) }]
      const problem = { count: 200 + joined, rules }
      const current: Current = [...before, ...range(0, joined).map(() => undefined)]
      const repair = repairDraw(
        problem,
        current,
        current.map(() => random(2) === 0),
        random,
      )
      const graph = AllowedGraph.of(problem)
      expect(isValidDraw(graph, repair?.receivers ?? [])).toBe(true)
      const broken = before.filter((receiver, giver) => !graph.isAllowed(giver, receiver)).length
      expect(repair?.changed.length).toBeLessThanOrEqual(2 * (joined + broken))
    }
  })

  test('of a draw that needs none changes nobody', () => {
    expect(repairDraw({ count: 4, rules: [] }, [1, 0, 3, 2], [], seeded(1))).toMatchObject({ receivers: [1, 0, 3, 2], changed: [] })
  })

  test('is refused for what was no draw, and absent where none is possible', () => {
    expect(() => repairDraw({ count: 3, rules: [] }, [1, 1, 0], [], seeded(1))).toThrow(RangeError)
    expect(() => repairDraw({ count: 3, rules: [] }, [1, 2], [], seeded(1))).toThrow(RangeError)
    expect(repairDraw({ count: 3, rules: [{ group: [0, 1, 2] }] }, [1, 2, 0], [], seeded(1))).toBeUndefined()
    expect(repairDraw({ count: 1, rules: [] }, [undefined], [], seeded(1))).toBeUndefined()
  })
})
