import { expect, test } from 'vitest'
import { freeingMemory } from '../../src/jobs/free-memory.ts'

const megabyte = 2 ** 20

test('memory is given back after the start, and after a busy time once it is over', async () => {
  let worked = 1
  let size = 40 * megabyte
  let collections = 0
  const collect = () => {
    collections++
    size = 20 * megabyte
  }
  const look = freeingMemory({ worked: () => worked, size: () => size, collect })
  const after = async (share: number, megabytes: number) => {
    worked = share
    size = megabytes * megabyte
    await look()
    return collections
  }
  expect(await after(1, 40)).toBe(1)
  expect(await after(0, 27)).toBe(1)
  expect(await after(0.9, 120)).toBe(1)
  expect(await after(0.01, 120)).toBe(2)
  expect(await after(0, 21)).toBe(2)
})

test('where Node gives no leave to collect, the job does nothing', async () => {
  expect(await freeingMemory()()).toEqual({})
})
