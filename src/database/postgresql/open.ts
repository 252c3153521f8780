import { MikroORM } from '@mikro-orm/postgresql'
import type { World } from '../../world.ts'
import { setEngine } from '../engine.ts'
import { type OpenDatabase, ormOptions, type Serving } from '../orm.ts'
import { Timestamps } from '../timestamps.ts'
import { openPool, postgresDialect } from './dialect.ts'
import { postgresEngine } from './engine.ts'
import { Presence } from './locks.ts'
import { migrate } from './migrator.ts'

/** Opens the PostgreSQL database in `url`. It may still need migrations. */
export function openPostgresDatabase(url: string, world: World): OpenDatabase {
  const pool = openPool(url)
  const options = { ...ormOptions('postgresql'), dbName: nameOf(url), driverOptions: postgresDialect(pool), subscribers: [new Timestamps(world)] }
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
