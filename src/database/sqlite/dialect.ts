import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { type CompiledQuery, type DatabaseConnection, type Dialect, type QueryResult, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely'
import { LRUCache } from 'lru-cache'
import { CannotStart } from '../../errors.ts'
import { GroupCommit, type Member } from './group-commit.ts'

/**
 * How SQLite must behave for us; asserted after each connect. `synchronous` 2 is FULL. `temp_store` 2 is memory: savepoints and
 * sorting would want a folder for temporary files, which a read-only container has not, and what they hold would stay there.
 */
const pragmas = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, secure_delete: 1, busy_timeout: 100, temp_store: 2 } as const

/** Opens `file`, makes it if it is missing. Throws when it can't be written, or a pragma does not take. */
export function openSqlite(file: string): Database.Database {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new CannotStart(`${file} is a folder, where the database should be. Move it away, or name another place in DATA_DIR or DATABASE_URL.`)
  const database = new Database(file)
  // SQLite opens a file that it may only read without a word, and fails at the first change.
  accessSync(file, constants.W_OK)
  for (const [name, value] of Object.entries(pragmas)) {
    database.pragma(`${name} = ${value}`)
    const actual = database.pragma(name, { simple: true })
    if (actual !== value)
      throw new CannotStart(
        `SQLite can’t work safely in ${dirname(file)} (${name} is ${actual} instead of ${value}). Keep the database on a disk of this machine, not on a network file system.`,
      )
  }
  return database
}

/** Statements of one connection by their SQL. */
export type Prepare = (sql: string) => Database.Statement

/** Prepares statements that read, to be run at once. `endSnapshot` ends the read snapshot, so that the next of them sees what has been committed meanwhile. */
export type Reader = { prepare: Prepare; endSnapshot(): void; close(): void }

/**
 * A connection of its own for reading: it sees what is committed, and nothing before. All that is read in one turn of the event
 * loop shares a transaction, since beginning and ending one takes longer than most of what is read in it.
 */
export function openReader(file: string): Reader {
  const database = new Database(file, { readonly: true })
  database.pragma('temp_store = 2')
  const prepare = keepPrepared(database)
  const endSnapshot = () => {
    if (database.inTransaction) database.exec('commit')
  }
  return {
    prepare(sql) {
      if (!database.inTransaction) {
        database.exec('begin')
        setImmediate(endSnapshot)
      }
      return prepare(sql)
    },
    endSnapshot,
    close: () => void database.close(),
  }
}

/**
 * Kysely's dialect over one open database: transactions take turns on it and are committed in groups, what reads outside of
 * one goes to `reader`, statements with parameters stay prepared.
 */
export function sqliteDialect(database: Database.Database, reader = openReader(database.name)): Dialect {
  const writer = { prepare: keepPrepared(database), commits: new GroupCommit(database, reader.endSnapshot) }
  const close = () => {
    reader.close()
    database.close()
  }
  const config = { database: { prepare: writer.prepare, close } }
  return new (class extends SqliteDialect {
    override createAdapter() {
      return new TakingTurns()
    }
    override createDriver() {
      return new GroupDriver(config, { writer, reader })
    }
  })(config)
}

/** Kysely would let every reader wait for whoever writes. */
class TakingTurns extends SqliteAdapter {
  override get supportsMultipleConnections() {
    return true
  }
}

type Ways = { writer: { prepare: Prepare; commits: GroupCommit }; reader: Reader }

class GroupDriver extends SqliteDriver {
  private readonly ways: Ways
  constructor(config: ConstructorParameters<typeof SqliteDriver>[0], ways: Ways) {
    super(config)
    this.ways = ways
  }
  override async acquireConnection(): Promise<Connection> {
    return new Connection(this.ways)
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as Connection).begin()
  }
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as Connection).transaction?.commit()
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    ;(connection as Connection).transaction?.rollBack()
  }
}

/** What can't be done in a transaction, or says how the writing connection behaves. */
const standsAlone = /^\s*(pragma|vacuum)\b/i
const mayRead = /^\s*(select|with)\b/i

/** A Kysely connection, for one query or one transaction. */
class Connection implements DatabaseConnection {
  transaction: Member | undefined
  private readonly ways: Ways
  constructor(ways: Ways) {
    this.ways = ways
  }

  async begin(): Promise<void> {
    this.transaction = await this.ways.writer.commits.begin()
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { reader, writer } = this.ways
    const write = () => run<Row>(writer.prepare(sql), parameters)
    if (this.transaction) return this.transaction.run(write)
    if (standsAlone.test(sql)) return writer.commits.alone(write)
    const reading = mayRead.test(sql) ? reader.prepare(sql) : undefined
    return reading?.readonly ? run(reading, parameters) : this.inTransaction(write)
  }

  /** A statement that changes something outside of a transaction is a transaction of its own. */
  private async inTransaction<Result>(write: () => Result): Promise<Result> {
    const transaction = await this.ways.writer.commits.begin()
    let result: Result
    try {
      result = transaction.run(write)
    } catch (error) {
      transaction.rollBack()
      throw error
    }
    await transaction.commit()
    return result
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery(query)
  }
}

function run<Row>(statement: Database.Statement, parameters: readonly unknown[]): QueryResult<Row> {
  if (statement.reader) return { rows: statement.all(parameters) as Row[] }
  const { changes, lastInsertRowid } = statement.run(parameters)
  return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] }
}

/** Only statements with parameters recur; the one used longest ago of 200 gives way. */
function keepPrepared(database: Database.Database): Prepare {
  const prepared = new LRUCache<string, Database.Statement>({ max: 200, memoMethod: (sql) => database.prepare(sql) })
  return (sql) => (sql.includes('?') ? prepared.memo(sql) : database.prepare(sql))
}
