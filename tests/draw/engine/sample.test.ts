import { afterAll, describe, expect, test } from 'vitest'
import { countBlocks, sampleBlocks } from '../../../src/draw/engine/blocks.ts'
import { boundRates } from '../../../src/draw/engine/bound.ts'
import { sampleByBound } from '../../../src/draw/engine/bounded.ts'
import { circleInOrder, isOneCircle, randomCircle } from '../../../src/draw/engine/circle.ts'
import { certainPairs } from '../../../src/draw/engine/constraint.ts'
import { maximumMatching } from '../../../src/draw/engine/feasible.ts'
import { forbiddenLists } from '../../../src/draw/engine/open-places.ts'
import { AllowedGraph, type Draw, type DrawProblem, isValidDraw, type Rule } from '../../../src/draw/engine/problem.ts'
import { sampleDraw } from '../../../src/draw/engine/sample.ts'
import { searchDraw } from '../../../src/draw/engine/search.ts'
import { sampleCircleByCounting, sampleDrawByCounting } from '../../../src/draw/engine/subsets.ts'
import { freshSeed, seeded } from '../../support/chance.ts'
import { allDraws, patient, promisedDraws, randomProblem, range, rounds } from './brute-force.ts'
import { fitToUniform, pOfTwoSamples, pooled, unlikely } from './statistics.ts'

type Random = ReturnType<typeof seeded>
type Case = { family: string; problem: DrawProblem }

const blocksOf = (sizes: readonly number[]): Rule[] =>
  sizes.map((size, index) => ({ group: range(0, size).map((place) => sizes.slice(0, index).reduce((sum, other) => sum + other, place)) }))
const ring = (count: number): Rule => ({ pairs: range(0, count).map((giver) => [giver, (giver + 1) % count] as const) })

/** Every way to write a number as a sum of parts, largest first. */
function partitions(total: number, largest = total): number[][] {
  if (total === 0) return [[]]
  return range(1, Math.min(total, largest) + 1).flatMap((part) => partitions(total - part, part).map((rest) => [part, ...rest]))
}

const history = (count: number): Rule[][] =>
  allDraws({ count, rules: [] })
    .filter((_, index, all) => index % Math.ceil(all.length / 6) === 0)
    .map((draw) => [{ pairs: draw.map((receiver, giver) => [giver, receiver] as const) }])

const cases: Case[] = range(2, 7).flatMap((count) => {
  const couples: Rule[] = range(0, Math.floor(count / 2)).map((index) => ({ group: [2 * index, 2 * index + 1] }))
  return [
    { family: 'none', problem: { count, rules: [] } },
    ...couples.map((_, index) => ({ family: 'couples', problem: { count, rules: couples.slice(0, index + 1) } })),
    ...partitions(count).map((sizes) => ({ family: 'households', problem: { count, rules: blocksOf(sizes) } })),
    { family: 'one-way', problem: { count, rules: [ring(count)] } },
    ...range(1, count).map((last) => ({
      family: 'one-way',
      problem: { count, rules: [{ pairs: range(0, last).map((giver) => [giver, giver + 1] as const) }] },
    })),
    ...history(count).map((rules) => ({ family: 'history', problem: { count, rules } })),
    ...history(count).map((rules) => ({ family: 'households and history', problem: { count, rules: [...rules, ...couples.slice(0, 1)] } })),
  ]
})

const timesEach = rounds(15, 1_000)
const summary: string[] = []
afterAll(() => console.log(summary.join('\n')))

/** Draws many times and compares with the list of all draws that may come. */
function compare(
  title: string,
  list: Case[],
  outcomesOf: (problem: DrawProblem) => number[][],
  prepare: (problem: DrawProblem, random: Random) => () => Draw | undefined,
): void {
  const random = seeded(freshSeed)
  const fits = list.map(({ family, problem }) => {
    const outcomes = outcomesOf(problem)
    const draw = prepare(problem, random)
    if (outcomes.length === 0) {
      expect(draw(), JSON.stringify(problem)).toBeUndefined()
      return { family, problem, ...fitToUniform([], 1) }
    }
    const counts = new Map(outcomes.map((outcome) => [outcome.join(), 0]))
    for (let times = Math.max(200, outcomes.length * timesEach); times > 0; times--) {
      const name = (draw() ?? []).join()
      expect(counts.has(name), `${name} of ${JSON.stringify(problem)}`).toBe(true)
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return { family, problem, ...fitToUniform([...counts.values()], outcomes.length) }
  })
  expect(unlikely([...fits, pooled(fits)]), `${title}, SEED=${freshSeed}`).toEqual([])
  for (const family of new Set(fits.map((fit) => fit.family))) {
    const own = fits.filter((fit) => fit.family === family)
    summary.push(
      `${title}, ${family}: ${own.length} rule sets, smallest p ${Math.min(...own.map(({ p }) => p)).toFixed(4)}, largest distance ${Math.max(...own.map(({ distance }) => distance)).toFixed(3)}`,
    )
  }
}

const circlesOnly = (problem: DrawProblem) => allDraws(problem).filter(isOneCircle)

describe('every draw is equally likely (χ² against the list of all, any seed)', patient, () => {
  test('as the product promises it', () => {
    compare('the ladder', cases, promisedDraws, (problem, random) => () => {
      const drawn = sampleDraw(problem, random)
      if (drawn)
        expect(drawn).toMatchObject({ isUniform: true, isCircle: isOneCircle(drawn.receivers), circle: isOneCircle(drawn.receivers) ? 'drawn' : 'impossible' })
      return drawn?.receivers
    })
  })

  test('by subset counts, circles', () => {
    compare('subset counts of circles', cases, circlesOnly, (problem, random) => () => sampleCircleByCounting(AllowedGraph.of(problem), random))
  })

  test('by subset counts, all draws', () => {
    compare('subset counts of draws', cases, allDraws, (problem, random) => () => sampleDrawByCounting(AllowedGraph.of(problem), random))
  })

  test.each([
    ['circles', true, circlesOnly],
    ['all draws', false, allDraws],
  ] as const)('by bounded rejection, %s', (what, wantsCircle, outcomesOf) => {
    const possible = cases.filter(({ problem }) => outcomesOf(problem).length > 0)
    compare(`bounded rejection of ${what}`, possible, outcomesOf, (problem, random) => {
      const graph = AllowedGraph.of(problem)
      const lists = forbiddenLists(graph, wantsCircle)
      const certain = certainPairs(graph, maximumMatching(graph))
      return () => sampleByBound(lists, wantsCircle, wantsCircle && certain.length === problem.count ? certain.slice(1) : certain, random, 100_000)
    })
  })

  test('by block counts', () => {
    const blocks = cases.filter(({ family }) => ['none', 'couples', 'households'].includes(family))
    compare('block counts', blocks, circlesOnly, ({ count, rules }, random) => {
      const counts = countBlocks(
        count,
        rules.flatMap((rule) => ('group' in rule ? [[...rule.group]] : [])),
      )
      return () => counts && circleInOrder(sampleBlocks(counts, random))
    })
  })
})

describe('bounded rejection with a bound that bites', patient, () => {
  const problem = (count: number): DrawProblem => ({ count, rules: [...blocksOf(range(0, count / 2).map(() => 2)), ring(count)] })

  test('gives each receiver as often as subset counts do (12 people, any seed)', () => {
    const graph = AllowedGraph.of(problem(12))
    const lists = forbiddenLists(graph, true)
    expect(boundRates(12, 3, 1)[12]).toBeGreaterThan(0)
    const random = seeded(freshSeed)
    const tries = rounds(4_000, 40_000)
    const [counted, bounded] = [new Array<number>(144).fill(0), new Array<number>(144).fill(0)]
    const tally = (counts: number[], draw: Draw | undefined) => {
      // Whom the first two people and the last of the receivers' circle get, as one number.
      const place = (draw?.[0] ?? 0) * 12 + (draw?.[7] ?? 0)
      counts[place] = (counts[place] ?? 0) + 1
    }
    for (let round = 0; round < tries; round++) {
      if (round % 10 === 0) tally(counted, sampleCircleByCounting(graph, random))
      tally(bounded, sampleByBound(lists, true, [], random, 100_000))
    }
    expect(unlikely([{ p: pOfTwoSamples(counted, bounded) }]), `SEED=${freshSeed}`).toEqual([])
  })

  test('never breaks its own bound, on random rules (seed 4)', () => {
    const random = seeded(4)
    for (let round = 0; round < rounds(300, 5_000); round++) {
      const count = 3 + random(60)
      const pairs = Array.from({ length: random(3 * count) }, () => [random(random(4) === 0 ? 3 : count), random(random(4) === 0 ? 3 : count)] as const)
      const graph = AllowedGraph.of({ count, rules: [{ pairs }] })
      for (const wantsCircle of [true, false]) {
        const draw = sampleByBound(forbiddenLists(graph, wantsCircle), wantsCircle, [], random, 5_000)
        if (draw) expect(isValidDraw(graph, draw) && (!wantsCircle || isOneCircle(draw))).toBe(true)
      }
    }
  })
})

describe('the ladder', patient, () => {
  test('draws validly exactly when a draw is possible, and one circle exactly when there is one (seed 10)', () => {
    const random = seeded(10)
    for (let round = 0; round < rounds(1_500, 20_000); round++) {
      const problem = randomProblem(7, random)
      const draws = allDraws(problem)
      const drawn = sampleDraw(problem, random)
      expect(drawn !== undefined, JSON.stringify(problem)).toBe(draws.length > 0)
      if (!drawn) continue
      expect(draws.some((draw) => draw.join() === drawn.receivers.join())).toBe(true)
      expect(drawn.isCircle).toBe(draws.some(isOneCircle))
    }
  })

  const halves = (count: number): DrawProblem => ({ count, rules: blocksOf([count / 2, count / 2]) })
  test.each([
    ['no rules', { count: 500, rules: [] }, 'random circle', 'drawn', true],
    ['two households of 10', halves(20), 'block counts', 'drawn', true],
    ['two households of 50', halves(100), 'block counts', 'drawn', true],
    ['households of 4 in 1,000', { count: 1_000, rules: blocksOf(range(0, 250).map(() => 4)) }, 'bounded rejection', 'drawn', true],
    [
      'only one may give to X, in 100',
      { count: 100, rules: [{ pairs: [...range(2, 100).map((giver) => [giver, 0] as const), [1, 2], [1, 3]] }] },
      'bounded rejection',
      'drawn',
      true,
    ],
    [
      'two who can only give to each other, in 100',
      {
        count: 100,
        rules: [
          {
            pairs: range(2, 100).flatMap(
              (other) =>
                [
                  [0, other],
                  [1, other],
                ] as const,
            ),
          },
        ],
      },
      'bounded rejection',
      'impossible',
      true,
    ],
    ['households of 25 with a ring of rules', { count: 50, rules: [...blocksOf([25, 25]), ring(50)] }, 'block counts', 'drawn', true],
  ] as const)('%s', (_, problem, method, circle, isUniform) => {
    const drawn = sampleDraw(problem, seeded(11))
    expect(drawn).toMatchObject({ method, circle, isUniform, isCircle: circle === 'drawn' })
    expect(isValidDraw(AllowedGraph.of(problem), drawn?.receivers ?? [])).toBe(true)
  })

  test('a search is valid too, and says that it is not proven uniform', () => {
    const drawn = sampleDraw({ count: 30, rules: [...blocksOf([3, 3, 3]), ring(30)] }, seeded(12), { steps: 0 })
    expect(drawn).toMatchObject({ method: 'search', isUniform: false, circle: 'drawn' })
    const graph = AllowedGraph.of(halves(40))
    expect(isValidDraw(graph, searchDraw(graph, seeded(13), 1_000) ?? [])).toBe(true)
  })

  test('one person, or nobody, has no draw', () => {
    expect(sampleDraw({ count: 1, rules: [] }, seeded(1))).toBeUndefined()
    expect(sampleDraw({ count: 0, rules: [] }, seeded(1))).toBeUndefined()
    expect(randomCircle(2, seeded(1))).toEqual([1, 0])
  })
})
