import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { mustBeMigrated } from './migrator.ts'
import type { OpenDatabase } from './orm.ts'

const leastFreeBytes = 1024 * 1024

/**
 * Whether the app can do its work: the database is of this version and can be written. Mail is left out on purpose: while
 * it is down the outbox waits and everything else works, and whoever restarted the app for that would restart it for ever.
 */
export async function isReady(database: Pick<OpenDatabase, 'orm'>): Promise<boolean> {
  try {
    await mustBeMigrated(database)
    mustBeWritable(database.orm.config.get('dbName') as string)
    return true
  } catch {
    return false
  }
}

/** Takes the write lock on a connection of its own and lets go of it. Whoever holds that lock just now is writing, so it can be written. */
function mustBeWritable(file: string): void {
  const { bavail, bsize } = statfsSync(dirname(file))
  if (bavail * bsize < leastFreeBytes) throw new Error('The disk is full.')
  const database = new Database(file, { fileMustExist: true, timeout: 0 })
  try {
    database.exec('begin immediate; rollback')
  } catch (error) {
    if (!(error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY')) throw error
  } finally {
    database.close()
  }
}
