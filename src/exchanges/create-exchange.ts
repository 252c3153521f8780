import type { EntityManager } from '../database/orm.ts'
import type { World } from '../world.ts'
import { Exchange } from './exchange.ts'
import type { ExchangeDetails } from './exchange-details.ts'
import { newSlug } from './slug.ts'

/** Stores a new exchange as a draft and returns its identifier. */
export function createExchange(em: EntityManager, world: World, details: ExchangeDetails): Promise<string> {
  return em.transactional(async (transaction) => {
    const exchange = transaction.create(Exchange, { id: world.newId(), slug: newSlug(world), state: 'draft', ...details })
    return exchange.id
  })
}
