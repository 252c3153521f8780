import { openDatabase } from '../database/open.ts'
import { resealOldDraws } from '../draw/reseal.ts'
import { entities } from '../entities.ts'
import { createVault, presentSecrets } from '../vault.ts'
import { realWorld } from '../world.ts'
import type { Command, Order } from './command.ts'

export const migrate: Command = {
  summary: 'bring the database to this version',
  parameters: [],
  options: {},
  help: `Brings the database to this version, all or nothing; an SQLite file is made when there is none. When there is something
to change, a verified copy of such a file is kept in DATA_DIR/backups. Refuses while the site runs (with PostgreSQL only when
there is something to change), and refuses a database that a newer version wrote.`,
  run: migrateDatabase,
}

async function migrateDatabase({ settings }: Order): Promise<void> {
  const world = realWorld(settings.baseUrl)
  const database = await openDatabase(settings.database, world, entities)
  try {
    const applied = await database.migrate(settings.backupFolder, world.now())
    console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`)
    const [newest, ...older] = presentSecrets(settings)
    if (newest !== undefined) await resealOldDraws(database.orm.em.fork(), { world, vault: createVault([newest, ...older]) })
  } finally {
    await database.close()
  }
}
