import type { TooManyTries } from '../errors.ts'
import type { AppContext } from './env.ts'

/** Sets `Retry-After`, and says it in words. */
export function tryLater(c: AppContext, error: TooManyTries): string {
  return `Too many tries. Try again in ${waitInWords(c, error)}; what you typed is still here.`
}

/** Sets `Retry-After`, and says how long that is: a minute, 12 minutes. */
export function waitInWords(c: AppContext, { retryAfter }: TooManyTries): string {
  c.header('Retry-After', String(retryAfter))
  const minutes = Math.ceil(retryAfter / 60)
  return minutes === 1 ? 'a minute' : `${minutes} minutes`
}
