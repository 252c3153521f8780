import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'

/** Copies an open database into `file` while it stays in use, and checks the copy. Throws when the copy is not sound. */
export async function backUp(database: Database.Database, file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  await database.backup(file)
  chmodSync(file, 0o600)
  verify(file)
}

function verify(file: string): void {
  const copy = new Database(file, { readonly: true })
  try {
    const verdict = copy.pragma('integrity_check', { simple: true })
    if (verdict !== 'ok') throw new Error(`The backup ${file} is damaged: ${verdict}`)
  } finally {
    copy.close()
  }
}
