import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Env } from './env.ts'

const largest = 262_144
const countWhatComes = bodyLimit({ maxSize: largest })

/**
 * Refuses bodies of more than 256 KiB with 413. Browsers say how long a form is, and Node lets no more than that in; only what comes in
 * chunks has to be counted, through a stream that takes as long as all the rest of a small form. Only POST may have a body.
 */
export const limitedBody: MiddlewareHandler<Env> = (c, next) => {
  if (c.req.method !== 'POST') return next()
  if (c.req.header('Transfer-Encoding') !== undefined) return countWhatComes(c, next)
  const isFine = Number(c.req.header('Content-Length') ?? 0) <= largest
  if (!isFine) throw new HTTPException(413)
  return next()
}
