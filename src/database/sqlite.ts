import { accessSync, constants } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { CompiledQuery, type DatabaseConnection, type Dialect, SqliteDialect, SqliteDriver } from 'kysely'

/** How SQLite must behave for us; asserted after each connect. `synchronous` 2 is FULL. */
const pragmas = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, secure_delete: 1, busy_timeout: 100 } as const

/** Opens `file`, makes it if it is missing. Throws when it can't be written, or a pragma does not take. */
export function openSqlite(file: string): Database.Database {
  const database = new Database(file)
  // SQLite opens a file that it may only read without a word, and fails at the first change.
  accessSync(file, constants.W_OK)
  for (const [name, value] of Object.entries(pragmas)) {
    database.pragma(`${name} = ${value}`)
    const actual = database.pragma(name, { simple: true })
    if (actual !== value) throw new Error(`SQLite's ${name} is ${actual} instead of ${value}.`)
  }
  return database
}

/** Kysely's dialect over one open database: transactions take the write lock at their start, statements with parameters stay prepared. */
export function sqliteDialect(database: Database.Database): Dialect {
  const config = { database: { prepare: keepPrepared(database), close: () => void database.close() } }
  return new (class extends SqliteDialect {
    override createDriver() {
      return new ImmediateDriver(config)
    }
  })(config)
}

/** A deferred transaction that reads first and writes later can fail half way with SQLITE_BUSY; an immediate one waits at its door. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    for (let patience = 100; ; patience--) {
      try {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'))
        return
      } catch (error) {
        if (!isBusy(error) || patience === 0) throw error
        await pause(20)
      }
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

/** The entity manager writes values into its SQL, so only bound statements recur; the oldest of 200 gives way. */
function keepPrepared(database: Database.Database): (sql: string) => Database.Statement {
  const prepared = new Map<string, Database.Statement>()
  return (sql) => {
    if (!sql.includes('?')) return database.prepare(sql)
    const statement = prepared.get(sql) ?? database.prepare(sql)
    prepared.delete(sql)
    prepared.set(sql, statement)
    const [oldest] = prepared.keys()
    if (prepared.size > 200 && oldest !== undefined) prepared.delete(oldest)
    return statement
  }
}
