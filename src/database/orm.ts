import type { Options } from '@mikro-orm/core'
import { Migrator } from '@mikro-orm/migrations'
import type { AbstractSqlDriver, SqlEntityManager, SqlMikroORM } from '@mikro-orm/sqlite'
import { Account } from '../accounts/account.ts'
import { MagicToken } from '../auth/magic-token.ts'
import { RateLimit } from '../auth/rate-limit.ts'
import { Session } from '../auth/session.ts'
import { DrawRepair } from '../draw/draw-repair.ts'
import { ExclusionRule, ExclusionRuleMember } from '../draw/exclusion-rule.ts'
import { Household } from '../draw/household.ts'
import { Match } from '../draw/match.ts'
import { Exchange } from '../exchanges/exchange.ts'
import { Notice } from '../exchanges/notice.ts'
import { NotificationPreference } from '../exchanges/notification-preference.ts'
import { BlockedAddress } from '../mail/blocked-address.ts'
import { OutgoingEmail } from '../mail/outgoing-email.ts'
import { TransportState } from '../mail/transport-state.ts'
import { Participant } from '../participants/participant.ts'

/** The entity manager of either database. */
export type EntityManager = SqlEntityManager<AbstractSqlDriver>

/** What makes them. */
export type MikroORM = Pick<SqlMikroORM<AbstractSqlDriver, EntityManager>, 'config' | 'close'> & { em: EntityManager }

const entities = [
  Account,
  BlockedAddress,
  DrawRepair,
  Exchange,
  ExclusionRule,
  ExclusionRuleMember,
  Household,
  MagicToken,
  Match,
  Notice,
  NotificationPreference,
  OutgoingEmail,
  Participant,
  RateLimit,
  Session,
  TransportState,
]

let opened = 0

/** How the entities map to the tables of either database, whose migrations are in the folder `kind`; the command line of MikroORM reads it too. */
export function ormOptions(kind: 'sqlite' | 'postgresql'): Pick<Options, 'entities' | 'extensions' | 'migrations' | 'forceUtcTimezone' | 'contextName'> {
  return {
    entities,
    extensions: [Migrator],
    migrations: { tableName: 'migration', path: `migrations/${kind}`, snapshot: false, silent: true, disableForeignKeys: false },
    forceUtcTimezone: true,
    // What is in a transaction is found by this name, and rows are copied between databases, each in one of its own.
    contextName: `database ${++opened}`,
  }
}

/** Where the rows are: in a file of SQLite, or in a database of PostgreSQL. */
export type Place = { file: string } | { url: string }

/** An open database: the source of entity managers. */
export type OpenDatabase = {
  orm: MikroORM
  /**
   * Brings the database to this version while nobody serves the site, all or nothing, and keeps a copy of it in `backupFolder` first
   * where it is a file. Returns the names of the migrations applied. Throws CannotStart with the reason.
   */
  migrate(backupFolder: string, now: Date): Promise<string[]>
  /**
   * Becomes one of those who serve the site from it, with the secret key that `keyMark` (32 bits) tells from others. Throws CannotStart when
   * that may not be.
   */
  serve(keyMark: number): Promise<Serving>
  close(): Promise<void>
}

/** What a process that serves the site is among the others that do, if there may be others. */
export type Serving = {
  /** Whether no other process serves the site from this database. */
  isAlone: boolean
  /** Does `work` unless another process is just doing work of that name. Returns whether it did. */
  unlessDoneElsewhere(name: string, work: () => Promise<void>): Promise<boolean>
  /** Whether another process is just doing work of that name. */
  isDoneElsewhere(name: string): Promise<boolean>
  leave(): Promise<void>
}
