import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { CannotStart } from '../../errors.ts'
import type { World } from '../../world.ts'
import { copyPrivately, mustNotExist, stampOf, sync } from '../durable-files.ts'
import { pendingMigrations } from '../migrations.ts'
import type { Entities } from '../orm.ts'
import { appliedMigrations, migrations, SafeMigrator } from './migrator.ts'
import { openSqliteDatabase } from './open.ts'
import { damageOf } from './soundness.ts'

/** What SQLite keeps beside a database: its log of late changes, an index of that log, and how to undo a change under way. */
const companions = ['-wal', '-shm', '-journal']

/**
 * Puts the copy in `file` in the place of the database, which nobody may be using. The copy itself stays as it is; what
 * replaces the database is checked and brought to this version first, so that it happens as a whole or not at all.
 * Returns which migrations were applied, and where the database from before is kept, if there was one. Throws CannotStart.
 */
export async function restoreFile(
  file: string,
  databaseFile: string,
  world: World,
  entities: Entities,
): Promise<{ applied: string[]; aside: string | undefined }> {
  const part = `${databaseFile}.restore.part`
  return withCopy(file, part, { world, entities }, async (applied) => {
    const aside = keepAside(databaseFile, world)
    for (const companion of companions) rmSync(databaseFile + companion, { force: true })
    renameSync(part, databaseFile)
    sync(dirname(databaseFile))
    return { applied, aside }
  })
}

/** What opening a database takes. */
type Opening = { world: World; entities: Entities }

/** Does `use` with a copy of the database in `file`, named `part`, that is sound, ours and of this version; `applied` are the migrations it took. Throws CannotStart. */
export async function withCopy<Result>(file: string, part: string, context: Opening, use: (applied: string[]) => Promise<Result>): Promise<Result> {
  try {
    copyWithLog(file, part)
    mustBeOurs(part, file)
    return await use(await bringUpToDate(part, context))
  } finally {
    for (const rest of ['', ...companions]) rmSync(part + rest, { force: true })
  }
}

/** A log belongs to a database only if that says so; another one that happens to lie beside it would damage it. */
function copyWithLog(file: string, copy: string): void {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new CannotStart(`There is no file ${file}.`)
  for (const rest of ['', ...companions]) rmSync(copy + rest, { force: true })
  copyPrivately(file, copy)
  const header = headerOf(copy)
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw new CannotStart(`${file} is no SQLite database. Nothing was changed.`)
  const hasLog = header[18] === 2
  if (hasLog && existsSync(`${file}-wal`)) copyPrivately(`${file}-wal`, `${copy}-wal`)
}

function headerOf(file: string): Buffer {
  const header = Buffer.alloc(100)
  const handle = openSync(file, 'r')
  readSync(handle, header)
  closeSync(handle)
  return header
}

function mustBeOurs(copy: string, file: string): void {
  const refuse = (why: string) => new CannotStart(`${file} ${why}. Nothing was changed.`)
  const database = new Database(copy)
  try {
    const damage = damageOf(database)
    if (damage) throw refuse(`is damaged (${damage})`)
    const [oldest] = migrations
    if (!oldest || !appliedMigrations(database).includes(oldest.name)) throw refuse('is no database of Sneaky Klaus')
  } catch (error) {
    if (error instanceof Database.SqliteError && /CORRUPT|NOTADB|CANTOPEN/.test(error.code)) throw refuse(`is damaged (${error.message})`)
    throw error
  } finally {
    database.close()
  }
}

async function bringUpToDate(copy: string, { world, entities }: Opening): Promise<string[]> {
  const database = openSqliteDatabase(copy, world, entities)
  try {
    const pending = await pendingMigrations(database)
    if (pending.length > 0) await new SafeMigrator(database.orm.em.fork()).up()
    return pending
  } finally {
    await database.close()
    const single = new Database(copy)
    single.pragma('journal_mode = delete')
    single.close()
    sync(copy)
  }
}

/** Keeps the present database under a new name. It stays in its place until the other one takes that, so that there is one at any moment. */
function keepAside(databaseFile: string, world: World): string | undefined {
  if (!existsSync(databaseFile)) return undefined
  emptyLog(databaseFile)
  const aside = `${databaseFile}.before-restore-${stampOf(world.now())}`
  mustNotExist(aside)
  for (const rest of ['', '-wal']) {
    if (existsSync(databaseFile + rest)) copyPrivately(databaseFile + rest, aside + rest)
  }
  return aside
}

/** Moves what stands in the log into the database, so that one file holds everything. A damaged one is kept with its log, as it is. */
function emptyLog(databaseFile: string): void {
  try {
    const database = new Database(databaseFile)
    database.pragma('wal_checkpoint(truncate)')
    database.close()
  } catch {
    // Whatever is wrong with it, it is kept and replaced.
  }
}
