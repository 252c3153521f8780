import { describe, expect, test } from 'vitest'
import { randomCircle } from '../../src/draw/engine/circle.ts'
import { shuffle } from '../../src/draw/engine/random.ts'
import { freshSeed, seeded } from '../support/chance.ts'
import { fitToUniform, unlikely } from './engine/statistics.ts'

function isOneCircle(receivers: number[]): boolean {
  let [person, steps] = [0, 0]
  do {
    person = receivers[person] as number
    steps++
  } while (person !== 0 && steps <= receivers.length)
  return steps === receivers.length
}

describe('a drawn circle', () => {
  test.each([2, 3, 4, 5, 17, 1000])('of %i people is one circle', (count) => {
    expect(isOneCircle(randomCircle(count, seeded(count)))).toBe(true)
  })

  test('is each of all circles equally often (3 to 6 people, any seed)', () => {
    const random = seeded(freshSeed)
    const fits = [3, 4, 5, 6].map((count) => {
      const circles = [2, 6, 24, 120][count - 3] as number
      const seen = new Map<string, number>()
      for (let draw = 0; draw < circles * 500; draw++) {
        const circle = randomCircle(count, random).join(' ')
        seen.set(circle, (seen.get(circle) ?? 0) + 1)
      }
      expect(seen.size).toBe(circles)
      return { count, ...fitToUniform([...seen.values()], circles) }
    })
    expect(unlikely(fits), `SEED=${freshSeed}`).toEqual([])
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
