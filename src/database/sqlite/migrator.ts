import { join } from 'node:path'
import type { MigrateOptions, MigrationInfo, Transaction } from '@mikro-orm/core'
import { Migrator } from '@mikro-orm/migrations'
import type Database from 'better-sqlite3'
import { Initial } from '../../../migrations/sqlite/2026-11-22-initial.ts'
import { Clock } from '../../../migrations/sqlite/2026-11-24-clock.ts'
import { Rules } from '../../../migrations/sqlite/2026-11-24-rules.ts'
import { Indexes } from '../../../migrations/sqlite/2026-11-25-indexes.ts'
import { Counts } from '../../../migrations/sqlite/2026-11-26-counts.ts'
import { Answers } from '../../../migrations/sqlite/2026-11-28-answers.ts'
import { Links } from '../../../migrations/sqlite/2026-11-28-links.ts'
import { Outbox } from '../../../migrations/sqlite/2026-11-28-outbox.ts'
import { SameDay } from '../../../migrations/sqlite/2026-11-28-same-day.ts'
import { OrganiserTakesPart } from '../../../migrations/sqlite/2026-11-29-organiser-takes-part.ts'
import { AccountOfEmails } from '../../../migrations/sqlite/2026-11-30-account-of-emails.ts'
import { Draws } from '../../../migrations/sqlite/2026-11-30-draws.ts'
import { SecretMark } from '../../../migrations/sqlite/2026-11-30-secret-mark.ts'
import { Languages } from '../../../migrations/sqlite/2026-12-01-languages.ts'
import { Organisers } from '../../../migrations/sqlite/2026-12-02-organisers.ts'
import { NewAddress } from '../../../migrations/sqlite/2026-12-03-new-address.ts'
import { Oidc } from '../../../migrations/sqlite/2026-12-03-oidc.ts'
import { NextYear } from '../../../migrations/sqlite/2026-12-04-next-year.ts'
import { ExchangeKeys } from '../../../migrations/sqlite/2026-12-05-exchange-keys.ts'
import { Questions } from '../../../migrations/sqlite/2026-12-06-questions.ts'
import { Wishes } from '../../../migrations/sqlite/2026-12-06-wishes.ts'
import { Plans } from '../../../migrations/sqlite/2026-12-07-plans.ts'
import { Messages } from '../../../migrations/sqlite/2026-12-08-messages.ts'
import { SignIns } from '../../../migrations/sqlite/2026-12-09-sign-ins.ts'
import { CannotStart } from '../../errors.ts'
import { makeFolder, stampOf } from '../durable-files.ts'
import type { NamedMigration } from '../engine.ts'
import { pendingOf } from '../migrations.ts'
import type { EntityManager } from '../orm.ts'
import { backUpFile } from './backup.ts'
import type { SqliteDatabase } from './open.ts'

/** Every migration of this version for SQLite, oldest first. */
export const migrations: readonly NamedMigration[] = [
  { name: '2026-11-22-initial', class: Initial },
  { name: '2026-11-24-rules', class: Rules },
  { name: '2026-11-24-clock', class: Clock },
  { name: '2026-11-25-indexes', class: Indexes },
  { name: '2026-11-26-counts', class: Counts },
  { name: '2026-11-28-same-day', class: SameDay },
  { name: '2026-11-28-outbox', class: Outbox },
  { name: '2026-11-28-answers', class: Answers },
  { name: '2026-11-28-links', class: Links },
  { name: '2026-11-29-organiser-takes-part', class: OrganiserTakesPart },
  { name: '2026-11-30-secret-mark', class: SecretMark },
  { name: '2026-11-30-draws', class: Draws },
  { name: '2026-11-30-account-of-emails', class: AccountOfEmails },
  { name: '2026-12-01-languages', class: Languages },
  { name: '2026-12-02-organisers', class: Organisers },
  { name: '2026-12-03-new-address', class: NewAddress },
  { name: '2026-12-03-oidc', class: Oidc },
  { name: '2026-12-04-next-year', class: NextYear },
  { name: '2026-12-05-exchange-keys', class: ExchangeKeys },
  { name: '2026-12-06-questions', class: Questions },
  { name: '2026-12-06-wishes', class: Wishes },
  { name: '2026-12-07-plans', class: Plans },
  { name: '2026-12-08-messages', class: Messages },
  { name: '2026-12-09-sign-ins', class: SignIns },
]

/**
 * MikroORM's migrator, made safe for SQLite. Generated table rebuilds drop a table that others refer to, and with foreign
 * keys on that deletes or blocks the children; `PRAGMA foreign_keys` does nothing inside a transaction, so it is turned off
 * around the one transaction of all migrations, which commits only when every reference holds and no table lost a row.
 */
export class SafeMigrator extends Migrator {
  private readonly entityManager: EntityManager
  constructor(entityManager: EntityManager, list: readonly NamedMigration[] = migrations) {
    super(entityManager)
    this.entityManager = entityManager
    this.options.migrationsList = [...list]
  }

  protected override async runMigrations(method: 'up' | 'down', options?: MigrateOptions): Promise<MigrationInfo[]> {
    await this.init()
    const connection = this.entityManager.getConnection()
    const before = await this.countRows()
    await connection.execute('pragma foreign_keys = off')
    try {
      return await connection.transactional(async (transaction: Transaction) => {
        const applied = await super.runMigrations(method, { ...options, transaction })
        await this.checkReferences(transaction)
        if (method === 'up') await this.checkRows(before, transaction)
        return applied
      })
    } finally {
      await connection.execute('pragma foreign_keys = on')
    }
  }

  private async countRows(transaction?: Transaction): Promise<Map<string, number>> {
    const connection = this.entityManager.getConnection()
    const tables = await connection.execute<{ name: string }[]>(
      `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> 'migration'`,
      [],
      'all',
      transaction,
    )
    const counts = new Map<string, number>()
    for (const { name } of tables) {
      const [row] = await connection.execute<{ count: number }[]>(`select count(*) as count from "${name}"`, [], 'all', transaction)
      counts.set(name, row?.count ?? 0)
    }
    return counts
  }

  private async checkReferences(transaction: Transaction): Promise<void> {
    const orphans = await this.entityManager.getConnection().execute<{ table: string }[]>('pragma foreign_key_check', [], 'all', transaction)
    const [orphan] = orphans
    if (orphan) throw new CannotStart(`The migration would leave ${orphans.length} rows without what they refer to, first in ${orphan.table}.`)
  }

  private async checkRows(before: Map<string, number>, transaction: Transaction): Promise<void> {
    const after = await this.countRows(transaction)
    for (const [table, count] of before) {
      const left = after.get(table)
      if (left !== undefined && left < count) throw new CannotStart(`The migration would lose ${count - left} of ${count} rows of ${table}.`)
    }
  }
}

/**
 * Brings the database to this version: refuses one that a newer version wrote, keeps a verified backup of one that has
 * data, then applies what is pending, all or nothing. Returns the names applied; throws CannotStart with the reason.
 */
export async function migrate({ orm, native }: SqliteDatabase, backupFolder: string, now: Date, list = migrations): Promise<string[]> {
  const applied = ourMigrations(native)
  const pending = pendingOf(list, applied)
  if (pending.length === 0) return []
  if (applied.length > 0) {
    makeFolder(backupFolder)
    await backUpFile(native.name, join(backupFolder, `${stampOf(now)}-before-${pending[0]}.sqlite`))
  }
  await new SafeMigrator(orm.em.fork(), list).up()
  return pending
}

/** The names of the migrations that the file has seen, oldest first; none when it is empty. Throws CannotStart when it holds something else. */
export function ourMigrations(database: Database.Database): string[] {
  const isEmpty = database.prepare("select 1 from sqlite_master where name not like 'sqlite_%'").get() === undefined
  if (isEmpty || knowsMigrations(database)) return appliedMigrations(database)
  throw new CannotStart(`${database.name} is the database of another program. Name another file in DATABASE_URL, or another folder in DATA_DIR.`)
}

/** The names of the migrations that the file has seen, oldest first; none when it is no database of ours. */
export function appliedMigrations(database: Database.Database): string[] {
  return knowsMigrations(database) ? (database.prepare('select name from migration order by id').pluck().all() as string[]) : []
}

function knowsMigrations(database: Database.Database): boolean {
  const columns = database.prepare("select name from pragma_table_info('migration')").pluck().all()
  return columns.includes('id') && columns.includes('name')
}
