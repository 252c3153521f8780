import { engineOf, type Value } from './engine.ts'
import type { EntityManager } from './orm.ts'
import { rows } from './statements.ts'

/** Locks the row of `table` with that `value`, for reads without entities, until the caller's transaction ends. On SQLite, where writers take turns, there is nothing to do. */
export async function holdRow(em: EntityManager, table: string, column: string, value: Value): Promise<void> {
  if (engineOf(em).hasConcurrentWriters) await rows(em, `select 1 from "${table}" where ${column} = ? for update`, [value])
}

/**
 * Locks names, for what no row stands for yet, until the caller's transaction ends: an advisory lock on a hash of each, in the order of
 * those, so that two with the same names never wait for each other in a circle.
 */
export async function holdNames(em: EntityManager, names: readonly string[]): Promise<void> {
  if (names.length === 0 || !engineOf(em).hasConcurrentWriters) return
  const places = names.map(() => '(?)').join()
  await rows(
    em,
    `select pg_advisory_xact_lock(hash) from (select hashtextextended(name, 0) as hash from (values ${places}) as held (name) order by 1) as held`,
    names,
  )
}
