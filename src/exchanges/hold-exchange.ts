import { LockMode } from '@mikro-orm/core'
import { holdRow } from '../database/hold.ts'
import type { EntityManager } from '../database/orm.ts'
import { NotFound } from '../errors.ts'
import { mustStillOrganise } from './acting-organiser.ts'
import { Exchange } from './exchange.ts'

/**
 * An exchange whose row is locked until the caller's transaction ends, and with it everything that belongs to the exchange. It comes
 * after an account, and before participants and limits (docs/decisions/0029). Throws NotFound, and ForeignExchange in a request of
 * somebody who has ceased to organise it since the guard looked.
 */
export async function holdExchange(em: EntityManager, id: string): Promise<Exchange> {
  const exchange = await holdExchangeIfThere(em, id)
  if (!exchange) throw new NotFound('There is no such exchange.')
  return exchange
}

/** Locks an exchange like `holdExchange`; null when it is gone. */
export async function holdExchangeIfThere(em: EntityManager, id: string): Promise<Exchange | null> {
  const exchange = await em.findOne(Exchange, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (exchange) await mustStillOrganise(em, id)
  return exchange
}

/** Locks several exchanges like `holdExchange`, in the order of their identifiers, so that nobody who does so waits for each other in a circle. */
export async function holdExchanges(em: EntityManager, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await em.find(Exchange, { id: { $in: [...ids] } }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE })
}

/** Locks an exchange like `holdExchange`, for what is read past the entities. */
export function lockExchange(em: EntityManager, by: 'id' | 'slug', value: string): Promise<void> {
  return holdRow(em, 'exchange', by, value)
}
