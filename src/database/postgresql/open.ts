import { MikroORM } from '@mikro-orm/postgresql'
import type { World } from '../../world.ts'
import { setEngine } from '../engine.ts'
import { type Entities, type OpenDatabase, ormOptions, type Serving } from '../orm.ts'
import { Timestamps } from '../timestamps.ts'
import { openPool, postgresDialect } from './dialect.ts'
import { postgresEngine } from './engine.ts'
import { Presence } from './locks.ts'
import { migrate } from './migrator.ts'
import { RetryingEntityManager } from './retrying.ts'
import { mustSuit } from './suitable.ts'

/** Opens the PostgreSQL database in `url`. It may still need migrations. Throws CannotStart when its server does not suit; for a backup it may be a standby. */
export async function openPostgres(url: string, world: World, entities: Entities, mayBeReadOnly = false): Promise<OpenDatabase> {
  const pool = openPool(url)
  try {
    await mustSuit(pool, mayBeReadOnly)
  } catch (error) {
    await pool.end()
    throw error
  }
  return openPostgresDatabase(url, world, entities, pool)
}

/** Opens the PostgreSQL database in `url`, whose server is known to suit. Nothing is connected yet. */
export function openPostgresDatabase(url: string, world: World, entities: Entities, pool = openPool(url)): OpenDatabase {
  const options = {
    ...ormOptions('postgresql', entities),
    dbName: nameOf(url),
    driverOptions: postgresDialect(pool),
    subscribers: [new Timestamps(world)],
    entityManager: RetryingEntityManager,
  }
  const orm = new MikroORM(options)
  setEngine(orm.em, postgresEngine(pool))
  return {
    orm,
    migrate: () => migrate({ orm }, pool),
    async serve(keyMark): Promise<Serving> {
      const presence = new Presence(pool, keyMark)
      await presence.announce()
      return {
        isAlone: false,
        unlessDoneElsewhere: (name, work) => presence.unlessDoneElsewhere(name, work),
        isDoneElsewhere: (name) => presence.isDoneElsewhere(name),
        leave: () => presence.leave(),
      }
    },
    async close() {
      await orm.close()
      // Kysely closes only what it has used.
      if (!pool.ended) await pool.end()
    },
  }
}

function nameOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1))
}
