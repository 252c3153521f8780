import { describe, expect, test } from 'vitest'
import { happens, randomNumbers, weightedChoice } from '../../../src/draw/engine/random.ts'
import { freshSeed, seeded } from '../../support/chance.ts'
import { fitToUniform, unlikely } from './statistics.ts'

/** Random words from a seed, as `crypto.getRandomValues` gives them. */
function words(seed: number): (words: Uint32Array) => void {
  const random = seeded(seed)
  return (words) => {
    for (let index = 0; index < words.length; index++) words[index] = random(2 ** 32)
  }
}

describe('random numbers from random words (any seed)', () => {
  test('below small limits: each is equally likely', () => {
    const randomBelow = randomNumbers(words(freshSeed))
    const fits = [1, 2, 3, 10, 1000].map((limit) => {
      const counts = new Array<number>(limit).fill(0)
      for (let times = 0; times < 100_000; times++) {
        const number = randomBelow(limit)
        counts[number] = (counts[number] as number) + 1
      }
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100_000)
      return { limit, ...fitToUniform(counts, limit) }
    })
    expect(unlikely(fits), `SEED=${freshSeed}`).toEqual([])
  })

  test('below large limits: whole, in range, and in all parts of it', () => {
    const randomBelow = randomNumbers(words(freshSeed + 1))
    const fits = [2 ** 21, 2 ** 21 + 1, 3 * 2 ** 40, 2 ** 47].map((limit) => {
      const parts = new Array<number>(8).fill(0)
      for (let times = 0; times < 8000; times++) {
        const number = randomBelow(limit)
        expect(Number.isInteger(number) && number >= 0 && number < limit).toBe(true)
        const part = Math.floor((number / limit) * 8)
        parts[part] = (parts[part] as number) + 1
      }
      return { limit, ...fitToUniform(parts, 8) }
    })
    expect(unlikely(fits), `SEED=${freshSeed}`).toEqual([])
    expect(() => randomBelow(2 ** 48)).toThrow(RangeError)
  })

  test('a word that would favour some numbers is not used', () => {
    // Of 2^32 words, one is too many for three equal services: the first word is that one.
    const randomBelow = randomNumbers((buffer) => buffer.fill(2 ** 31, 1).fill(0, 0, 1))
    expect(randomBelow(3)).toBe(1)
  })
})

test('a weighted choice never takes what has no weight, and needs some', () => {
  const random = seeded(43)
  for (let times = 0; times < 1000; times++) expect([1, 3]).toContain(weightedChoice([0, 2, 0, 1, 0], random))
  expect(() => weightedChoice([0, 0], random)).toThrow(RangeError)
  expect(happens(1, random)).toBe(true)
  expect(happens(0, random)).toBe(false)
})
