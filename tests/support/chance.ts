import { randomInt } from 'node:crypto'
import { type RandomBelow, randomNumbers } from '../../src/draw/engine/random.ts'

/** Another seed for each run, for tests of chance that hold for any; `SEED=…` repeats a run. Name it where such a test fails. */
export const freshSeed = Number(process.env.SEED ?? randomInt(2 ** 31))

/** A generator with a known seed (xoshiro128**, Blackman and Vigna 2018, its state from splitmix32), so that a failure can be repeated. */
export function seeded(seed: number): RandomBelow {
  const state = Uint32Array.from({ length: 4 }, (_, place) => splitMix(seed + place + 1))
  return randomNumbers((words) => {
    for (let place = 0; place < words.length; place++) words[place] = next(state)
  })
}

function splitMix(number: number): number {
  let mixed = Math.imul(number, 0x9e3779b9)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return mixed ^ (mixed >>> 15)
}

function next(state: Uint32Array): number {
  const [a, b, c, d] = state as unknown as [number, number, number, number]
  const result = Math.imul(rotate(Math.imul(b, 5), 7), 9)
  state[2] = c ^ a
  state[3] = d ^ b
  state[1] = b ^ (c ^ a)
  state[0] = a ^ (d ^ b)
  state[2] = (state[2] as number) ^ (b << 9)
  state[3] = rotate(state[3] as number, 11)
  return result
}

const rotate = (number: number, by: number) => (number << by) | (number >>> (32 - by))
