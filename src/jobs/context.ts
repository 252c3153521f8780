import type { Logger } from 'pino'
import type { EntityManager, Place, Serving } from '../database/orm.ts'
import type { MailWorker } from '../mail/deliver.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'

/** What the verbs of jobs need. `em` makes an entity manager of its own for each step; in `backupFolder` the keys of exchanges may stand beside backups. */
export type ClockContext = { em(): EntityManager; world: World; vault: Vault; log: Logger; backupFolder?: string | undefined }

/**
 * What a run of the clock did, for the log: the identifiers of the exchanges it changed or wrote about, how many e-mails
 * it queued or forgot, and which backup it made.
 */
export type Report = { exchanges?: string[]; emails?: number; backup?: string }

/** Which database is copied every day, into which folder, and how many such copies are kept; 0 makes none. */
export type DailyBackups = { database: Place; backupFolder: string; backupKeep: number }

/** What the clock works with: the mail worker, the other processes, which daily backups are wanted, and who counts what was done. */
export type JobContext = MailWorker & { serving?: Serving; backupFolder?: string | undefined; backups?: DailyBackups; metrics?: Metrics | undefined }

/**
 * Something that happens by the clock. `when` is a cron pattern with seconds, in UTC; what has the same one happens in this order.
 * Of several processes one does it at a time, unless it `isShared`; processes where it is not wanted leave it to the others.
 */
export type Job = { name: string; when: string; isShared?: boolean; isWanted?(context: JobContext): boolean; run(context: JobContext): Promise<Report> }
