import { engineOf, type Value } from './engine.ts'
import type { EntityManager } from './orm.ts'

/**
 * Runs SQL in a string, for what no declared query can say: rows are copied table by table, and locks are taken. `parameters` fill the
 * question marks of `sql`, whose statement stays prepared. Timestamps come out as milliseconds and booleans as 0 and 1, from
 * whichever database; so SQL here is what SQLite and PostgreSQL both know.
 */
export async function rows<Row>(em: EntityManager, sql: string, parameters: readonly Value[] = []): Promise<Row[]> {
  const engine = engineOf(em)
  if (!em.isInTransaction()) return (await engine.read(sql, parameters)) as Row[]
  const result = await em.getKysely().executeQuery(engine.bind(sql, parameters))
  return result.rows as Row[]
}
