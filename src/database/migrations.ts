import type { Migrator } from '@mikro-orm/migrations'
import { CannotStart } from '../errors.ts'
import { engineOf, type NamedMigration } from './engine.ts'
import type { OpenDatabase } from './orm.ts'

/** The names of the migrations that the database still needs. Throws CannotStart when a newer version wrote it. */
export async function pendingMigrations({ orm }: Pick<OpenDatabase, 'orm'>): Promise<string[]> {
  const { createMigrator, migrations } = engineOf(orm.em)
  return (await standing(createMigrator(orm.em.fork()), migrations)).pending
}

/** Throws CannotStart unless the database is exactly at this version. */
export async function mustBeMigrated(database: Pick<OpenDatabase, 'orm'>): Promise<void> {
  const pending = await pendingMigrations(database)
  if (pending.length > 0) throw new CannotStart(`The database needs ${pending.length} migration(s) first: run \`sneaky-klaus migrate\`.`)
}

/** Which migrations the database has seen, and which of `list` it still needs. Throws CannotStart when a newer version wrote it. */
export async function standing(migrator: Migrator, list: readonly NamedMigration[]): Promise<{ known: string[]; pending: string[] }> {
  const executed = (await migrator.getExecuted()).map(({ name }) => name)
  const names = list.map(({ name }) => name)
  const unknown = executed.filter((name) => !names.includes(name))
  if (unknown.length > 0) {
    throw new CannotStart(
      `The database was written by a newer version (it knows ${unknown.join(', ')}). Install that version, or restore a backup from before the upgrade.`,
    )
  }
  return { known: executed, pending: names.filter((name) => !executed.includes(name)) }
}
