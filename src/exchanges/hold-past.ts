import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '../database/orm.ts'
import { NotFound } from '../errors.ts'
import { PastExchange, PastOrganiser } from './past-exchange.ts'

/**
 * What is left of an exchange that an account organised, locked until the caller's transaction ends, so that it is not forgotten meanwhile; it
 * comes after exchanges. Null when there is nothing, or nothing of theirs.
 */
export async function holdPastIfTheirs(em: EntityManager, id: string, accountId: string): Promise<PastExchange | null> {
  const past = await em.findOne(PastExchange, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  return past && (await em.count(PastOrganiser, { exchange: past, account: accountId })) > 0 ? past : null
}

/** Locks it like `holdPastIfTheirs`. Throws NotFound. */
export async function holdPast(em: EntityManager, id: string, accountId: string): Promise<PastExchange> {
  const past = await holdPastIfTheirs(em, id, accountId)
  if (!past) throw new NotFound('Nothing is left of such an exchange.')
  return past
}

/** Locks what is left of exchanges that were erased, like `holdExchanges`; they come after those that are there still. */
export async function holdPastExchanges(em: EntityManager, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await em.find(PastExchange, { id: { $in: [...ids] } }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE })
}
