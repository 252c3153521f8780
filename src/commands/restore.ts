import { accessSync, constants, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { daysAsideIsKept, makeFolder, stampOf, sync, writeNewFile } from '../database/durable-files.ts'
import { withExclusiveAccess } from '../database/exclusive-access.ts'
import { openDatabase } from '../database/open.ts'
import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import { restore as restoreDatabase } from '../database/restore.ts'
import { resealOldDraws } from '../draw/reseal.ts'
import { entities } from '../entities.ts'
import { CannotStart } from '../errors.ts'
import { isSetUp, putKeysBack, readKeyFile, readKeyless, readStoredKeys, type StoredKeys } from '../keys/key-file.ts'
import { trySeals } from '../seals.ts'
import type { Settings } from '../settings.ts'
import { createVault, presentSecrets, secretFile } from '../vault.ts'
import { realWorld, type World } from '../world.ts'
import type { Command, Order } from './command.ts'

export const restore: Command = {
  summary: 'put a backup in the place of the database',
  parameters: ['FILE'],
  options: { 'with-secret': 'also put the key in FILE.key in the place of the secret key' },
  help: `Puts the backup in FILE in the place of the database. Stop the site first; this refuses while it runs. FILE must be
a sound database of Sneaky Klaus, of this version or an older one, and is brought to this version; else nothing changes.
The database from before is kept beside the new one for ${daysAsideIsKept} days, under a name that is printed. So is the secret key, if it changes.

With DATABASE_URL=postgres://… the rows go there, all or none, and every one of them is compared: so an installation moves from
a file to PostgreSQL. Rows that were there before are kept in DATA_DIR/backups.

Matches open only with the secret key that sealed them; this says so when the present key is another one. The keys of exchanges
come from the present database, so that what was erased meanwhile stays shut; without one, from exchange.keys beside FILE.`,
  run: restoreBackup,
}

async function restoreBackup({ settings, parameters: [name = ''], options }: Order): Promise<void> {
  const { backupFolder, database } = settings
  const world = realWorld(settings.baseUrl)
  const file = resolve(name)
  if ('file' in database && file === database.file) throw new CannotStart('That is the database itself. Name a backup of it.')
  mustBeReadable(file)
  const key = options['with-secret'] ? readKey(settings, `${file}.key`) : undefined
  try {
    await withExclusiveAccess(database, async () => {
      // What could fail with the key fails before the database is another one.
      if (key !== undefined) writeNextKey(settings, key)
      const keys = await presentKeys(settings, file)
      const { applied, aside } = await restoreDatabase(file, database, backupFolder, world, entities)
      console.log(`Restored ${'file' in database ? database.file : 'the database'} from ${file}.`)
      if (applied.length > 0) console.log(`It was older: applied ${applied.join(', ')}.`)
      if (aside !== undefined)
        console.log(
          `The database from before is kept in ${aside}. It holds the keys of its exchanges: delete it when you don’t need it any more; the site does after ${daysAsideIsKept} days.`,
        )
      if (key !== undefined) replaceKey(settings, world)
      await withDatabase(settings, (em) => bringSealsAlong(em, settings, world, keys))
      await lookInside(settings, file)
    })
  } finally {
    if (key !== undefined) rmSync(nextKeyFile(settings), { force: true })
  }
}

/**
 * The keys of exchanges: those in the present database, so that what was erased since the backup was made stays shut; for exchanges there that lack theirs, and where there
 * is no database that somebody has set up, those beside the backup.
 */
async function presentKeys(settings: Settings, file: string): Promise<StoredKeys> {
  const { database, backupFolder } = settings
  const isMissing = 'file' in database && !existsSync(database.file)
  const present = isMissing ? undefined : await withDatabase(settings, readPresentKeys).catch(() => undefined)
  const beside = readKeyFile(dirname(file))
  const inFile = beside.length > 0 ? beside : readKeyFile(backupFolder)
  return present ? [...present.keys, ...inFile.filter(([exchange]) => present.keyless.has(exchange))] : inFile
}

/** Gives exchanges their keys back, and seals draws of an older version with keys of their own. */
async function bringSealsAlong(em: EntityManager, settings: Settings, world: World, keys: StoredKeys): Promise<void> {
  const [newest, ...older] = presentSecrets(settings)
  // First, since what an older version sealed is opened by the secret, not by a key that the exchange has today.
  if (newest !== undefined) await resealOldDraws(em, { world, vault: createVault([newest, ...older]) })
  await putKeysBack(em, world, keys)
}

/** The keys of a database that is somebody's, and the exchanges that lack theirs, as after a restore that was killed; undefined where nobody has set it up. */
async function readPresentKeys(em: EntityManager): Promise<{ keys: StoredKeys; keyless: Set<string> } | undefined> {
  return (await isSetUp(em)) ? { keys: await readStoredKeys(em), keyless: await readKeyless(em) } : undefined
}

async function withDatabase<Result>(settings: Settings, use: (em: EntityManager) => Promise<Result>): Promise<Result> {
  const database = await openDatabase(settings.database, realWorld(settings.baseUrl), entities)
  try {
    return await use(database.orm.em.fork())
  } finally {
    await database.close()
  }
}

function readKey({ secretKeys }: Settings, keyFile: string): string {
  if (secretKeys.length > 0) throw new CannotStart(`SECRET_KEY is set, so a key in the data folder would not be used. Set it to what ${keyFile} holds instead.`)
  mustBeReadable(keyFile)
  const key = readFileSync(keyFile, 'utf8').trim()
  if (key.split(',').some((secret) => Buffer.byteLength(secret) < 32)) throw new CannotStart(`${keyFile} holds no secret key.`)
  return key
}

function mustBeReadable(file: string): void {
  try {
    accessSync(file, constants.R_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CannotStart(code === 'ENOENT' ? `There is no file ${file}.` : `${file} can’t be read (${code}).`)
  }
}

function nextKeyFile({ dataDir }: Settings): string {
  return `${secretFile(dataDir)}.new`
}

/** Writes the key that comes with a backup beside the present one, in the place of what a restore left there that was killed. */
function writeNextKey(settings: Settings, key: string): void {
  makeFolder(settings.dataDir)
  rmSync(nextKeyFile(settings), { force: true })
  writeNewFile(nextKeyFile(settings), `${key}\n`)
}

/** Puts that key in the place of the present one, which is kept if it is another. */
function replaceKey(settings: Settings, world: World): void {
  const file = secretFile(settings.dataDir)
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  if (before !== undefined && before.trim() !== readFileSync(nextKeyFile(settings), 'utf8').trim()) {
    const aside = `${file}.before-restore-${stampOf(world.now())}`
    writeNewFile(aside, before)
    console.log(`The secret key from before is kept in ${aside}.`)
  }
  renameSync(nextKeyFile(settings), file)
  sync(settings.dataDir)
}

/** Says what may surprise whoever starts the site now: matches that can't be opened, and e-mails that go out. */
async function lookInside(settings: Settings, file: string): Promise<void> {
  await withDatabase(settings, async (em) => {
    const { sealed, shut } = await trySeals(em, presentSecrets(settings))
    if (shut > 0)
      console.log(
        `${shut} of ${sealed} sealed matches and e-mails in it can’t be opened with the present secret key. ${whereFrom(settings, file)} What was erased since the backup was made stays shut; for what was not, exchange.keys is missing beside ${file}.`,
      )
    const waiting = (await countWaiting(em, {}))?.count ?? 0
    if (waiting > 0) console.log(`${waiting} e-mails wait in it, and go out when the site starts, even if they have gone out before.`)
  })
}

const countWaiting = queryOne((db) =>
  db
    .selectFrom('OutgoingEmail')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'queued')
    .where('isSecret', '=', false),
)

function whereFrom({ secretKeys, dataDir }: Settings, file: string): string {
  if (secretKeys.length > 0) return 'Add the key from then to SECRET_KEY, behind a comma.'
  const source = existsSync(`${file}.key`)
    ? `restore again with --with-secret, which takes it from ${file}.key`
    : `put the key from then into ${secretFile(dataDir)}`
  return `Before you start the site, ${source}.`
}
