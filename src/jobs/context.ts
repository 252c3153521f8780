import type { EntityManager } from '../database/orm.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'

/** What the clock's verbs need. `em` makes an entity manager of its own for each step. */
export type ClockContext = { em(): EntityManager; world: World; vault: Vault }

/**
 * What a run of the clock did, for the log: the identifiers of the exchanges it changed or wrote about, how many e-mails
 * it queued or forgot, and which backup it made.
 */
export type Report = { exchanges?: string[]; emails?: number; backup?: string }
