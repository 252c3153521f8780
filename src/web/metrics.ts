import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Metrics } from '../metrics/metrics.ts'
import type { AppContext, Env } from './env.ts'
import { routeName } from './route-name.ts'

const methods = ['GET', 'HEAD', 'POST']

/** Counts each answer by its route, and times it. */
export function countRequests(metrics: Metrics): MiddlewareHandler<Env> {
  return async (c, next) => {
    const started = performance.now()
    await next()
    const method = methods.includes(c.req.method) ? c.req.method : 'other'
    metrics.answered({ method, route: routeName(c), status: c.res.status, seconds: (performance.now() - started) / 1000 })
  }
}

/** Shows the figures to whoever brings the token. */
export async function showMetrics(c: AppContext, { metrics, token }: { metrics: Metrics; token: string }): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  if (!isSame(c.req.header('Authorization') ?? '', `Bearer ${token}`)) return c.text('Unauthorized', 401, { 'WWW-Authenticate': 'Bearer' })
  const { text, contentType } = await metrics.read()
  return c.body(text, 200, { 'Content-Type': contentType })
}

/** A constant-time comparison: its time depends neither on where two texts differ nor on their length. */
function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash('sha256').update(text).digest())
  return timingSafeEqual(one as Buffer, other as Buffer)
}
