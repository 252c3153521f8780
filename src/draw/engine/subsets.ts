import type { AllowedGraph, Draw } from './problem.ts'
import { type RandomBelow, weightedChoice } from './random.ts'

/** Up to so many people everything is counted: 2^19 · 19 numbers for circles, 80 MB, about half a second. */
export const mostCounted = 20

/**
 * Draws a single circle, each possible one equally likely; undefined exactly when there is none. At most 20 people.
 *
 * Counts, for every set of people and everybody outside it, the ways to go on from that person through the whole set and
 * back to the start (the subset recursion of Bellman 1962 and Held and Karp 1962, with sums instead of minima), then walks
 * along choosing in proportion to the counts. Counts are whole and exact below 2^53, that is up to 19 people; for 20 they
 * are rounded to 53 bits. Time n²·2^n/8, space n·2^(n−1) numbers.
 */
export function sampleCircleByCounting(graph: AllowedGraph, randomBelow: RandomBelow): Draw | undefined {
  const others = graph.count - 1
  const allowed = allowedSets(graph)
  const everybody = 2 ** others - 1
  const ways = new Float64Array((everybody + 1) * others)
  const waysOn = (person: number, left: number) =>
    left === 0 ? Number(((allowed[person] as number) & 1) === 1) : sumOver(ways, others, left, (allowed[person] as number) >>> 1)
  for (let left = 0; left <= everybody; left++) {
    for (let other = 0; other < others; other++) if (!(left & (1 << other))) ways[left * others + other] = waysOn(other + 1, left)
  }
  if (waysOn(0, everybody) === 0) return undefined
  const receivers = new Array<number>(graph.count)
  let [person, left] = [0, everybody]
  while (left !== 0) {
    const options = members(left & ((allowed[person] as number) >>> 1))
    const chosen = options[
      weightedChoice(
        options.map((other) => ways[(left ^ (1 << other)) * others + other] as number),
        randomBelow,
      )
    ] as number
    receivers[person] = chosen + 1
    person = chosen + 1
    left ^= 1 << chosen
  }
  receivers[person] = 0
  return receivers
}

/**
 * Draws a valid draw, each equally likely, of one circle or several; undefined exactly when there is none. At most 20 people.
 *
 * Counts, for every set of receivers, the ways in which the last givers can share it (the subset recursion for permanents,
 * Ryser 1963 for its kin; self-reducible sampling as in Jerrum, Valiant and Vazirani 1986). Exact below 2^53, that is up to
 * 18 people, else rounded to 53 bits. Time n·2^n, space 2^n numbers.
 */
export function sampleDrawByCounting(graph: AllowedGraph, randomBelow: RandomBelow): Draw | undefined {
  const { count } = graph
  const allowed = allowedSets(graph)
  const ways = new Float64Array(2 ** count)
  ways[0] = 1
  for (let left = 1; left < ways.length; left++) {
    for (let options = left & (allowed[count - sizeOf(left)] as number); options !== 0; options &= options - 1) {
      ways[left] = (ways[left] as number) + (ways[left ^ (options & -options)] as number)
    }
  }
  let left = 2 ** count - 1
  if (ways[left] === 0) return undefined
  return Array.from({ length: count }, (_, giver) => {
    const options = members(left & (allowed[giver] as number))
    const chosen = options[
      weightedChoice(
        options.map((receiver) => ways[left ^ (1 << receiver)] as number),
        randomBelow,
      )
    ] as number
    left ^= 1 << chosen
    return chosen
  })
}

/** For each giver the allowed receivers as bits. */
function allowedSets(graph: AllowedGraph): number[] {
  const people = Array.from({ length: graph.count }, (_, person) => person)
  return people.map((giver) => people.reduce((set, receiver) => (graph.isAllowed(giver, receiver) ? set | (1 << receiver) : set), 0))
}

/** Sums, over everybody of `left` who is allowed, the ways to go on from there. */
function sumOver(ways: Float64Array, others: number, left: number, allowed: number): number {
  let sum = 0
  for (let options = left & allowed; options !== 0; options &= options - 1) {
    const bit = options & -options
    sum += ways[(left ^ bit) * others + (31 - Math.clz32(bit))] as number
  }
  return sum
}

function members(set: number): number[] {
  const list: number[] = []
  for (let rest = set; rest !== 0; rest &= rest - 1) list.push(31 - Math.clz32(rest & -rest))
  return list
}

function sizeOf(set: number): number {
  let size = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) size++
  return size
}
