import { expect, test } from 'vitest'
import { isOneCircle } from '../../../src/draw/engine/circle.ts'
import type { Draw, Rule } from '../../../src/draw/engine/problem.ts'
import { seeded } from '../../support/chance.ts'
import { allDraws, promisedDraws, range } from './brute-force.ts'

/*
 * How many draws of a second exchange tell one pair of an earlier one, whose gifts are still to come, to an organiser whom person 0 helps: with every match
 * that they get in the second one, and with theirs of the first, person 1. All were in both; the first has no rules, and so is one circle. Two answers are
 * weighed, “it is a pair” and “it is none”, as likely as each other, by the likelihood of what was seen; it is enough when 5 % of the verdicts are wrong.
 */
const enough = 0.05

/** Every earlier draw in which person 0 gives to person 1. */
const earlierDraws = (count: number) => allDraws({ count, rules: [] }).filter((draw) => isOneCircle(draw) && draw[0] === 1)

/** How likely each match of person 0 is in a draw under `rules` that keeps apart what `earlier` has where that leaves a draw. */
function chancesOfHelper(count: number, rules: Rule[], earlier: Draw): number[] {
  const keepingApart: Rule = { pairs: earlier.map((receiver, giver) => [giver, receiver] as const) }
  const kept = promisedDraws({ count, rules: [...rules, keepingApart] })
  const draws = kept.length > 0 ? kept : promisedDraws({ count, rules })
  return range(0, count).map((receiver) => draws.filter((draw) => draw[0] === receiver).length / draws.length)
}

/** The chances of each earlier draw in which `pair` is, and of each in which it is not. */
function hypotheses(count: number, rules: Rule[], [giver, receiver]: [number, number]) {
  const worlds = earlierDraws(count).map((earlier) => ({ isPair: earlier[giver] === receiver, chances: chancesOfHelper(count, rules, earlier) }))
  const chancesWhere = (is: boolean) => worlds.filter(({ isPair }) => isPair === is).map(({ chances }) => chances)
  return { pair: chancesWhere(true), none: chancesWhere(false) }
}

/** How often the best verdict after some draws is wrong, by every way in which their matches can be counted. */
function errorAfter(draws: number, { pair, none }: ReturnType<typeof hypotheses>): number {
  const outcomes = range(0, pair[0]?.length ?? 0).filter((outcome) => [...pair, ...none].some((chances) => (chances[outcome] as number) > 0))
  const likelihood = (worlds: number[][], counts: number[]) =>
    worlds.reduce(
      (sum, chances) => sum + outcomes.reduce((product, outcome, place) => product * (chances[outcome] as number) ** (counts[place] as number), 1),
      0,
    ) / worlds.length
  const weigh = (counts: number[], left: number, ways: number): number => {
    if (counts.length < outcomes.length - 1) {
      let [sum, choose] = [0, 1]
      for (let count = 0; count <= left; count++) {
        sum += weigh([...counts, count], left - count, ways * choose)
        choose *= (left - count) / (count + 1)
      }
      return sum
    }
    const all = [...counts, left]
    return (ways * Math.min(likelihood(pair, all), likelihood(none, all))) / 2
  }
  return weigh([], draws, 1)
}

/** The fewest draws after which few enough verdicts are wrong; undefined where that is more than `most`. */
function drawsNeeded(worlds: ReturnType<typeof hypotheses>, most: number): number | undefined {
  return range(1, most + 1).find((draws) => errorAfter(draws, worlds) <= enough)
}

/** Lets each giver in `only` give to those alone. */
const onlyTo = (count: number, only: Record<number, number[]>): Rule[] => [
  {
    pairs: Object.entries(only).flatMap(([giver, receivers]) =>
      range(0, count).flatMap((other) => (receivers.includes(other) ? [] : [[Number(giver), other] as const])),
    ),
  },
]

/** How often that verdict is wrong, by trying: each time some earlier draw, and the matches that came up after it. */
function errorByTrying(draws: number, worlds: ReturnType<typeof hypotheses>, times: number): number {
  const random = seeded(draws)
  // Beside what it were if all were alike, since the bare product is too small for a number.
  const likelihood = (all: number[][], counts: number[]) => {
    const alike = Math.log(1 / counts.filter((count) => count > 0).length)
    const logs = all.map((chances) =>
      counts.reduce((log, count, outcome) => (count === 0 ? log : log + count * (Math.log(chances[outcome] as number) - alike)), 0),
    )
    return logs.reduce((sum, log) => sum + Math.exp(log), 0) / all.length
  }
  const isWrong = (truth: 'pair' | 'none') => {
    const chances = worlds[truth][random(worlds[truth].length)] as number[]
    const counts = chances.map(() => 0)
    for (let draw = 0; draw < draws; draw++) {
      const at = random(1_000_000) / 1_000_000
      const outcome = chances.findIndex((_, place) => chances.slice(0, place + 1).reduce((sum, chance) => sum + chance, 0) > at)
      counts[outcome] = (counts[outcome] as number) + 1
    }
    return likelihood(worlds.pair, counts) > likelihood(worlds.none, counts) !== (truth === 'pair')
  }
  const wrong = range(0, times).filter((time) => isWrong(time % 2 === 0 ? 'pair' : 'none'))
  return wrong.length / times
}

test('without rules of their own, one draw tells an organiser a pair of three or four people, and a hundred are too few from five on', () => {
  const giverOfHelper = (count: number) => hypotheses(count, [], [2, 0])
  // Of three people the helper knows all already.
  expect(earlierDraws(3)).toHaveLength(1)
  expect(drawsNeeded(giverOfHelper(4), 1)).toBe(1)
  expect(errorAfter(100, giverOfHelper(5))).toBeGreaterThan(0.2)
  // 2,000 tries each give 5 % at about 400 draws of six people, and at about 1,600 of eight.
  expect(errorByTrying(100, giverOfHelper(6), 500)).toBeGreaterThan(enough)
  expect(errorByTrying(400, giverOfHelper(8), 500)).toBeGreaterThan(enough)
})

test('a rule that leaves a suspect one receiver tells in a few draws, by the helper’s own earlier match that comes up again', () => {
  const forced = (count: number) => drawsNeeded(hypotheses(count, onlyTo(count, { 2: [0] }), [2, 0]), 20)
  expect([4, 5, 6, 8].map(forced)).toEqual([1, 6, 9, 13])
})

test('rules that are chosen for it tell in one draw or two', () => {
  // Where person 1 gives to person 2, person 0 gets person 1 again; else person 3.
  const trap = (count: number) => {
    const other = count === 5 ? 4 : 2
    const noOtherGivers: Rule = { pairs: range(2, count).flatMap((giver) => (giver === other ? [] : [[giver, 1] as const])) }
    return drawsNeeded(hypotheses(count, [...onlyTo(count, { 0: [1, 3], 1: [2, 3] }), noOtherGivers], [1, 2]), 5)
  }
  expect([4, 5, 6, 8].map(trap)).toEqual([1, 2, 1, 1])
})
