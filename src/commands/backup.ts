import { accessSync, constants, existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { backUp } from '../database/backup.ts'
import { mustNotExist, writeNewFile } from '../database/durable-files.ts'
import { pendingMigrations } from '../database/migrations.ts'
import { openDatabase } from '../database/open.ts'
import { entities } from '../entities.ts'
import { CannotStart } from '../errors.ts'
import { keyFileIn, writeKeyFile } from '../keys/key-file.ts'
import type { Settings } from '../settings.ts'
import { presentSecrets, secretFile } from '../vault.ts'
import { realWorld } from '../world.ts'
import type { Command, Order } from './command.ts'

export const backup: Command = {
  summary: 'copy the database into a new file',
  parameters: ['FILE'],
  options: { 'with-secret': 'also copy the secret key, into FILE.key' },
  help: `Copies the database into FILE, while the site runs or not, checks the copy (damage, references, number of rows), and
only then gives it its name. Never replaces a file. FILE is readable for its owner alone. It is an SQLite file, also when
the database is PostgreSQL.

The secret key is not in it. Without the key nobody can open the matches in a backup, which is good for backups that
lie about and bad for an installation that burnt down: keep one copy of the key in a safe place of its own.

Each exchange has a key, too, which is destroyed with it. Those that there are stand in exchange.keys, in the same
folder, sealed with the secret key; each backup writes that file anew. With --with-secret they are in FILE.`,
  run: backUpDatabase,
}

async function backUpDatabase({ settings, parameters: [name = ''], options }: Order): Promise<void> {
  const file = resolve(name)
  const keyFile = `${file}.key`
  const secrets = options['with-secret'] ? presentSecrets(settings) : undefined
  const { database } = settings
  if ('file' in database && !existsSync(database.file)) throw new CannotStart(`There is no database to copy: ${database.file} does not exist.`)
  if (secrets?.length === 0) throw new CannotStart('There is no secret key yet: the first start makes one.')
  mustBeWritable(dirname(file))
  if (secrets) mustNotExist(keyFile)
  const rows = await backUp(database, file, entities, secrets !== undefined)
  if (!secrets) await writeKeys(settings, dirname(file))
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
  console.log(`Copied ${total} rows of ${Object.keys(rows).length} tables into ${file}, and checked the copy.`)
  if (secrets) writeNewFile(keyFile, `${secrets.join(',')}\n`)
  console.log(
    secrets
      ? `The secret key is in ${keyFile}. Whoever has both files can open the matches, also of exchanges that are erased later: keep them apart.`
      : whereTheKeyIs(settings),
  )
  if (!secrets) console.log(`The keys of exchanges are in ${keyFileIn(dirname(file))}, for all backups in that folder. Keep the newest such file alone.`)
}

async function writeKeys({ database, baseUrl }: Settings, folder: string): Promise<void> {
  const opened = await openDatabase(database, realWorld(baseUrl), entities)
  try {
    // An older version has none.
    if ((await pendingMigrations(opened)).length === 0) await writeKeyFile(opened.orm.em.fork(), folder)
  } finally {
    await opened.close()
  }
}

function mustBeWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new CannotStart(`The folder ${folder} ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'can’t be written'}.`)
  }
}

function whereTheKeyIs({ secretKeys, dataDir }: Settings): string {
  const place = secretKeys.length > 0 ? 'what SECRET_KEY is set to' : secretFile(dataDir)
  return `The secret key is not in it. Without the key nobody can open the matches: keep a copy of ${place} in a safe place, apart from this file.`
}
