import type { World } from '../world.ts'
import { engineOf, type Value } from './engine.ts'
import type { EntityManager } from './orm.ts'

/**
 * Changes rows past the entities, in the caller's transaction. `parameters` fill the question marks of `sql`, whose statement stays
 * prepared. For what is written often and has no rule of its own; whatever has one is an entity.
 */
export async function write(em: EntityManager, sql: string, parameters: readonly Value[]): Promise<void> {
  if (!em.isInTransaction()) throw new Error('Rows are written in a transaction.')
  await em.getKysely().executeQuery(engineOf(em).bind(sql, parameters))
}

/** Adds a row to `table` as `write` does, with an identifier and the present instant; returns the identifier. */
export async function insertRow(em: EntityManager, world: World, table: string, values: Readonly<Record<string, Value>>): Promise<string> {
  const now = world.now()
  const row: Record<string, Value> = { id: world.newId(), created_at: now, updated_at: now, ...values }
  const columns = Object.keys(row)
  await write(em, `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`, Object.values(row))
  return row.id as string
}
