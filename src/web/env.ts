import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { ParticipantHere } from '../auth/guards.ts'
import type { LiveSession } from '../auth/sign-in.ts'
import type { AccountSession, Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import type { Printer } from '../language/printer.ts'
import type { Services } from '../services.ts'

/** What each request carries: Node's request and response, the services, an entity manager of its own, the printer of its reader's language; behind the guards also who it comes from. */
export type Env = {
  Bindings: HttpBindings
  Variables: {
    requestId: string
    services: Services
    em: EntityManager
    t: Printer
    /** The language that the browser chose or asks for; undefined where the site speaks none of those. */
    seenLanguage: string | undefined
    /** The sessions that were looked up by now. */
    sessions?: { organiser?: LiveSession | undefined; participant?: ParticipantHere | undefined }
    me: Me
    accountSession: AccountSession
    mailWaits?: boolean
  }
}

export type AppContext = Context<Env>
