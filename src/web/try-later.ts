import type { TooManyTries } from '../errors.ts'
import type { AppContext } from './env.ts'

/** Sets `Retry-After`, and says it in words. */
export function tryLater(c: AppContext, error: TooManyTries): string {
  return c.var.t('web.tryLater', { minutes: minutesToWait(c, error) })
}

/** Sets `Retry-After`, and returns how many minutes that is. */
export function minutesToWait(c: AppContext, { retryAfter }: TooManyTries): number {
  c.header('Retry-After', String(retryAfter))
  return Math.ceil(retryAfter / 60)
}
