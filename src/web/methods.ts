import type { Hono, MiddlewareHandler } from 'hono'
import type { EntityManager } from '../database/orm.ts'
import { DeadInvitation, DeadLink, NotFound, WrongMethod } from '../errors.ts'
import { paths } from '../paths.ts'
import { goTo } from './answer.tsx'
import type { AppContext, Env } from './env.ts'
import { meantBy } from './mended-path.ts'

/** Whether an invitation has that slug. */
type IsInvitation = (em: EntityManager, slug: string) => Promise<boolean>

/**
 * Leads on from a hurt link, answers 404 for another unknown path and 405, with `Allow`, for a known one with a wrong method, before any guard looks
 * at who is asking. HEAD counts as GET.
 */
export function knownRoutesOnly(app: Hono<Env>, isInvitation: IsInvitation): MiddlewareHandler<Env> {
  return async (c, next) => {
    const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
    if (hasHandler(app, method, c.req.path)) return next()
    const allowed = ['GET', 'POST'].filter((candidate) => hasHandler(app, candidate, c.req.path))
    if (allowed.length === 0) return leadOn(app, c, isInvitation)
    throw new WrongMethod(allowed.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : name)).join(', '))
  }
}

/** Pages that no e-mail leads to, and that stand where others are unknown. */
const unmailed = [paths.setup(), paths.newExchange(), paths.wishes()]

/** Where a link leads that was hurt on the way: to the page that was meant, or to a word about what it was. */
async function leadOn(app: Hono<Env>, c: AppContext, isInvitation: IsInvitation): Promise<Response> {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') throw new NotFound('There is no such page.')
  const meant = meantBy(new URL(c.req.url).pathname, (path) => !unmailed.includes(path) && hasHandler(app, 'GET', path))
  if (meant === undefined) throw new NotFound('There is no such page.')
  if ('path' in meant) {
    if (meant.slug !== undefined && !(await isInvitation(c.var.em, meant.slug))) throw new DeadInvitation('There is no such invitation.')
    return goTo(c, meant.path)
  }
  throw meant.dead === 'invitation' ? new DeadInvitation('There is no such invitation.') : new DeadLink(meant.dead)
}

/** Middleware stands in the router under every method; a handler under its own. */
function hasHandler(app: Hono<Env>, method: string, path: string): boolean {
  const [matches] = app.router.match(method, path)
  return matches.some(([[, route]]) => route.method === method)
}
