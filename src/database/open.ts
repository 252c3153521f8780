import type { World } from '../world.ts'
import type { Entities, OpenDatabase, Place } from './orm.ts'
import { openSqliteDatabase } from './sqlite/open.ts'

/** Opens the database in `place`; a file is made when missing. It may still need migrations. */
export async function openDatabase(place: Place, world: World, entities: Entities): Promise<OpenDatabase> {
  if ('file' in place) return openSqliteDatabase(place.file, world, entities)
  // Most installations need nothing of it.
  const { openPostgres } = await import('./postgresql/open.ts')
  return openPostgres(place.url, world, entities)
}
