import { matchedRoutes } from 'hono/route'
import type { AppContext } from './env.ts'

/** The pattern of the route that a request found, like `/exchange/:slug/register`; `*` when it found none. Paths themselves may be secrets. */
export function routeName(c: AppContext): string {
  // Middleware is matched under every method.
  return matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path ?? '*'
}
