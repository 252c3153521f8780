import { type CompiledQuery, type DatabaseConnection, type Dialect, PostgresDialect, PostgresDriver, type QueryResult, type TransactionSettings } from 'kysely'
import { Pool, type PoolClient, type QueryConfig, TypeOverrides, types } from 'pg'
import { Mutex } from '../mutex.ts'
import { withConnectionErrors } from './connection-errors.ts'
import type { Bound } from './engine.ts'
import { Flush } from './flush.ts'
import { writing } from './locks.ts'
import { applicationName } from './waiting.ts'

/** How long a connection, and what it begins with, may be waited for, in milliseconds. */
const connectionTimeoutMillis = 5000
/** A question, and for how many milliseconds its answer is waited for. */
export type PatientQuery = QueryConfig & { query_timeout: number }
/** How long a lock may be waited for, and a transaction do nothing (whose process may be gone). Poolers refuse them among what a connection begins with. */
const limits: PatientQuery = {
  text: "set lock_timeout = '20s'; set idle_in_transaction_session_timeout = '10s'",
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
    onConnect: async (client) => void (await client.query(limits)),
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

/** The entity manager reads instants from text. Counts come as numbers. */
const asText = new TypeOverrides()
for (const type of [types.builtins.DATE, types.builtins.TIMESTAMP, types.builtins.TIMESTAMPTZ]) asText.setTypeParser(type, (text: string) => text)
asText.setTypeParser(types.builtins.INT8, Number)

/**
 * Kysely's dialect over the connections. What changes something takes turns, as with SQLite, in all processes together: rules
 * that span rows, like limits and places, need no locks of their own then, and nothing can wait for each other in a circle.
 * A turn does not last until the disk has what was done: whoever did it waits for that afterwards, together with others.
 */
export function postgresDialect(pool: Pool): Dialect {
  return new (class extends PostgresDialect {
    override createDriver() {
      return new TurnDriver(pool)
    }
  })({ pool })
}

type Ways = { pool: Pool; turns: Mutex; flush: Flush }

class TurnDriver extends PostgresDriver {
  private readonly ways: Ways
  constructor(pool: Pool) {
    super({ pool })
    this.ways = { pool, turns: new Mutex(), flush: new Flush(pool) }
  }
  override async acquireConnection(): Promise<Connection> {
    return new Connection(this.ways)
  }
  override async releaseConnection(): Promise<void> {
    // A connection gives back what it holds when its transaction ends.
  }
  override async beginTransaction(connection: DatabaseConnection, { accessMode }: TransactionSettings): Promise<void> {
    if (accessMode === 'read only') await (connection as Connection).look()
    else await (connection as Connection).begin()
  }
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as Connection).end('commit')
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as Connection).end('rollback')
  }
}

/** What can't be done in a transaction. */
const standsAlone = /^\s*vacuum\b/i
const mayRead = /^\s*(select|with)\b/i

/** A way to the database for as long as one query or one transaction takes. */
class Connection implements DatabaseConnection {
  private transaction: { client: PoolClient; release: () => void; mayChange: boolean } | undefined
  private readonly ways: Ways
  constructor(ways: Ways) {
    this.ways = ways
  }

  /** Waits within this process first, so that those who wait take no connections from those who read. */
  async begin(): Promise<void> {
    const release = await this.ways.turns.take()
    let client: PoolClient | undefined
    try {
      client = await withConnectionErrors(this.ways.pool.connect())
      await withConnectionErrors(client.query(`begin; set local synchronous_commit = off; select pg_advisory_xact_lock(${writing})`))
      this.transaction = { client, release, mayChange: true }
    } catch (error) {
      client?.release(true)
      release()
      throw error
    }
  }

  /** Begins a transaction that sees one moment, changes nothing, and is in nobody's way. */
  async look(): Promise<void> {
    const client = await withConnectionErrors(this.ways.pool.connect())
    try {
      await withConnectionErrors(client.query('start transaction isolation level repeatable read read only; set local idle_in_transaction_session_timeout = 0'))
    } catch (error) {
      client.release(true)
      throw error
    }
    this.transaction = { client, release: () => undefined, mayChange: false }
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    if (!this.transaction) return
    const { client, release, mayChange } = this.transaction
    this.transaction = undefined
    try {
      await withConnectionErrors(client.query(how))
      client.release()
    } catch (error) {
      client.release(true)
      if (how === 'commit') throw error
    } finally {
      release()
    }
    if (mayChange && how === 'commit') await this.ways.flush.wait()
  }

  async executeQuery<Row>(query: CompiledQuery & { bound?: Bound }): Promise<QueryResult<Row>> {
    const asked = query.bound ?? { text: query.sql, values: [...query.parameters] }
    if (this.transaction) return run(this.transaction.client, asked)
    if (mayRead.test(query.sql) || standsAlone.test(query.sql)) return run(this.ways.pool, asked)
    return this.inTransaction((client) => run(client, asked))
  }

  /** A statement that changes something outside of a transaction is one by itself. */
  private async inTransaction<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    await this.begin()
    let result: Result
    try {
      result = await work((this.transaction as { client: PoolClient }).client)
    } catch (error) {
      await this.end('rollback')
      throw error
    }
    await this.end('commit')
    return result
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery(query)
  }
}

async function run<Row>(client: Pool | PoolClient, query: QueryConfig): Promise<QueryResult<Row>> {
  const { rowCount, rows } = await withConnectionErrors(client.query(query))
  return { numAffectedRows: BigInt(rowCount ?? 0), rows }
}
