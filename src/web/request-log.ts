import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import type { Env } from './env.ts'
import { routeName } from './route-name.ts'

/** Notes each request by its route, not its path: links and invitations in the log would be as good as the e-mail. */
export function requestLog(log: Logger): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (!log.isLevelEnabled('debug')) return next()
    const started = performance.now()
    await next()
    const milliseconds = Math.round((performance.now() - started) * 10) / 10
    log.debug({ requestId: c.var.requestId, method: c.req.method, route: routeName(c), status: c.res.status, milliseconds }, 'request')
  }
}
