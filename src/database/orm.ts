import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Migrator } from '@mikro-orm/migrations'
import { type EntityManager, MikroORM, type Options } from '@mikro-orm/sqlite'
import type Database from 'better-sqlite3'
import { Admin } from '../admin/admin.ts'
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
import { OutgoingEmail } from '../mail/outgoing-email.ts'
import { Participant } from '../participants/participant.ts'
import type { World } from '../world.ts'
import { BindingDriver } from './binding-driver.ts'
import { readThrough } from './read.ts'
import { openReader, openSqlite, sqliteDialect } from './sqlite.ts'
import { Timestamps } from './timestamps.ts'

export type { EntityManager }

const entities = [
  Admin,
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
]

/** How the entities map to the tables; the command line of MikroORM reads it too. */
export const ormOptions: Options = {
  entities,
  extensions: [Migrator],
  migrations: { tableName: 'migration', path: 'migrations/sqlite', snapshot: false, silent: true, disableForeignKeys: false },
  forceUtcTimezone: true,
}

/** The open database: the entity managers' source and the file's own handle. */
export type OpenDatabase = { orm: MikroORM; native: Database.Database; close(): Promise<void> }

/** Opens the SQLite file, which is made when missing. It may still need migrations. */
export function openDatabase(file: string, world: World): OpenDatabase {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const native = openSqlite(file)
  const reader = openReader(file)
  const orm = new MikroORM({
    ...ormOptions,
    driver: BindingDriver,
    dbName: file,
    driverOptions: sqliteDialect(native, reader),
    subscribers: [new Timestamps(world)],
  })
  readThrough(orm.em, reader.prepare)
  return { orm, native, close: () => orm.close() }
}
