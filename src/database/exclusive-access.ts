import { dirname } from 'node:path'
import type { Pool } from 'pg'
import { makeFolder } from './durable-files.ts'
import type { Place } from './orm.ts'
import { isServed as isFileServed, lockDatabase } from './sqlite/lock.ts'

/** Runs `work` with exclusive access to the database in `place`: nobody serves the site from it, or can begin to. Throws CannotStart when somebody does. */
export async function withExclusiveAccess<Result>(place: Place, work: () => Promise<Result>): Promise<Result> {
  if ('url' in place) {
    return askPostgres(place.url, async (pool) => {
      const [{ mustSuit }, locks] = await Promise.all([import('./postgresql/suitable.ts'), import('./postgresql/locks.ts')])
      await mustSuit(pool)
      return locks.withExclusiveAccess(pool, work)
    })
  }
  makeFolder(dirname(place.file))
  const release = lockDatabase(place.file)
  try {
    return await work()
  } finally {
    release()
  }
}

/** Whether some process serves the site from the database in `place` just now. */
export async function isServed(place: Place): Promise<boolean> {
  if ('file' in place) return isFileServed(place.file)
  return askPostgres(place.url, async (pool) => (await import('./postgresql/locks.ts')).isServed(pool))
}

async function askPostgres<Result>(url: string, ask: (pool: Pool) => Promise<Result>): Promise<Result> {
  const { openPool } = await import('./postgresql/dialect.ts')
  const pool = openPool(url)
  try {
    return await ask(pool)
  } finally {
    await pool.end()
  }
}
