import { engineOf } from './engine.ts'
import type { EntityManager } from './orm.ts'

/** Takes the bytes of deleted rows out of the database's files, as far as the database lets us. Not for a transaction. */
export async function leaveNoTrace(em: EntityManager): Promise<void> {
  await engineOf(em).leaveNoTrace()
}
