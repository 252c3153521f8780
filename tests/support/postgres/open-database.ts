import { onTestFinished } from 'vitest'
import { openPostgresDatabase } from '../../../src/database/postgresql/open.ts'
import { rows } from '../../../src/database/read.ts'
import { insertRow } from '../../../src/database/write.ts'
import { testWorld } from '../world.ts'
import { newDatabase } from './new-database.ts'

const world = testWorld()

/** A database of this version, a new one or the one in `url`, until the test ends; `add` adds a row with that key, and `keys` reads those of all. */
export async function openDatabase(url?: string) {
  const address = url ?? (await newDatabase())
  const database = openPostgresDatabase(address, world)
  onTestFinished(() => database.close().catch(() => undefined))
  const em = database.orm.em.fork()
  const add = (inside: typeof em, key: string) => insertRow(inside, world, 'rate_limit', { key, at: world.now() })
  const keys = async (inside = em) => (await rows<{ key: string }>(inside, 'select key from rate_limit order by key')).map(({ key }) => key)
  return { url: address, database, em, add, keys }
}
