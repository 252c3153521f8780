import { rmSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import Database from 'better-sqlite3'
import { CannotStart } from '../../errors.ts'
import { giveNewName, keepPrivate, mustNotExist, sync } from '../durable-files.ts'
import { keyTables } from '../key-tables.ts'
import { countRows, damageOf } from './soundness.ts'

const wholeFile = 0x7fff_ffff

/**
 * Copies the database in `source`, which may be in use, into the new file `target`, readable for its owner alone, which
 * exists only once it is whole, checked and on the disk. Returns how many rows each table has. Throws CannotStart
 * when the copy is not sound, or when there is such a file already. Keys of exchanges are left out unless it `holdsKeys`.
 */
export async function backUpFile(source: string, target: string, holdsKeys = false): Promise<Record<string, number>> {
  return makeNewFile(target, async (part) => {
    const database = new Database(source, { readonly: true, fileMustExist: true })
    try {
      // One transaction sees one moment. In a single step, writers next door can't make the copy start over, again and again.
      database.exec('begin')
      const rows = countRows(database)
      await database.backup(part, { progress: () => wholeFile })
      return holdsKeys ? rows : { ...rows, ...leaveOutKeys(part) }
    } finally {
      database.close()
    }
  })
}

/** Makes the new database file `target` of what `fill` puts into a part of it, which tells how many rows each table has. Throws as `backUpFile` does. */
export async function makeNewFile(target: string, fill: (part: string) => Promise<Record<string, number>>): Promise<Record<string, number>> {
  mustNotExist(target)
  const part = `${target}.${process.pid}.part`
  removePart(part)
  try {
    const rows = await fill(part)
    makeSingleFile(part)
    keepPrivate(part)
    verify(part, rows)
    sync(part)
    giveNewName(part, target)
    return rows
  } finally {
    removePart(part)
  }
}

/** Overwrites the keys in a copy with zeros. Returns what is left of them, for tables that there are. */
function leaveOutKeys(part: string): Record<string, number> {
  const copy = new Database(part)
  try {
    copy.pragma('secure_delete = on')
    const tables = keyTables.filter((table) => copy.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(table) !== undefined)
    for (const table of tables) copy.exec(`delete from "${table}"`)
    return Object.fromEntries(tables.map((table) => [table, 0]))
  } finally {
    copy.close()
  }
}

function removePart(part: string): void {
  for (const rest of ['', '-journal', '-wal', '-shm']) rmSync(part + rest, { force: true })
}

/** A copy says, like its source, that a write-ahead log belongs to it. It has none, and whoever keeps or moves it need not know of such things. */
function makeSingleFile(file: string): void {
  const copy = new Database(file)
  try {
    copy.pragma('journal_mode = delete')
  } finally {
    copy.close()
  }
}

function verify(file: string, rows: Record<string, number>): void {
  const copy = new Database(file, { readonly: true })
  try {
    const damage = damageOf(copy)
    if (damage) throw notKept(damage)
    if (!isDeepStrictEqual(countRows(copy), rows)) throw notKept('rows are missing')
  } finally {
    copy.close()
  }
}

function notKept(why: string): CannotStart {
  return new CannotStart(`The copy is not sound (${why}), so it was not kept. \`sneaky-klaus doctor\` says whether the database is.`)
}
