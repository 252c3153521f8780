import { setTimeout as pause } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { CannotStart } from '../../errors.ts'
import { withConnectionErrors } from './connection-errors.ts'

/** What the server calls our connections. */
export const applicationName = 'sneaky-klaus'

/** How long a lock is waited for while nobody seems to work under it and at most, after which time that is said, and how often it is tried, in milliseconds. */
const [longestQuiet, longestWait, silence, pauseBetween] = [20_000, 600_000, 3000, 200]

/**
 * Does `work` while nobody else does what `lock` stands for. Waits for that, says so with `say` if it takes a while, and throws CannotStart
 * when nobody has been at work for `patience` milliseconds: what holds the lock hangs, or was left behind by a pooler.
 */
export async function whileLocked<Result>(
  pool: Pool,
  lock: string,
  work: () => Promise<Result>,
  patience = longestQuiet,
  say: (sentence: string) => void = console.error,
): Promise<Result> {
  const client = await withConnectionErrors(pool.connect())
  try {
    await waitFor(client, lock, patience, say)
    return await work()
  } finally {
    // What a connection holds goes with it.
    client.release(true)
  }
}

async function waitFor(client: PoolClient, lock: string, patience: number, say: (sentence: string) => void): Promise<void> {
  const began = performance.now()
  let atWork = began
  for (let isSaid = false; !(await take(client, lock)); await pause(pauseBetween)) {
    const now = performance.now()
    if (await isAnybodyAtWork(client)) atWork = now
    if (now - atWork > patience || now - began > longestWait) {
      const seconds = Math.round((now - began) / 1000)
      const holder = await holdersOf(client, lock)
      throw new CannotStart(
        `Another process has been bringing the database to its version for ${seconds} seconds, or hangs.${holder} If nothing is at work there, end it with \`select pg_terminate_backend(NUMBER)\`, and start again.`,
      )
    }
    if (!isSaid && now - began > Math.min(silence, patience / 2)) {
      say(`Waiting for another process that brings the database to its version.${await holdersOf(client, lock)}`)
      isSaid = true
    }
  }
}

async function take(client: PoolClient, lock: string): Promise<boolean> {
  const { rows } = await withConnectionErrors(client.query<{ isOurs: boolean }>(`select pg_try_advisory_lock(${lock}) as "isOurs"`))
  return rows[0]?.isOurs ?? false
}

/** Whether another process of ours has been in a transaction for a moment: who only waits is in none. */
async function isAnybodyAtWork(client: PoolClient): Promise<boolean> {
  const { rowCount } = await withConnectionErrors(
    client.query(
      `select 1 from pg_stat_activity where datname = current_database() and application_name = $1 and pid <> pg_backend_pid() and xact_start < now() - interval '0.3 seconds'`,
      [applicationName],
    ),
  )
  return rowCount !== 0
}

type Holder = { process: number; name: string | null; address: string | null; state: string | null; seconds: number | null }

/** Who holds a lock, as sentences with a space before each; empty when nobody does any more. */
export async function holdersOf(client: PoolClient, lock: string): Promise<string> {
  const [group, number] = lock.split(', ')
  const { rows } = await withConnectionErrors(
    client.query<Holder>(
      `select pid as process, application_name as name, host(client_addr) as address, state, round(extract(epoch from now() - state_change))::int as seconds
         from pg_locks left join pg_stat_activity using (pid)
        where locktype = 'advisory' and granted and classid = $1 and objid = $2 and pid <> pg_backend_pid()
          and pg_locks.database = (select oid from pg_database where datname = current_database())`,
      [group, number],
    ),
  )
  return rows
    .map(({ process, name, address, state, seconds }) => {
      const who = [name, address && `from ${address}`, state && `${state} for ${seconds} s`].filter(Boolean).join(', ')
      return ` PostgreSQL’s process ${process} (${who}) holds the lock.`
    })
    .join('')
}
