import type { Options } from '@mikro-orm/core'
import { Migrator } from '@mikro-orm/migrations'
import type { AbstractSqlDriver, SqlEntityManager, SqlMikroORM } from '@mikro-orm/sqlite'

/** The entity manager of either database. */
export type EntityManager = SqlEntityManager<AbstractSqlDriver>

/** What makes them. */
export type MikroORM = Pick<SqlMikroORM<AbstractSqlDriver, EntityManager>, 'config' | 'close'> & { em: EntityManager }

/** The classes of all entities, which `entities.ts` lists. */
export type Entities = NonNullable<Options['entities']>

let opened = 0

/** How the entities map to the tables of either database, whose migrations are in the folder `kind`; the command line of MikroORM reads it too. */
export function ormOptions(
  kind: 'sqlite' | 'postgresql',
  entities: Entities,
): Pick<Options, 'entities' | 'extensions' | 'migrations' | 'forceUtcTimezone' | 'contextName'> {
  return {
    entities,
    extensions: [Migrator],
    migrations: { tableName: 'migration', path: `migrations/${kind}`, snapshot: false, silent: true, disableForeignKeys: false },
    forceUtcTimezone: true,
    // Transactions are found by this name, and copying rows between databases has one in each.
    contextName: `database ${++opened}`,
  }
}

/** Where the rows are: in a file of SQLite, or in a database of PostgreSQL. */
export type Place = { file: string } | { url: string }

/** An open database: the source of entity managers. */
export type OpenDatabase = {
  orm: MikroORM
  /**
   * Brings the database to this version while nobody serves the site, all or nothing, and keeps a copy of it in `backupFolder` first
   * where it is a file. Returns the names of the migrations applied. Throws CannotStart with the reason.
   */
  migrate(backupFolder: string, now: Date): Promise<string[]>
  /**
   * Becomes one of those who serve the site from it, with the secret key that `keyMark` (32 bits) tells from others. Throws CannotStart when
   * that may not be.
   */
  serve(keyMark: number): Promise<Serving>
  close(): Promise<void>
}

/** A serving process among the others, if there may be others. */
export type Serving = {
  /** Whether no other process serves the site from this database. */
  isAlone: boolean
  /** Runs `work` unless another process is running work of that name. Returns whether it did. */
  unlessDoneElsewhere(name: string, work: () => Promise<void>): Promise<boolean>
  /** Whether another process is running work of that name. */
  isDoneElsewhere(name: string): Promise<boolean>
  leave(): Promise<void>
}
