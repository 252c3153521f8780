import { engineOf, type Value } from './engine.ts'
import type { EntityManager } from './orm.ts'
import { rows } from './read.ts'

/** Locks the rows that `sql` selects until the caller's transaction ends. Where writers take turns there is nothing to do. */
export async function holdRows(em: EntityManager, sql: string, parameters: readonly Value[]): Promise<void> {
  if (engineOf(em).hasConcurrentWriters) await rows(em, `${sql} for update`, parameters)
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
