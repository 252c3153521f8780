import { pOfSoMany, unlikely } from './engine/statistics.ts'

/**
 * What an order of people tells of draws that are one circle each. A draw is given as places in that order: the one at place `i`
 * gives to the one at place `draw[i]`. Without a leak each circle is equally likely, and so is each pair of places; whatever comes
 * too often is returned, by exact binomial tests, corrected for all circles and pairs of all `orders`.
 *
 * Power, by 48 draws of five people (24 circles, 20 pairs of places, five orders: 220 comparisons at 10⁻⁶ in all, so one circle
 * 15 times or more): when half of all draws are one circle, which the order thus tells, that is seen with probability 0.997; when
 * in half of them the order tells the circle, and the rest are fair, with 0.999. A single pair that half of the draws tell (the
 * first gives to the second) is seen with 0.33 only; it takes 110 draws for 0.99, and the long version has 1,000.
 */
export function leaks(orders: Readonly<Record<string, readonly (readonly number[])[]>>) {
  const comparisons = Object.entries(orders).flatMap(([order, draws]) => {
    const count = draws[0]?.length ?? 0
    const circles = tally(draws.map((draw) => draw.join(' ')))
    const pairs = tally(draws.flatMap((draw) => draw.map((receiver, giver) => `${giver} to ${receiver}`)))
    const compare = (seen: Map<string, number>, possible: number, chance: number) => {
      const missing = new Array<[string, number]>(possible - seen.size).fill(['never seen', 0])
      return [...seen, ...missing].map(([what, times]) => ({ order, what, times, p: pOfSoMany(times, draws.length, chance) }))
    }
    return [...compare(circles, factorial(count - 1), 1 / factorial(count - 1)), ...compare(pairs, count * (count - 1), 1 / (count - 1))]
  })
  return unlikely(comparisons)
}

function tally(things: string[]): Map<string, number> {
  return things.reduce((counts, thing) => counts.set(thing, (counts.get(thing) ?? 0) + 1), new Map<string, number>())
}

const factorial = (number: number): number => (number < 2 ? 1 : number * factorial(number - 1))
