import { randomBytes, randomInt, randomUUID } from 'node:crypto'

/** What the domain takes from outside: the time, chance and its own address. Tests bring a world of their own. */
export type World = {
  /** The current time. */
  now(): Date
  /** `count` bytes from the operating system's generator. */
  randomBytes(count: number): Buffer
  /** A whole number from 0 up to, not including, `limit`, each equally likely (rejection, no modulo bias). */
  randomBelow(limit: number): number
  /** A random identifier (UUID version 4), which tells neither order nor time. */
  newId(): string
  /** The absolute address of a path of this site; never taken from a request. */
  url(path: string): string
}

/** The real world, which answers under `baseUrl` (no slash at its end). */
export function realWorld(baseUrl: string): World {
  return {
    now: () => new Date(),
    randomBytes: (count) => randomBytes(count),
    randomBelow: (limit) => randomInt(limit),
    newId: () => randomUUID(),
    url: (path) => baseUrl + path,
  }
}
