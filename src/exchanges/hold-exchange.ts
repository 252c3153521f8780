import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '../database/orm.ts'
import { NotFound } from '../errors.ts'
import { Exchange } from './exchange.ts'

/** An exchange that nobody else changes until the caller's transaction ends. Throws NotFound. */
export async function holdExchange(em: EntityManager, id: string): Promise<Exchange> {
  const exchange = await em.findOne(Exchange, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!exchange) throw new NotFound('There is no such exchange.')
  return exchange
}
