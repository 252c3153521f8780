import type { TooManyTries } from '../errors.ts'
import type { AppContext } from './env.ts'

/** Sets `Retry-After`, and says it in words. */
export function tryLater(c: AppContext, error: TooManyTries): string {
  return `Too many tries. Try again in ${waitInWords(c, error)}; what you typed is still here.`
}

/** Sets `Retry-After`, and says how long that is: a minute, 12 minutes. */
export function waitInWords(c: AppContext, error: TooManyTries): string {
  const minutes = minutesToWait(c, error)
  return minutes === 1 ? 'a minute' : `${minutes} minutes`
}

/** Sets `Retry-After`, and returns how many minutes that is. */
export function minutesToWait(c: AppContext, { retryAfter }: TooManyTries): number {
  c.header('Retry-After', String(retryAfter))
  return Math.ceil(retryAfter / 60)
}
