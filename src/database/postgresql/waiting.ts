import { setTimeout as pause } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { CannotStart } from '../../errors.ts'
import { reaching } from './reaching.ts'

/** How long whoever holds a lock is waited for, after which time that is said, and how often it is tried, in milliseconds. */
const [longestWait, silence, pauseBetween] = [120_000, 3000, 100]

/**
 * Does `work` while nobody else does what `lock` stands for. Waits for that, says so with `say` if it takes a while, and throws CannotStart
 * after `patience` milliseconds: what holds the lock may hang.
 */
export async function whileLocked<Result>(
  pool: Pool,
  lock: string,
  work: () => Promise<Result>,
  patience = longestWait,
  say: (sentence: string) => void = console.error,
): Promise<Result> {
  const client = await reaching(pool.connect())
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
  for (let isSaid = false; ; await pause(pauseBetween)) {
    const { rows } = await reaching(client.query<{ isOurs: boolean }>(`select pg_try_advisory_lock(${lock}) as "isOurs"`))
    if (rows[0]?.isOurs) return
    const waited = performance.now() - began
    if (waited > patience) {
      const holder = await holdersOf(client, lock)
      throw new CannotStart(
        `Another process has been bringing the database to its version for ${Math.round(waited / 1000)} seconds, or hangs.${holder} If nothing is at work there, end it with \`select pg_terminate_backend(NUMBER)\`, and start again.`,
      )
    }
    if (!isSaid && waited > Math.min(silence, patience / 2)) {
      say(`Waiting for another process that brings the database to its version.${await holdersOf(client, lock)}`)
      isSaid = true
    }
  }
}

type Holder = { process: number; name: string | null; address: string | null; state: string | null; seconds: number | null }

/** Who holds a lock, as sentences with a space before each; empty when nobody does any more. */
export async function holdersOf(client: PoolClient, lock: string): Promise<string> {
  const [group, number] = lock.split(', ')
  const { rows } = await reaching(
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
