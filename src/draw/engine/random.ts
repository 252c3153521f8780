/** A random whole number from 0 up to, not including, `limit` (at most 2^47, so that `crypto.randomInt` will do), each equally likely. */
export type RandomBelow = (limit: number) => number

const manyNumbers = 2 ** 47
const words = 2 ** 32

/** A copy of `items` in random order, each order equally likely (Fisher and Yates 1938, as in Knuth, TAOCP 3.4.2, algorithm P). */
export function shuffle<Item>(items: readonly Item[], randomBelow: RandomBelow): Item[] {
  const shuffled = [...items]
  for (let last = shuffled.length - 1; last > 0; last--) {
    const chosen = randomBelow(last + 1)
    const item = shuffled[last] as Item
    shuffled[last] = shuffled[chosen] as Item
    shuffled[chosen] = item
  }
  return shuffled
}

/** True with the given probability (0 to 1), to within 2^−47. */
export function happens(probability: number, randomBelow: RandomBelow): boolean {
  return probability >= 1 || randomBelow(manyNumbers) < probability * manyNumbers
}

/**
 * Chooses an index with a probability in proportion to its weight. Exact for whole weights that add up to at most 2^47,
 * else to within 2^−47. Throws RangeError when no weight is positive.
 */
export function weightedChoice(weights: readonly number[], randomBelow: RandomBelow): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (!(total > 0)) throw new RangeError('There is nothing to choose from.')
  const isWhole = total <= manyNumbers && weights.every(Number.isInteger)
  let rest = isWhole ? randomBelow(total) : (randomBelow(manyNumbers) / manyNumbers) * total
  let last = -1
  for (const [index, weight] of weights.entries()) {
    if (weight <= 0) continue
    if (rest < weight) return index
    rest -= weight
    last = index
  }
  return last
}

/**
 * Turns a source of random bytes into random numbers: `fill` fills the array it is given with random 32-bit words, as
 * `crypto.getRandomValues` does. Numbers come without bias (Lemire 2019, “Fast random integer generation in an interval”).
 */
export function randomNumbers(fill: (words: Uint32Array<ArrayBuffer>) => unknown): RandomBelow {
  const buffer = new Uint32Array(4096)
  let used = buffer.length
  const next = () => {
    if (used === buffer.length) {
      fill(buffer)
      used = 0
    }
    return buffer[used++] as number
  }
  return (limit) => (limit <= 2 ** 21 ? below(limit, next) : belowMany(limit, next))
}

/** Multiplies instead of dividing; the product of 32 and 21 bits is exact in a double. */
function below(limit: number, next: () => number): number {
  for (;;) {
    const product = next() * limit
    const high = Math.floor(product / words)
    const low = product - high * words
    if (low >= limit || low >= words % limit) return high
  }
}

function belowMany(limit: number, next: () => number): number {
  if (limit > manyNumbers) throw new RangeError('A random number needs a limit of at most 2^47.')
  const unbiased = 2 ** 48 - (2 ** 48 % limit)
  for (;;) {
    const number = (next() & 0xffff) * words + next()
    if (number < unbiased) return number % limit
  }
}
