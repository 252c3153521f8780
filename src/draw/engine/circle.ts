import { type RandomBelow, shuffle } from './random.ts'

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
  return circleInOrder(order)
}

/** The draw in which each person of `order` (everybody, once) gives to the next, and the last to the first. */
export function circleInOrder(order: readonly number[]): number[] {
  const receivers = new Array<number>(order.length)
  order.forEach((giver, place) => {
    receivers[giver] = order[(place + 1) % order.length] as number
  })
  return receivers
}

/** Whether a draw (`receivers[giver]`) is one single circle through everybody. */
export function isOneCircle(receivers: readonly number[]): boolean {
  let [person, steps] = [0, 0]
  do {
    person = receivers[person] as number
    steps++
  } while (person !== 0 && steps <= receivers.length)
  return steps === receivers.length
}
