import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { World } from '../../src/world.ts'

/** A world whose clock stands still until a test moves it. */
export type TestWorld = World & { travel(duration: { days?: number; hours?: number; minutes?: number }): void }

/** A world that answers under `baseUrl`, on the morning of 1 December 2026. */
export function testWorld(baseUrl = 'http://localhost:8000'): TestWorld {
  let now = Date.parse('2026-12-01T09:00:00Z')
  return {
    now: () => new Date(now),
    randomBytes: (count) => randomBytes(count),
    randomBelow: (limit) => randomInt(limit),
    newId: () => randomUUID(),
    url: (path) => baseUrl + path,
    travel: ({ days = 0, hours = 0, minutes = 0 }) => {
      now += ((days * 24 + hours) * 60 + minutes) * 60_000
    },
  }
}
