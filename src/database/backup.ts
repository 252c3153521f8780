import type { Entities, Place } from './orm.ts'
import { backUpFile } from './sqlite/backup.ts'

/**
 * Copies the database in `place`, which may be in use, into the new SQLite file `target`, readable for its owner alone, which exists
 * only once it is whole, checked and on the disk. Returns how many rows each table has. Throws CannotStart when the copy
 * is not sound, when there is such a file already, or when the database is not of this version and no file. Keys of exchanges are left out
 * unless it `holdsKeys`.
 */
export async function backUp(place: Place, target: string, entities: Entities, holdsKeys = false): Promise<Record<string, number>> {
  if ('file' in place) return backUpFile(place.file, target, holdsKeys)
  const { backUpPostgres } = await import('./postgresql/backup.ts')
  return backUpPostgres(place.url, target, entities, holdsKeys)
}
