import type { World } from '../world.ts'
import { engineOf, type Value } from './engine.ts'
import type { EntityManager } from './orm.ts'

/**
 * Changes rows past the entities, in the caller's transaction. `parameters` fill the question marks of `sql`, whose statement stays
 * prepared. For what is added or changed often, by no rule of its own; whatever has one is an entity. Returns how many.
 */
export async function write(em: EntityManager, sql: string, parameters: readonly Value[]): Promise<number> {
  if (!em.isInTransaction()) throw new Error('Rows are written in a transaction.')
  return writeAtOnce(em, sql, parameters)
}

/** Changes rows like `write`, by one statement that is a transaction of its own. Returns how many. */
export async function writeAtOnce(em: EntityManager, sql: string, parameters: readonly Value[]): Promise<number> {
  const { numAffectedRows } = await em.getKysely().executeQuery(engineOf(em).bind(sql, parameters))
  return Number(numAffectedRows)
}

/** The columns of a row that is added. It gets an identifier, unless it brings one, and the present instant. */
export type NewRow = Readonly<Record<string, Value>>

/** Adds a row to `table` as `write` does; returns its identifier. */
export async function insertRow(em: EntityManager, world: World, table: string, row: NewRow): Promise<string> {
  const id = world.newId()
  await insertRows(em, world, table, [{ id, ...row }])
  return id
}

const mostAtOnce = 100

/** Adds rows, which have the same columns, to `table` as `write` does, in their order. */
export async function insertRows(em: EntityManager, world: World, table: string, rows: readonly NewRow[]): Promise<void> {
  const now = world.now()
  for (let start = 0; start < rows.length; start += mostAtOnce) {
    const some = rows.slice(start, start + mostAtOnce).map((row) => ({ id: world.newId(), created_at: now, updated_at: now, ...row }))
    const columns = Object.keys(some[0] as NewRow)
    const places = some.map(() => `(${columns.map(() => '?').join(', ')})`)
    await write(
      em,
      `insert into ${table} (${columns.join(', ')}) values ${places.join(', ')}`,
      some.flatMap((row) => Object.values(row)),
    )
  }
}
