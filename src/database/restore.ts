import type { World } from '../world.ts'
import type { Entities, Place } from './orm.ts'
import { restoreFile } from './sqlite/restore.ts'

/**
 * Puts the rows of the backup in `file` in the place of those in `place`, which nobody may be using. The backup itself stays as it is;
 * it is checked and brought to this version first, so that all happens or nothing. Returns which migrations were applied,
 * and where the database from before is kept, if there was one. Throws CannotStart.
 */
export async function restore(
  file: string,
  place: Place,
  backupFolder: string,
  world: World,
  entities: Entities,
): Promise<{ applied: string[]; aside: string | undefined }> {
  if ('file' in place) return restoreFile(file, place.file, world, entities)
  const { restoreIntoPostgres } = await import('./postgresql/restore.ts')
  return restoreIntoPostgres(file, place.url, backupFolder, world, entities)
}
