import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '../database/orm.ts'
import { NotFound } from '../errors.ts'
import { Exchange } from './exchange.ts'

/** Moves an exchange along its life by one of its own verbs; of two at once, the second finds it moved. Throws RuleBroken. */
export function changeState(em: EntityManager, id: string, change: (exchange: Exchange) => void): Promise<void> {
  return em.transactional(async (transaction) => {
    const exchange = await transaction.findOne(Exchange, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!exchange) throw new NotFound('There is no such exchange.')
    change(exchange)
  })
}
