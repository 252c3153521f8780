import { once } from 'node:events'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Logger } from 'pino'
import { createApp } from './app.tsx'
import { createIdentityProvider } from './auth/identity-provider.ts'
import { composers } from './composers.ts'
import { mustBeMigrated } from './database/migrations.ts'
import { openDatabase } from './database/open.ts'
import { resealOldDraws } from './draw/reseal.ts'
import { entities } from './entities.ts'
import { createBackgroundTasks } from './jobs/background-tasks.ts'
import { createClock } from './jobs/runner.ts'
import { languages } from './language/languages.ts'
import { Printers } from './language/printers.ts'
import { createLog } from './log.ts'
import { carrierOf, chooseTransport, describeCarrier } from './mail/choose.ts'
import { releaseLeases } from './mail/lease.ts'
import { forgetTrouble } from './mail/pace.ts'
import { noTransport, type Transport } from './mail/transport.ts'
import { createMetrics } from './metrics/metrics.ts'
import { schedule } from './schedule.ts'
import { type Seals, trySeals } from './seals.ts'
import type { Settings } from './settings.ts'
import { createVault, loadSecrets } from './vault.ts'
import { close, Gate } from './web/closing.ts'
import { realWorld } from './world.ts'

/** Serves the site until `stop` is fulfilled; then answers what is under way and closes everything. Throws CannotStart. */
export async function serveSite(settings: Settings, stop: Promise<unknown>): Promise<void> {
  const log = await createLog(settings)
  const world = realWorld(settings.baseUrl)
  const secrets = loadSecrets(settings)
  const vault = createVault(secrets)
  const printers = new Printers(languages)
  const database = await openDatabase(settings.database, world, entities)
  const serving = await database.serve(vault.sign('', 'the key itself').readInt32BE())
  await mustBeMigrated(database)

  const em = () => database.orm.em.fork()
  await resealOldDraws(em(), { world, vault })
  const transport = chooseTransport(settings, log)
  warn(log, settings, transport, await trySeals(em(), secrets))

  const { backupFolder, metricsToken: token } = settings
  const measured = token === undefined ? undefined : { metrics: await createMetrics({ em, world }), token }
  const stopping = new AbortController()
  const delivering = { transport, composers, from: settings.emailFrom, stop: stopping.signal, stalled: 0, leases: new Set<string>() }
  const context = { em, world, vault, printers, log, ...delivering, serving, backupFolder, backups: settings, metrics: measured?.metrics }
  await releaseLeases(context, serving.isAlone)
  await forgetTrouble(em(), transport)
  const clock = createClock(schedule, context)
  const deliverSoon = () => clock.soon('deliver e-mail')
  const backgroundTasks = createBackgroundTasks(serving, (failure) => log.error({ err: failure }, 'background task failed'))
  const { baseUrl, trustedProxies } = settings
  const site = { world, vault, printers, log, baseUrl, trustedProxies, backupFolder }
  const mail = { carrier: carrierOf(settings), from: settings.emailFrom, transport }
  const waysIn = { password: settings.passwordSignIn, provider: settings.oidc && createIdentityProvider(settings.oidc, world) }
  const app = createApp({ ...site, orm: database.orm, waysIn, backgroundTasks, mail, measured, deliverSoon })
  const gate = new Gate()
  const server = await listen(settings, (request, environment) => gate.pass(app.fetch(request, environment)))
  announce(log, settings)
  clock.begin()

  await Promise.race([stop, failure(server)])
  log.info('stopping')
  stopping.abort()
  await close(server, gate)
  await backgroundTasks.stop()
  await clock.stop()
  await releaseLeases(context, serving.isAlone)
  transport.close?.()
  await serving.leave()
  await database.close()
}

/** Says in the log what is wrong and does not keep the site from starting. */
function warn(log: Logger, { warnings }: Settings, transport: Transport, { sealed, shut }: Seals): void {
  if (shut > 0) log.warn({ sealed, shut }, 'matches and e-mails were sealed with another secret key: put it back, behind a comma')
  if (transport === noTransport) log.warn('No e-mail can be sent: set RESEND_API_KEY or SMTP_URL. Until then e-mails wait in the outbox.')
  for (const warning of warnings) log.warn(warning)
}

async function listen({ port, host }: Settings, fetch: Parameters<typeof serve>[0]['fetch']): Promise<Server> {
  const server = serve({ fetch, port, hostname: host, serverOptions: { headersTimeout: 20_000, requestTimeout: 60_000 } }) as Server
  await once(server, 'listening')
  return server
}

function announce(log: Logger, settings: Settings): void {
  const carrier = describeCarrier(settings)
  if (carrier !== undefined) log.info(carrier)
  log.info(`Sneaky Klaus is ready on ${settings.baseUrl}`)
  if (settings.development) log.info('The links of every e-mail are written here, marked DEV MODE.')
}

async function failure(server: Server): Promise<never> {
  const [error] = await once(server, 'error')
  throw error
}
