import { IsolationLevel } from '@mikro-orm/core'
import { realWorld } from '../../world.ts'
import { copyRows } from '../copy-rows.ts'
import { keyTables } from '../key-tables.ts'
import { mustBeMigrated } from '../migrations.ts'
import type { Entities, EntityManager } from '../orm.ts'
import { makeNewFile } from '../sqlite/backup.ts'
import { SafeMigrator } from '../sqlite/migrator.ts'
import { openSqliteDatabase } from '../sqlite/open.ts'
import { countRows } from '../sqlite/soundness.ts'
import { openPostgres } from './open.ts'

/** Copies every row of the PostgreSQL database in `url` as it is at one moment into a new SQLite file, as `backUp` says. */
export async function backUpPostgres(url: string, target: string, entities: Entities, holdsKeys = false): Promise<Record<string, number>> {
  const database = await openPostgres(url, realWorld(''), entities, true)
  try {
    await mustBeMigrated(database)
    return await makeNewFile(target, (part) => fill(part, database.orm.em.fork(), entities, holdsKeys))
  } finally {
    await database.close()
  }
}

async function fill(part: string, from: EntityManager, entities: Entities, holdsKeys: boolean): Promise<Record<string, number>> {
  const copy = openSqliteDatabase(part, realWorld(''), entities)
  try {
    await new SafeMigrator(copy.orm.em.fork()).up()
    const oneMoment = { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true }
    await from.transactional((source) => copy.orm.em.fork().transactional((goal) => copyRows(source, goal, holdsKeys ? [] : keyTables)), oneMoment)
    return countRows(copy.native)
  } finally {
    await copy.close()
  }
}
