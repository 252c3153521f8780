import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Logger } from 'pino'
import type { EntityManager, MikroORM } from '../database/orm.ts'
import type { Errands } from '../jobs/errands.ts'
import type { Way } from '../mail/choose.ts'
import type { Transport } from '../mail/transport.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'

/** What the app is made of, put together once at the start. */
export type Parts = {
  world: World
  vault: Vault
  orm: MikroORM
  log: Logger
  /** Scheme and host under which the site is reached. */
  baseUrl: string
  /** Addresses and ranges of proxies whose X-Forwarded-For counts. */
  trustedProxies: string[]
  /** Work that goes on behind the requests. */
  errands: Errands
  /** By which way e-mails go, from whom, and what carries them. */
  mail: { way: Way; from: string; transport: Transport }
  /** What is measured, and the token that it is shown for; undefined when nobody wants to see it. */
  measured?: { metrics: Metrics; token: string } | undefined
  /** Tells the mail worker that there may be something to deliver. */
  deliverSoon(): void
}

/** The signed-in participant, the one exchange that the session reaches, and the session. */
export type Me = { id: string; exchangeId: string; sessionId: string }

/** The session of the signed-in admin; `passwordAt` is when the password was last given in it, in milliseconds. */
export type AdminSession = { id: string; adminId: string; passwordAt: number }

/** What each request carries: Node's request and response, the parts and an entity manager of its own; behind the guards also who it comes from. */
export type Site = {
  Bindings: HttpBindings
  Variables: { requestId: string; parts: Parts; em: EntityManager; me: Me; adminSession: AdminSession; mailWaits?: boolean }
}

export type SiteContext = Context<Site>
