import { Migrator } from '@mikro-orm/migrations'
import type { Pool } from 'pg'
import { Initial } from '../../../migrations/postgresql/2026-11-26-initial.ts'
import type { NamedMigration } from '../engine.ts'
import { standing } from '../migrations.ts'
import type { EntityManager, OpenDatabase } from '../orm.ts'
import { migrating, whileLocked, whileNobodyServes } from './locks.ts'

/** Every migration of this version for PostgreSQL, oldest first. */
export const migrations: readonly NamedMigration[] = [{ name: '2026-11-26-initial', class: Initial }]

/** MikroORM's migrator, which applies what is pending in one transaction; PostgreSQL takes tables back like rows. */
export class PostgresMigrator extends Migrator {
  constructor(entityManager: EntityManager, list: readonly NamedMigration[] = migrations) {
    super(entityManager)
    this.options.migrationsList = [...list]
  }
}

/** Applies what is pending, while nobody else does and nobody serves the site. Returns the names applied; throws CannotStart. */
export function migrate({ orm }: Pick<OpenDatabase, 'orm'>, pool: Pool, list = migrations): Promise<string[]> {
  return whileLocked(pool, migrating, async () => {
    const migrator = new PostgresMigrator(orm.em.fork(), list)
    const { pending } = await standing(migrator, list)
    if (pending.length === 0) return []
    await whileNobodyServes(pool, () => migrator.up())
    return pending
  })
}
