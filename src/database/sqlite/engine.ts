import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { CompiledQuery } from 'kysely'
import type { Engine, Lists, Value } from '../engine.ts'
import type { MikroORM } from '../orm.ts'
import type { Prepare } from './dialect.ts'
import { migrations, ourMigrations } from './migrator.ts'
import { damageOf } from './soundness.ts'

const leastFreeBytes = 1024 * 1024

/** How SQLite works for us. What reads outside of a transaction does so with the statements of `prepare`. */
export function sqliteEngine(orm: MikroORM, native: Database.Database, prepare: Prepare): Engine {
  return {
    read: (sql, parameters) => prepare(sql).all(parameters.map(stored)),
    bind: (sql, parameters) => CompiledQuery.raw(sql, parameters.map(stored)),
    lists,
    hasConcurrentWriters: false,
    leaveNoTrace: () => leaveNoTrace(orm),
    findDamage: async () => damageOf(native, 'quick_check'),
    mustBeWritable: async () => mustBeWritable(native.name),
    migrations,
    appliedMigrations: async () => ourMigrations(native),
  }
}

const members = ['(select value from json_each(', '))'] as const
const lists: Lists = { value: (list) => JSON.stringify(list.map(stored)), in: ['in', ...members], 'not in': ['not in', ...members] }

/** SQLite stores timestamps as milliseconds, and booleans as 0 and 1. */
export function stored(value: Value): string | number | null {
  if (value instanceof Date) return value.getTime()
  return typeof value === 'boolean' ? Number(value) : value
}

/**
 * `secure_delete` writes zeros over rows; what moving rows between pages left behind goes with a rebuilt file, and older pages
 * of the write-ahead log with the log.
 */
async function leaveNoTrace(orm: MikroORM): Promise<void> {
  const connection = orm.em.getConnection()
  await connection.execute('vacuum')
  await connection.execute('pragma wal_checkpoint(truncate)')
}

/** Takes the write lock on a connection of its own and lets go of it. Whoever holds that lock just now is writing, so it can be written. */
function mustBeWritable(file: string): void {
  const { bavail, bsize } = statfsSync(dirname(file))
  if (bavail * bsize < leastFreeBytes) throw new Error('The disk is full.')
  const database = new Database(file, { fileMustExist: true, timeout: 0 })
  try {
    database.exec('begin immediate; rollback')
  } catch (error) {
    if (!(error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY')) throw error
  } finally {
    database.close()
  }
}
