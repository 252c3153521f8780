import type { Pool, PoolClient, QueryResultRow } from 'pg'
import { CannotStart } from '../../errors.ts'
import { Mutex } from '../mutex.ts'
import { withConnectionErrors } from './connection-errors.ts'
import { holdersOf } from './waiting.ts'

/** The app's advisory locks, as the two numbers of each. They belong to one database, and end with the connection that holds them. */
const app = 0x5ec7e7
/** Held by whoever looks for migrations and applies them. */
export const migrating = `${app}, 2`
/** Shared by everybody who serves the site; held alone by whoever replaces all rows. */
const serving = `${app}, 3`
const jobs = app + 1
/** Held by everybody who serves the site, under a mark of the secret key. */
const keys = app + 2

/** A connection that is kept, and what gives it back. */
type Held = { client: PoolClient; letGo(): void }

/**
 * What a process that serves the site says of itself to the others, on one connection: that it is there, with which secret key, and
 * which jobs it is doing. When that connection is lost, the next job makes another.
 */
export class Presence {
  private connection: Promise<Held> | undefined
  private readonly mutex = new Mutex()
  private readonly pool: Pool
  private readonly keyMark: number
  constructor(pool: Pool, keyMark: number) {
    this.pool = pool
    this.keyMark = keyMark
  }

  /** Says that this process serves the site. Throws CannotStart when the rows are just being replaced, or others serve it with another key. */
  async announce(): Promise<void> {
    await this.connected()
  }

  /** Runs `work` unless another process is running work of that name. Returns whether it did. */
  async unlessDoneElsewhere(name: string, work: () => Promise<void>): Promise<boolean> {
    const { client } = await this.connected()
    const [isOurs] = await this.ask<{ taken: boolean }>(client, 'select pg_try_advisory_lock($1, hashtext($2)) as taken', name)
    if (!isOurs?.taken) return false
    try {
      await work()
      return true
    } finally {
      // A connection that was lost meanwhile holds nothing any more.
      await this.ask(client, 'select pg_advisory_unlock($1, hashtext($2))', name).catch(() => undefined)
    }
  }

  /** Whether another process is running work of that name. */
  async isDoneElsewhere(name: string): Promise<boolean> {
    const { client } = await this.connected()
    const held = await this.ask(
      client,
      `select 1 from pg_locks where locktype = 'advisory' and classid = $1 and objid::bigint = (hashtext($2)::bigint & 4294967295)
          and database = (select oid from pg_database where datname = current_database()) and pid <> pg_backend_pid()`,
      name,
    )
    return held.length > 0
  }

  async leave(): Promise<void> {
    const held = await this.connection?.catch(() => undefined)
    held?.letGo()
  }

  /** A connection takes one question at a time, and jobs begin together. */
  private async ask<Row extends QueryResultRow>(client: PoolClient, sql: string, job: string): Promise<Row[]> {
    const release = await this.mutex.acquire()
    try {
      return (await withConnectionErrors(client.query<Row>(sql, [jobs, job]))).rows
    } finally {
      release()
    }
  }

  private connected(): Promise<Held> {
    this.connection ??= this.connect().catch((error) => {
      this.connection = undefined
      throw error
    })
    return this.connection
  }

  private async connect(): Promise<Held> {
    const client = await withConnectionErrors(this.pool.connect())
    // The pool keeps a place for it until it is released, lost or not.
    const lost = () => {
      this.connection = undefined
      client.release(true)
    }
    const letGo = () => {
      client.off('end', lost)
      client.release(true)
    }
    client.once('end', lost)
    try {
      await this.introduce(client)
      return { client, letGo }
    } catch (error) {
      letGo()
      throw error
    }
  }

  private async introduce(client: PoolClient): Promise<void> {
    const { rows } = await withConnectionErrors(
      client.query<{ isServing: boolean; hasKey: boolean }>(
        `select pg_try_advisory_lock_shared(${serving}) as "isServing", pg_try_advisory_lock_shared(${keys}, $1) as "hasKey"`,
        [this.keyMark],
      ),
    )
    if (!rows[0]?.isServing)
      throw new CannotStart(`The database is just being replaced or migrated. Start again when that is done.${await holdersOf(client, serving)}`)
    const others = await withConnectionErrors(
      client.query(
        `select 1 from pg_locks where locktype = 'advisory' and classid = ${keys} and objid <> $1::bigint::oid
            and database = (select oid from pg_database where datname = current_database())`,
        [this.keyMark >>> 0],
      ),
    )
    if (others.rows.length > 0) throw new CannotStart(otherKey)
  }
}

const otherKey =
  'Another process serves the site from this database with another secret key. Set SECRET_KEY (or SECRET_KEY_FILE) to the same for all of them: what one seals, the others must open.'

/** Runs `work` with exclusive access: nobody serves the site, or can begin to. Throws CannotStart when somebody does. */
export async function withExclusiveAccess<Result>(pool: Pool, work: () => Promise<Result>): Promise<Result> {
  const client = await withConnectionErrors(pool.connect())
  try {
    const { rows } = await client.query<{ isOurs: boolean }>(`select pg_try_advisory_lock(${serving}) as "isOurs"`)
    if (!rows[0]?.isOurs) throw new CannotStart(`Other processes serve the site from this database. Stop all of them first.${await holdersOf(client, serving)}`)
    return await work()
  } finally {
    client.release(true)
  }
}

/** Whether some process serves the site, or replaces its rows. Takes no lock, which a pooler might keep. */
export async function isServed(pool: Pool): Promise<boolean> {
  const { rowCount } = await withConnectionErrors(
    pool.query(
      `select 1 from pg_locks where locktype = 'advisory' and granted and (classid::bigint, objid::bigint) = (${serving})
          and database = (select oid from pg_database where datname = current_database())`,
    ),
  )
  return rowCount !== 0
}
