import { isOneCircle } from '../../../src/draw/engine/circle.ts'
import type { DrawProblem, Rule } from '../../../src/draw/engine/problem.ts'
import type { RandomBelow } from '../../../src/draw/engine/random.ts'

/** Whether the long version runs (`npm run test:draw`), and not the short one of `npm test`. */
const isLong = process.env.DRAW === 'long'

/** For tests that take long when they try much. */
export const patient = { timeout: 1_200_000 }

/** How often something is tried: `many` times in the long version, else `few`. */
export function rounds(few: number, many: number): number {
  return isLong ? many : few
}

/** Whether the rules, read word by word, let a giver give to a receiver. */
export function mayGive({ rules }: DrawProblem, giver: number, receiver: number): boolean {
  if (giver === receiver) return false
  return rules.every((rule) =>
    'group' in rule ? !(rule.group.includes(giver) && rule.group.includes(receiver)) : !rule.pairs.some(([a, b]) => a === giver && b === receiver),
  )
}

/** Every valid draw, by trying all. */
export function allDraws(problem: DrawProblem): number[][] {
  const { count } = problem
  const allowed = Array.from({ length: count }, (_, giver) =>
    Array.from({ length: count }, (_, receiver) => receiver).filter((receiver) => mayGive(problem, giver, receiver)),
  )
  const found: number[][] = []
  const extend = (draw: number[]) => {
    if (draw.length === count) found.push(draw)
    else for (const receiver of allowed[draw.length] as number[]) if (!draw.includes(receiver)) extend([...draw, receiver])
  }
  extend([])
  return count < 2 ? [] : found
}

/** The draws that the product promises to choose from: single circles when there are any, else all. */
export function promisedDraws(problem: DrawProblem): number[][] {
  const all = allDraws(problem)
  const circles = all.filter(isOneCircle)
  return circles.length > 0 ? circles : all
}

/** A random set of rules, from none to too many. */
export function randomProblem(most: number, randomBelow: RandomBelow): DrawProblem {
  const count = 2 + randomBelow(most - 1)
  const rules = Array.from({ length: randomBelow(6) }, () => randomRule(count, randomBelow))
  return { count, rules }
}

function randomRule(count: number, randomBelow: RandomBelow): Rule {
  if (randomBelow(2) === 0) return { group: Array.from({ length: 1 + randomBelow(count) }, () => randomBelow(count)) }
  return { pairs: Array.from({ length: 1 + randomBelow(2 * count) }, () => [randomBelow(count), randomBelow(count)] as const) }
}

/** Numbers from `from` up to, not including, `to`. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}
