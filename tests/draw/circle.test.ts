import { describe, expect, test } from 'vitest'
import { randomCircle } from '../../src/draw/engine/circle.ts'
import { shuffle } from '../../src/draw/engine/random.ts'
import { seeded } from '../support/chance.ts'

function isOneCircle(receivers: number[]): boolean {
  let [person, steps] = [0, 0]
  do {
    person = receivers[person] as number
    steps++
  } while (person !== 0 && steps <= receivers.length)
  return steps === receivers.length
}

/** The upper 0.1 % points of χ² for the degrees of freedom used here. */
const critical: Record<number, number> = { 1: 10.83, 5: 20.52, 23: 49.73, 119: 172.4 }

describe('a drawn circle', () => {
  test.each([2, 3, 4, 5, 17, 1000])('of %i people is one circle', (count) => {
    expect(isOneCircle(randomCircle(count, seeded(count)))).toBe(true)
  })

  test.each([
    [3, 2],
    [4, 6],
    [5, 24],
    [6, 120],
  ])('of %i people is each of the %i circles equally often (seed 2026)', (count, circles) => {
    const draws = circles * 500
    const random = seeded(2026)
    const seen = new Map<string, number>()
    for (let draw = 0; draw < draws; draw++) {
      const circle = randomCircle(count, random).join(' ')
      seen.set(circle, (seen.get(circle) ?? 0) + 1)
    }
    expect(seen.size).toBe(circles)
    const chiSquare = [...seen.values()].reduce((sum, times) => sum + (times - 500) ** 2 / 500, 0)
    expect(chiSquare).toBeLessThan(critical[circles - 1] as number)
  })

  test('needs two people', () => {
    expect(() => randomCircle(1, seeded(1))).toThrow(RangeError)
  })
})

test('a shuffle keeps all items and leaves the original alone', () => {
  const items = [1, 2, 3, 4, 5]
  expect(shuffle(items, seeded(7)).toSorted()).toEqual(items)
  expect(items).toEqual([1, 2, 3, 4, 5])
})
