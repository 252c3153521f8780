import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { replaceFile } from '../database/durable-files.ts'
import { insert } from '../database/insert.ts'
import { Mutex } from '../database/mutex.ts'
import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import type { World } from '../world.ts'
import { ExchangeKey } from './exchange-key.ts'

/** The keys of exchanges as they are stored, sealed with the installation's secret: exchanges with their keys, oldest first. */
export type StoredKeys = [exchangeId: string, sealedKey: string][]

/** The keys of all exchanges that there are. */
export async function readStoredKeys(em: EntityManager): Promise<StoredKeys> {
  return (await findKeys(em, {})).map(({ exchange, sealedKey }) => [exchange, sealedKey])
}

/** Where the keys of exchanges stand beside the backups in `folder`. */
export function keyFileIn(folder: string): string {
  return join(folder, 'exchange.keys')
}

/**
 * Writes the keys of all exchanges that there are beside the backups in `folder`, in the place of those from before: a key that was destroyed must not lie about there. They are
 * sealed with the installation's secret. A site that nobody has set up has no word in it: it may be there because the database was lost.
 */
export async function writeKeyFile(em: EntityManager, folder: string): Promise<void> {
  if (!(await isSetUp(em))) return
  // Whoever reads later writes later, so that no key comes back that was destroyed in between.
  const release = await writing.acquire()
  try {
    replaceFile(keyFileIn(folder), `${JSON.stringify(await readStoredKeys(em))}\n`)
  } finally {
    release()
  }
}

const writing = new Mutex()

/**
 * Takes the keys of what was just erased out of the file beside the daily backups in `backupFolder`, if there is one. What is erased is erased: a failure is logged, and
 * mended by the next daily backup, or within the hour.
 */
export async function dropErasedKeys(em: EntityManager, { backupFolder, log }: { backupFolder?: string | undefined; log: Logger }): Promise<void> {
  if (backupFolder === undefined || !existsSync(keyFileIn(backupFolder))) return
  try {
    await writeKeyFile(em, backupFolder)
  } catch (error) {
    log.warn({ err: error }, 'the file of keys beside the backups could not be renewed')
  }
}

/** The keys beside the backups in `folder`; none where there is no such file. */
export function readKeyFile(folder: string): StoredKeys {
  const file = keyFileIn(folder)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
}

/** Whether the database is somebody's. */
export async function isSetUp(em: EntityManager): Promise<boolean> {
  return (await findAccount(em, {})) !== undefined
}

/** The exchanges that there are and that have no key. */
export async function readKeyless(em: EntityManager): Promise<Set<string>> {
  return new Set((await findKeyless(em, {})).map(({ id }) => id))
}

/** Gives exchanges their keys back, those that there are and that have none. */
export function putKeysBack(em: EntityManager, world: World, keys: StoredKeys): Promise<void> {
  return em.transactional(async (transaction) => {
    const keyless = await readKeyless(transaction)
    const now = world.now().getTime()
    const wanted = keys.filter(([exchange]) => keyless.has(exchange))
    await insert(
      transaction,
      world,
      ExchangeKey,
      // The newest counts, so that their order has to stay.
      wanted.map(([exchange, sealedKey], place) => ({ id: world.newId(), createdAt: new Date(now + place), exchange, sealedKey })),
    )
  })
}

const findKeys = query((db) => db.selectFrom('ExchangeKey').select(['exchange', 'sealedKey']).orderBy('createdAt'))

const findAccount = queryOne((db) => db.selectFrom('Account').select('id').limit(1))

const findKeyless = query((db) => db.selectFrom('Exchange as e').leftJoin('ExchangeKey as k', 'k.exchange', 'e.id').select('e.id').where('k.id', 'is', null))
