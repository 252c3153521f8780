import { lockDatabase } from '../database/lock.ts'
import { migrate as applyMigrations } from '../database/migrator.ts'
import { openDatabase } from '../database/orm.ts'
import { realWorld } from '../world.ts'
import type { Command, Order } from './command.ts'

export const migrate: Command = {
  summary: 'bring the database to this version',
  parameters: [],
  options: {},
  help: `Brings the database to this version, all or nothing, and makes it when there is none. When there is something to
change, a verified copy of the file is kept in DATA_DIR/backups. Refuses while the site runs, and
refuses a database that a newer version wrote.`,
  run: migrateDatabase,
}

async function migrateDatabase({ settings }: Order): Promise<void> {
  const world = realWorld(settings.baseUrl)
  const database = openDatabase(settings.databaseFile, world)
  const release = lockDatabase(settings.databaseFile)
  try {
    const applied = await applyMigrations(database, settings.backupFolder, world.now())
    console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`)
  } finally {
    await database.close()
    release()
  }
}
