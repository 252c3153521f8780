import { engineOf } from './engine.ts'
import { mustBeMigrated } from './migrations.ts'
import type { OpenDatabase } from './orm.ts'

/**
 * Whether the app can do its work: the database is of this version and can be written. Mail is left out on purpose: while
 * it is down the outbox waits and everything else works, and whoever restarted the app for that would restart it for ever.
 */
export async function isReady(database: Pick<OpenDatabase, 'orm'>): Promise<boolean> {
  try {
    await mustBeMigrated(database)
    await engineOf(database.orm.em).mustBeWritable()
    return true
  } catch {
    return false
  }
}
