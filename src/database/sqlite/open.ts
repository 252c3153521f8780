import { dirname } from 'node:path'
import { MikroORM } from '@mikro-orm/sqlite'
import type Database from 'better-sqlite3'
import type { World } from '../../world.ts'
import { makeFolder } from '../durable-files.ts'
import { setEngine } from '../engine.ts'
import { type Entities, type OpenDatabase, ormOptions } from '../orm.ts'
import { Timestamps } from '../timestamps.ts'
import { openReader, openSqlite, sqliteDialect } from './dialect.ts'
import { sqliteEngine } from './engine.ts'
import { lockDatabase } from './lock.ts'
import { migrate } from './migrator.ts'

/** An open database in a file, with the handle of the file. */
export type SqliteDatabase = OpenDatabase & { native: Database.Database }

/** Opens the SQLite file, which is made when missing. It may still need migrations. */
export function openSqliteDatabase(file: string, world: World, entities: Entities): SqliteDatabase {
  makeFolder(dirname(file))
  const native = openSqlite(file)
  const reader = openReader(file)
  const options = {
    ...ormOptions('sqlite', entities),
    dbName: file,
    driverOptions: sqliteDialect(native, reader),
    subscribers: [new Timestamps(world)],
  }
  const orm = new MikroORM(options)
  setEngine(orm.em, sqliteEngine(orm, native, reader.prepare))
  const database = {
    orm,
    native,
    async migrate(backupFolder: string, now: Date) {
      const release = lockDatabase(file)
      try {
        return await migrate(database, backupFolder, now)
      } finally {
        release()
      }
    },
    serve: async () => serve(file),
    async close() {
      await orm.close()
      // Kysely closes only what it has used.
      reader.close()
      native.close()
    },
  }
  return database
}

/** One file is served by one process, which is never in anybody's way. */
function serve(file: string) {
  const release = lockDatabase(file)
  const unlessDoneElsewhere = async (_: string, work: () => Promise<void>) => {
    await work()
    return true
  }
  return { isAlone: true, unlessDoneElsewhere, isDoneElsewhere: async () => false, leave: async () => release() }
}
