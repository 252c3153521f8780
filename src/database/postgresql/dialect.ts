import { type DatabaseConnection, type Dialect, PostgresDialect, PostgresDriver, type TransactionSettings } from 'kysely'
import { Pool, type QueryConfig, TypeOverrides, types } from 'pg'
import { Connection, type Shared } from './connection.ts'
import { Flush } from './flush.ts'
import { applicationName } from './waiting.ts'
import { Writers } from './writers.ts'

/** How long a connection, and what it begins with, may be waited for, in milliseconds. */
const connectionTimeoutMillis = 5000
/** A question, and for how many milliseconds its answer is waited for. */
export type PatientQuery = QueryConfig & { query_timeout: number }
/**
 * How long a lock may be waited for, and a transaction do nothing (whose process may be gone); and that no commit waits for the disk, since
 * `Flush` does that for many. Poolers refuse them among what a connection begins with.
 */
const sessionSettings: PatientQuery = {
  text: "set lock_timeout = '20s'; set idle_in_transaction_session_timeout = '10s'; set synchronous_commit = off",
  query_timeout: connectionTimeoutMillis,
}

/** Connections to the database in `url`, ten at most. Nothing is connected yet. */
export function openPool(url: string): Pool {
  const pool = new Pool({
    connectionString: withCheckedCertificates(url),
    max: 10,
    application_name: applicationName,
    keepAlive: true,
    types: asText,
    connectionTimeoutMillis,
    onConnect: async (client) => void (await client.query(sessionSettings)),
  })
  // Whoever used the connection hears of its end by the query that fails. Without a listener it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => void client.on('error', () => undefined))
  return pool
}

/** The modes that pg takes for verify-full with a warning, which it means to change, under that name; unless psql's meaning is asked for. */
function withCheckedCertificates(url: string): string {
  return url.includes('uselibpqcompat=true') ? url : url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, '$1verify-full')
}

/** The entity manager reads timestamps from text. Counts come as numbers. */
const asText = new TypeOverrides()
for (const type of [types.builtins.DATE, types.builtins.TIMESTAMP, types.builtins.TIMESTAMPTZ]) asText.setTypeParser(type, (text: string) => text)
asText.setTypeParser(types.builtins.INT8, Number)

/**
 * Kysely's dialect over the connections. Transactions that change something run at once, at PostgreSQL's level READ COMMITTED: whatever
 * relies on what it has read locks the row first that stands for it (docs/decisions/0029). A commit does not wait until the disk
 * has it: whoever made it waits for that afterwards, together with others.
 */
export function postgresDialect(pool: Pool): Dialect {
  return new (class extends PostgresDialect {
    override createDriver() {
      return new Driver(pool)
    }
  })({ pool })
}

class Driver extends PostgresDriver {
  private readonly shared: Shared
  constructor(pool: Pool) {
    super({ pool })
    this.shared = { pool, writers: new Writers(), flush: new Flush(pool) }
  }
  override async acquireConnection(): Promise<Connection> {
    return new Connection(this.shared)
  }
  override async releaseConnection(): Promise<void> {
    // A connection gives back what it holds when its transaction ends.
  }
  override async beginTransaction(connection: DatabaseConnection, { accessMode }: TransactionSettings): Promise<void> {
    if (accessMode === 'read only') await (connection as Connection).beginReading()
    else await (connection as Connection).begin()
  }
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as Connection).end('commit')
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as Connection).end('rollback')
  }
}
