import { dirname } from 'node:path'
import { CannotStart } from '../errors.ts'
import { makeFolder } from './durable-files.ts'
import type { Place } from './orm.ts'
import { isServed as isFileServed, lockDatabase } from './sqlite/lock.ts'

/** Does `work` while nobody serves the site from the database in `place`, and lets nobody begin to. Throws CannotStart when somebody does. */
export async function whileNobodyServes<Result>(place: Place, work: () => Promise<Result>): Promise<Result> {
  if ('url' in place) return askPostgres(place.url, work)
  makeFolder(dirname(place.file))
  const release = lockDatabase(place.file)
  try {
    return await work()
  } finally {
    release()
  }
}

async function askPostgres<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
  const [{ openPool }, { whileNobodyServes: ask }] = await Promise.all([import('./postgresql/dialect.ts'), import('./postgresql/locks.ts')])
  const pool = openPool(url)
  try {
    return await ask(pool, work)
  } finally {
    await pool.end()
  }
}

/** Whether some process serves the site from the database in `place` just now. */
export async function isServed(place: Place): Promise<boolean> {
  if ('file' in place) return isFileServed(place.file)
  try {
    await askPostgres(place.url, async () => undefined)
    return false
  } catch (error) {
    if (error instanceof CannotStart) return true
    throw error
  }
}
