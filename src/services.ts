import type { Logger } from 'pino'
import type { IdentityProvider } from './auth/identity-provider.ts'
import type { MikroORM } from './database/orm.ts'
import type { BackgroundTasks } from './jobs/background-tasks.ts'
import type { Printers } from './language/printers.ts'
import type { Carrier } from './mail/choose.ts'
import type { Transport } from './mail/transport.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { Vault } from './vault.ts'
import type { World } from './world.ts'

/** The services that handlers and verbs work with, made once at the start. */
export type Services = {
  world: World
  vault: Vault
  /** The languages that people can choose, and what prints in each. */
  printers: Printers
  orm: MikroORM
  log: Logger
  /** Scheme and host under which the site is reached. */
  baseUrl: string
  /** Addresses and ranges of proxies whose X-Forwarded-For counts. */
  trustedProxies: string[]
  /** The ways in for organisers: passwords, and the identity provider, if there is one. */
  waysIn: { password: boolean; provider: IdentityProvider | undefined }
  /** Work that goes on behind the requests. */
  backgroundTasks: BackgroundTasks
  /** How e-mails are sent, from whom, and the transport that sends them. */
  mail: { carrier: Carrier; from: string; transport: Transport }
  /** What is measured, and the token that it is shown for; undefined when nobody wants to see it. */
  measured?: { metrics: Metrics; token: string } | undefined
  /** Where daily backups stand, if any are made, and the keys of exchanges beside them. */
  backupFolder?: string | undefined
  /** Tells the mail worker that there may be something to deliver. */
  deliverSoon(): void
}
