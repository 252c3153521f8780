import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { CannotStart } from '../../errors.ts'
import { isBusy } from '../storage-failure.ts'

/** A lock that nothing refers to would be closed, and so released, by the garbage collector. */
const held = new Set<Database.Database>()

/**
 * Makes this the only process that serves `databaseFile`. The lock is a transaction held open on a file beside it,
 * so the operating system releases it however the process ends. Returns how to release it; throws CannotStart, or what SQLite says of the file.
 */
export function lockDatabase(databaseFile: string): () => void {
  const lock = new Database(`${databaseFile}.lock`, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    throw new CannotStart(`Another process already serves ${databaseFile}. Stop it first; one file is served by one process.`)
  }
  held.add(lock)
  return () => {
    held.delete(lock)
    lock.close()
  }
}

/** Whether a process serves `databaseFile` just now. */
export function isServed(databaseFile: string): boolean {
  if (!existsSync(`${databaseFile}.lock`)) return false
  try {
    lockDatabase(databaseFile)()
    return false
  } catch (error) {
    if (error instanceof CannotStart) return true
    throw error
  }
}
