import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type { Pool, PoolClient, QueryConfig } from 'pg'
import { withConnectionErrors } from './connection-errors.ts'
import type { Bound } from './engine.ts'
import type { Flush } from './flush.ts'
import { retrying } from './retrying.ts'
import type { Writers } from './writers.ts'

/** What all connections of a process share. */
export type Shared = { pool: Pool; writers: Writers; flush: Flush }

/** A transaction that has begun, and what lets another writer in after it. */
type Transaction = { client: PoolClient; leave(): void; mayChange: boolean }

/** What can't be done in a transaction. */
const standsAlone = /^\s*vacuum\b/i
const mayRead = /^\s*(select|with)\b/i
const locksRows = /\bfor update\s*$/i

/** A Kysely connection, for one query or one transaction. */
export class Connection implements DatabaseConnection {
  private isInTransaction = false
  private transaction: Promise<Transaction> | undefined
  private readonly shared: Shared
  constructor(shared: Shared) {
    this.shared = shared
  }

  /** Begins a transaction that may change rows. It takes a connection with its first statement, which says what it has to wait for. */
  async begin(): Promise<void> {
    this.isInTransaction = true
  }

  /** Begins a transaction that sees one moment, changes nothing, and is in nobody's way. */
  async beginReading(): Promise<void> {
    const start = 'start transaction isolation level repeatable read read only; set local idle_in_transaction_session_timeout = 0'
    this.transaction = this.start(start, { leave: () => undefined, mayChange: false })
    await this.transaction
    this.isInTransaction = true
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    const beginning = this.transaction
    this.isInTransaction = false
    this.transaction = undefined
    const transaction = how === 'commit' ? await beginning : await beginning?.catch(() => undefined)
    // Without a statement it has never begun.
    if (!transaction) return
    const { client, leave, mayChange } = transaction
    try {
      await withConnectionErrors(client.query(how))
      client.release()
    } catch (error) {
      client.release(true)
      if (how === 'commit') throw error
    } finally {
      leave()
    }
    if (mayChange && how === 'commit') await this.shared.flush.wait()
  }

  async executeQuery<Row>(query: CompiledQuery & { bound?: Bound }): Promise<QueryResult<Row>> {
    const asked = query.bound ?? { text: query.sql, values: [...query.parameters] }
    if (this.isInTransaction) {
      this.transaction ??= this.startWriting(asked)
      return run((await this.transaction).client, asked)
    }
    if (mayRead.test(query.sql) || standsAlone.test(query.sql)) return run(this.shared.pool, asked)
    return retrying(() => this.writeAlone(asked))
  }

  /** A statement that changes something outside of a transaction is a transaction of its own. */
  private async writeAlone<Row>(asked: QueryConfig): Promise<QueryResult<Row>> {
    const leave = await this.shared.writers.enter()
    const result = await run<Row>(this.shared.pool, asked).finally(leave)
    await this.shared.flush.wait()
    return result
  }

  private async startWriting(first: QueryConfig): Promise<Transaction> {
    const leave = await this.shared.writers.enter(locksRows.test(first.text) ? JSON.stringify([first.text, first.values]) : undefined)
    return this.start('begin', { leave, mayChange: true })
  }

  private async start(sql: string, rest: Omit<Transaction, 'client'>): Promise<Transaction> {
    let client: PoolClient | undefined
    try {
      client = await withConnectionErrors(this.shared.pool.connect())
      await withConnectionErrors(client.query(sql))
      return { client, ...rest }
    } catch (error) {
      client?.release(true)
      rest.leave()
      throw error
    }
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery(query)
  }
}

async function run<Row>(client: Pool | PoolClient, query: QueryConfig): Promise<QueryResult<Row>> {
  const { rowCount, rows } = await withConnectionErrors(client.query(query))
  return { numAffectedRows: BigInt(rowCount ?? 0), rows }
}
