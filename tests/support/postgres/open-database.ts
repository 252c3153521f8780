import { onTestFinished } from 'vitest'
import { RateLimit } from '../../../src/auth/rate-limit.ts'
import { insert } from '../../../src/database/insert.ts'
import { openPostgresDatabase } from '../../../src/database/postgresql/open.ts'
import { rows } from '../../../src/database/statements.ts'
import { entities } from '../../../src/entities.ts'
import { testWorld } from '../world.ts'
import { newDatabase } from './new-database.ts'

const world = testWorld()

/** A database of this version, a new one or the one in `url`, until the test ends; `add` adds a row with that key, and `keys` reads those of all. */
export async function openDatabase(url?: string) {
  const address = url ?? (await newDatabase())
  const database = openPostgresDatabase(address, world, entities)
  onTestFinished(() => database.close().catch(() => undefined))
  const em = database.orm.em.fork()
  const add = (inside: typeof em, key: string) => insert(inside, world, RateLimit, [{ id: world.newId(), key, at: world.now() }])
  const keys = async (inside = em) => (await rows<{ key: string }>(inside, 'select key from rate_limit order by key')).map(({ key }) => key)
  return { url: address, database, em, add, keys }
}
