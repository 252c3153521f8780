import { engineOf, type Value } from './engine.ts'
import type { EntityManager } from './orm.ts'

/**
 * Reads rows without making entities. `parameters` fill the question marks of `sql`, whose statement stays prepared. Instants
 * come out as milliseconds and truth as 0 and 1, from whichever database; so SQL here is what SQLite and PostgreSQL both know,
 * and names with capitals stand in quotes.
 */
export async function rows<Row>(em: EntityManager, sql: string, parameters: readonly Value[] = []): Promise<Row[]> {
  const engine = engineOf(em)
  if (!em.isInTransaction()) return (await engine.read(sql, parameters)) as Row[]
  const result = await em.getKysely().executeQuery(engine.bind(sql, parameters))
  return result.rows as Row[]
}

/** The first of the rows that `rows` gives, if there is one. */
export async function row<Row>(em: EntityManager, sql: string, parameters: readonly Value[] = []): Promise<Row | undefined> {
  const [first] = await rows<Row>(em, sql, parameters)
  return first
}
