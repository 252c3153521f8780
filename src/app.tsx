import { Hono } from 'hono'
import { hasAccount } from './accounts/first-run.ts'
import { languageChoice } from './accounts/language-routes.ts'
import { organisers } from './accounts/organisers-routes.tsx'
import { providerSignIn } from './accounts/provider-routes.tsx'
import { accounts } from './accounts/routes.tsx'
import { settings } from './accounts/settings-routes.tsx'
import { inReadersLanguage } from './auth/guards.ts'
import { isReady } from './database/readiness.ts'
import { match } from './draw/match-routes.tsx'
import { draw } from './draw/routes.tsx'
import { rules } from './draw/rules-routes.tsx'
import { NotFound } from './errors.ts'
import { again } from './exchanges/again-routes.tsx'
import { deleting } from './exchanges/delete-routes.tsx'
import { editing } from './exchanges/edit-routes.tsx'
import { notifications } from './exchanges/notifications-routes.tsx'
import { exchanges } from './exchanges/routes.tsx'
import { sharing } from './exchanges/sharing-routes.tsx'
import { reports } from './messages/report-routes.tsx'
import { threads } from './messages/routes.tsx'
import { outbox } from './outbox/routes.tsx'
import { declining } from './participants/decline-routes.tsx'
import { imports } from './participants/import/import-routes.tsx'
import { messages } from './participants/message-routes.tsx'
import { people } from './participants/people-routes.tsx'
import { person } from './participants/person-routes.tsx'
import { participants } from './participants/routes.tsx'
import { unsubscribing } from './participants/unsubscribe-routes.tsx'
import { paths } from './paths.ts'
import { signInLinks } from './registration/link-routes.tsx'
import { isInvitation } from './registration/reads.ts'
import { returning } from './registration/return-routes.tsx'
import { registration } from './registration/routes.tsx'
import type { Services } from './services.ts'
import { goTo } from './web/answer.tsx'
import { assets } from './web/assets.ts'
import { limitedBody } from './web/body-limit.ts'
import type { Env } from './web/env.ts'
import { answerFailure } from './web/failure.tsx'
import { inBrowsersLanguage } from './web/language.ts'
import { knownRoutesOnly } from './web/methods.ts'
import { countRequests, showMetrics } from './web/metrics.ts'
import { requestLog } from './web/request-log.ts'
import { sameOriginOnly, standingHeaders } from './web/security.ts'
import { answers } from './wishes/answer-routes.tsx'
import { questions } from './wishes/question-routes.tsx'
import { wishes } from './wishes/wish-routes.tsx'

/** The routes of every room, in the order in which they are asked. */
const rooms = [
  accounts,
  providerSignIn,
  settings,
  organisers,
  exchanges,
  editing,
  notifications,
  deleting,
  sharing,
  again,
  registration,
  signInLinks,
  returning,
  participants,
  unsubscribing,
  wishes,
  declining,
  people,
  person,
  imports,
  messages,
  questions,
  answers,
  rules,
  draw,
  match,
  threads,
  reports,
  outbox,
  languageChoice,
]

/** The whole site over its services: what every request passes, in order, then the rooms. */
export function createApp(services: Services): Hono<Env> {
  const app = new Hono<Env>()
  app.onError((error, c) => answerFailure(c, error))
  app.notFound((c) => answerFailure(c, new NotFound('There is no such page.')))

  app.use((c, next) => {
    c.set('requestId', crypto.randomUUID())
    c.set('services', services)
    c.set('em', services.orm.em.fork())
    return next()
  })
  app.use(inBrowsersLanguage)
  app.use(requestLog(services.log))
  if (services.measured) app.use(countRequests(services.measured.metrics))
  app.use(standingHeaders(services.baseUrl))
  app.use(knownRoutesOnly(app, isInvitation))
  app.route('/', assets)
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => ((await isReady(services)) ? c.text('ready') : c.text('not ready', 503)))
  const { measured } = services
  if (measured) app.get('/metrics', (c) => showMetrics(c, measured))

  app.use(limitedBody)
  app.use(sameOriginOnly)
  app.use((c, next) => (c.req.method === 'POST' ? next().then(() => services.deliverSoon()) : next()))
  let isSetUp = false
  const reachableAtFirst = [paths.setup(), paths.language(), ...(services.waysIn.password ? [] : [paths.providerSignIn(), paths.providerCallback()])]
  app.use(async (c, next) => {
    isSetUp ||= await hasAccount(c.get('em'))
    if (!isSetUp && !reachableAtFirst.includes(c.req.path)) return goTo(c, paths.setup())
    await inReadersLanguage(c)
    return next()
  })

  for (const room of rooms) app.route('/', room)
  return app
}
