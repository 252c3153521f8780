/** A random whole number from 0 up to, not including, `limit`. */
export type RandomBelow = (limit: number) => number

/**
 * Draws one circle through `count` people, each of the (count − 1)! circles equally likely.
 * Returns the receiver's index for each giver's index. Throws RangeError for fewer than 2 people.
 *
 * Everybody is put into a uniformly random order (`shuffle`), in which each gives to the next. A circle comes from
 * exactly `count` of the count! orders, one for each person to begin with, so circles are uniform because orders are.
 */
export function randomCircle(count: number, randomBelow: RandomBelow): number[] {
  if (count < 2) throw new RangeError('A circle needs at least two people.')
  const order = shuffle(
    Array.from({ length: count }, (_, index) => index),
    randomBelow,
  )
  const receivers = new Array<number>(count)
  order.forEach((giver, place) => {
    receivers[giver] = order[(place + 1) % count] as number
  })
  return receivers
}

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
export function isOneCircle(receivers: readonly number[]): boolean {
  let place = 0
  let length = 0
  do {
    place = receivers[place] as number
    length++
  } while (place !== 0 && length <= receivers.length)
  return length === receivers.length
}
