import type { EntityManager } from '../database/orm.ts'
import type { World } from '../world.ts'
import { Exchange } from './exchange.ts'
import type { ExchangeDetails } from './exchange-details.ts'
import { newSlug } from './slug.ts'

/**
 * Stores a new exchange as a draft and returns its identifier: that which its form proposed, so that a form that is sent twice makes one.
 * A form that was changed after it was sent makes another one.
 */
export function createExchange(em: EntityManager, world: World, details: ExchangeDetails, proposed?: string): Promise<string> {
  return em.transactional(async (transaction) => {
    const made = proposed === undefined ? null : await transaction.findOne(Exchange, { id: proposed })
    if (made && (Object.keys(details) as (keyof ExchangeDetails)[]).every((detail) => made[detail] === details[detail])) return made.id
    const exchange = transaction.create(Exchange, { id: made ? world.newId() : (proposed ?? world.newId()), slug: newSlug(world), state: 'draft', ...details })
    return exchange.id
  })
}
