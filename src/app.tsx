import { Hono } from 'hono'
import { hasAdmin } from './admin/first-run.ts'
import { admin } from './admin/routes.tsx'
import { settings } from './admin/settings-routes.tsx'
import { isReady } from './database/readiness.ts'
import { draw } from './draw/routes.tsx'
import { rules } from './draw/rules-routes.tsx'
import { NotFound } from './errors.ts'
import { deleting } from './exchanges/delete-routes.tsx'
import { editing } from './exchanges/edit-routes.tsx'
import { notifications } from './exchanges/notifications-routes.tsx'
import { exchanges } from './exchanges/routes.tsx'
import { signInLinks } from './joining/link-routes.tsx'
import { joining } from './joining/routes.tsx'
import { mailroom } from './mailroom/routes.tsx'
import { declining } from './participants/decline-routes.tsx'
import { imports } from './participants/import/import-routes.tsx'
import { messages } from './participants/message-routes.tsx'
import { people } from './participants/people-routes.tsx'
import { person } from './participants/person-routes.tsx'
import { participants } from './participants/routes.tsx'
import { paths } from './paths.ts'
import { goTo } from './web/answer.tsx'
import { assets } from './web/assets.ts'
import { limitedBody } from './web/body-limit.ts'
import { answerFailure } from './web/failure.tsx'
import { knownRoutesOnly } from './web/methods.ts'
import { countRequests, showMetrics } from './web/metrics.ts'
import type { Parts, Site } from './web/parts.ts'
import { requestLog } from './web/request-log.ts'
import { sameOriginOnly, standingHeaders } from './web/security.ts'

/** The whole site over its parts: what every request passes, in order, then the rooms. */
export function createApp(parts: Parts): Hono<Site> {
  const app = new Hono<Site>()
  app.onError((error, c) => answerFailure(c, error))
  app.notFound((c) => answerFailure(c, new NotFound('There is no such page.')))

  app.use((c, next) => {
    c.set('requestId', crypto.randomUUID())
    c.set('parts', parts)
    c.set('em', parts.orm.em.fork())
    return next()
  })
  app.use(requestLog(parts.log))
  if (parts.measured) app.use(countRequests(parts.measured.metrics))
  app.use(standingHeaders(parts.baseUrl))
  app.use(knownRoutesOnly(app))
  app.route('/', assets)
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => ((await isReady(parts)) ? c.text('ready') : c.text('not ready', 503)))
  const { measured } = parts
  if (measured) app.get('/metrics', (c) => showMetrics(c, measured))

  app.use(limitedBody)
  app.use(sameOriginOnly)
  app.use((c, next) => (c.req.method === 'POST' ? next().then(() => parts.deliverSoon()) : next()))
  let isSetUp = false
  app.use(async (c, next) => {
    isSetUp ||= await hasAdmin(c.var.em)
    if (!isSetUp && c.req.path !== paths.setup()) return goTo(c, paths.setup())
    return next()
  })

  const rooms = [
    admin,
    settings,
    exchanges,
    editing,
    notifications,
    deleting,
    joining,
    signInLinks,
    participants,
    declining,
    people,
    person,
    imports,
    messages,
    rules,
    draw,
    mailroom,
  ]
  for (const room of rooms) app.route('/', room)
  return app
}
