import type { Hono, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { NotFound, WrongMethod } from '../errors.ts'
import type { Site } from './parts.ts'

/**
 * Answers 404 for an unknown path and 405, with `Allow`, for a known one with a wrong method, before any guard looks
 * at who is asking. HEAD counts as GET.
 */
export function knownRoutesOnly(app: Hono<Site>): MiddlewareHandler<Site> {
  return async (c, next) => {
    const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
    // The router has looked already; it is asked again only to say what is wrong.
    if (matchedRoutes(c).some((route) => route.method === method)) return next()
    const allowed = ['GET', 'POST'].filter((candidate) => hasHandler(app, candidate, c.req.path))
    if (allowed.length === 0) throw new NotFound('There is no such page.')
    throw new WrongMethod(allowed.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : name)).join(', '))
  }
}

/** Middleware stands in the router under every method; a handler under its own. */
function hasHandler(app: Hono<Site>, method: string, path: string): boolean {
  const [matches] = app.router.match(method, path)
  return matches.some(([[, route]]) => route.method === method)
}
