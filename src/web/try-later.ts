import type { TooManyTries } from '../errors.ts'
import type { SiteContext } from './parts.ts'

/** Notes in the answer when to come back, and says it in words. */
export function tryLater(c: SiteContext, { retryAfter }: TooManyTries): string {
  c.header('Retry-After', String(retryAfter))
  const minutes = Math.ceil(retryAfter / 60)
  return `That was tried too often. Please try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}; what you typed is still here.`
}
