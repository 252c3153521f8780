import type { RandomBelow } from '../../../src/draw/engine/random.ts'
import { shuffle } from '../../../src/draw/engine/random.ts'
import { bestAssignment, type Scores } from './assignment.ts'

/**
 * How well an observer pairs: `rank`, which share of all others stands behind somebody's true partner, on average (½ by chance); `z`, how many standard deviations that is above what the same scores
 * give for people with their names shuffled, whose deviation is `spread`; `right`, how many of the people the best assignment gives one of their two partners.
 */
export type Verdict = { rank: number; z: number; spread: number; right: number; people: number }

/** Judges scores by who really gives to whom. */
export function judge(names: string[], scores: Scores, receivers: Record<string, string>, randomBelow: RandomBelow): Verdict {
  const ranks = scores.map((row, one) => row.map((score, other) => shareBehind(row, one, other, score)))
  const pairs = Object.entries(receivers).flatMap(([giver, receiver]) => [
    [names.indexOf(giver), names.indexOf(receiver)],
    [names.indexOf(receiver), names.indexOf(giver)],
  ]) as [number, number][]
  const rankOf = (place: number[]) => mean(pairs.map(([one, other]) => ranks[place[one] as number]?.[place[other] as number] as number))
  const people = names.map((_, person) => person)
  const rank = rankOf(people)
  const shuffled = Array.from({ length: 2000 }, () => rankOf(shuffle([...people], randomBelow)))
  const usual = mean(shuffled)
  const spread = Math.sqrt(mean(shuffled.map((one) => (one - usual) ** 2)))
  const forbidden = scores.map((row, one) => row.map((score, other) => (one === other ? -1e9 : score)))
  const partners = new Set(pairs.map(String))
  const right = bestAssignment(forbidden).filter((other, one) => partners.has(String([one, other]))).length
  return { rank, z: spread === 0 ? 0 : (rank - usual) / spread, spread, right, people: names.length }
}

/** Several verdicts as one: `least` is the lowest rank that would be found out (one-sided, 1 in 1,000) with 95 % probability. */
export function together(verdicts: Verdict[]) {
  const of = (key: keyof Verdict) => mean(verdicts.map((verdict) => verdict[key]))
  const worlds = Math.sqrt(verdicts.length)
  return {
    rank: of('rank'),
    z: (of('z') * verdicts.length) / worlds,
    least: 0.5 + ((3.09 + 1.645) * of('spread')) / worlds,
    right: of('right'),
    byChance: (2 * of('people')) / (of('people') - 1),
    people: of('people'),
  }
}

/** Which share of the others has a lower score with that person; of equals, half. */
function shareBehind(row: number[], one: number, other: number, score: number): number {
  const rest = row.filter((_, person) => person !== one && person !== other)
  const behind = rest.filter((rival) => rival < score).length + rest.filter((rival) => rival === score).length / 2
  return behind / rest.length
}

function mean(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}
