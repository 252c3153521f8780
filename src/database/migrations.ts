import { CannotStart } from '../errors.ts'
import { engineOf, type NamedMigration } from './engine.ts'
import type { OpenDatabase } from './orm.ts'

/** The names of the migrations that the database still needs. Throws CannotStart when a newer version wrote it. */
export async function pendingMigrations({ orm }: Pick<OpenDatabase, 'orm'>): Promise<string[]> {
  const { migrations, appliedMigrations } = engineOf(orm.em)
  return pendingOf(migrations, await appliedMigrations())
}

/** Throws CannotStart unless the database is exactly at this version. */
export async function mustBeMigrated(database: Pick<OpenDatabase, 'orm'>): Promise<void> {
  const pending = await pendingMigrations(database)
  if (pending.length > 0) throw new CannotStart(`The database needs ${pending.length} migration(s) first: run \`sneaky-klaus migrate\`.`)
}

/** The pending migrations: names in `list` that are not among those `applied`. Throws CannotStart when a newer version wrote it. */
export function pendingOf(list: readonly NamedMigration[], applied: readonly string[]): string[] {
  const names = list.map(({ name }) => name)
  const unknown = applied.filter((name) => !names.includes(name))
  if (unknown.length > 0) {
    throw new CannotStart(
      `The database was written by a newer version (it knows ${unknown.join(', ')}). Install that version, or restore a backup from before the upgrade.`,
    )
  }
  return names.filter((name) => !applied.includes(name))
}
