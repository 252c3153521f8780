import { join } from 'node:path'
import type { World } from '../../world.ts'
import { copyRows, countEveryRow, deleteEveryRow } from '../copy-rows.ts'
import { makeFolder, stampOf } from '../durable-files.ts'
import { pendingMigrations } from '../migrations.ts'
import type { Entities, EntityManager } from '../orm.ts'
import { openSqliteDatabase } from '../sqlite/open.ts'
import { withCopy } from '../sqlite/restore.ts'
import { backUpPostgres } from './backup.ts'
import { PostgresMigrator } from './migrator.ts'
import { openPostgresDatabase } from './open.ts'

/** Puts the rows of the SQLite file `file` in the place of those in the PostgreSQL database in `url`, as `restore` says. */
export async function restoreIntoPostgres(
  file: string,
  url: string,
  backupFolder: string,
  world: World,
  entities: Entities,
): Promise<{ applied: string[]; aside: string | undefined }> {
  makeFolder(backupFolder)
  const part = join(backupFolder, 'restore.part')
  const goal = openPostgresDatabase(url, world, entities)
  try {
    return await withCopy(file, part, { world, entities }, async (applied) => {
      const em = goal.orm.em.fork()
      if ((await pendingMigrations(goal)).length > 0) await new PostgresMigrator(em).up()
      const isEmpty = (await countEveryRow(em)) === 0
      const aside = isEmpty ? undefined : join(backupFolder, `${stampOf(world.now())}-before-restore.sqlite`)
      if (aside !== undefined) await backUpPostgres(url, aside, entities, true)
      await replaceRows(part, em, { world, entities })
      return { applied, aside }
    })
  } finally {
    await goal.close()
  }
}

function replaceRows(file: string, goal: EntityManager, { world, entities }: { world: World; entities: Entities }): Promise<void> {
  return goal.transactional(async (transaction) => {
    await deleteEveryRow(transaction)
    const source = openSqliteDatabase(file, world, entities)
    try {
      await source.orm.em.fork().transactional((rows) => copyRows(rows, transaction))
    } finally {
      await source.close()
    }
  })
}
