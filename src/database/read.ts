import { CompiledQuery } from 'kysely'
import type { EntityManager } from './orm.ts'
import type { Prepare } from './sqlite.ts'

/** By the driver of their entity managers: the connections that read past Kysely, which takes three times as long. */
const readers = new WeakMap<object, Prepare>()

/** Lets what reads outside of a transaction do so with the statements of `prepare`. */
export function readThrough(em: EntityManager, prepare: Prepare): void {
  readers.set(em.getDriver(), prepare)
}

/**
 * Reads rows as they stand in the database (snake case, instants as milliseconds, booleans as 0 and 1), without making
 * entities. `parameters` fill the question marks of `sql`, whose statement stays prepared.
 */
export async function rows<Row>(em: EntityManager, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  const prepare = em.isInTransaction() ? undefined : readers.get(em.getDriver())
  if (prepare) return prepare(sql).all(parameters) as Row[]
  const result = await em.getKysely().executeQuery(CompiledQuery.raw(sql, [...parameters]))
  return result.rows as Row[]
}

/** The first of the rows that `rows` gives, if there is one. */
export async function row<Row>(em: EntityManager, sql: string, parameters: readonly unknown[] = []): Promise<Row | undefined> {
  const [first] = await rows<Row>(em, sql, parameters)
  return first
}
