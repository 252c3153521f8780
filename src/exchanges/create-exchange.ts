import type { EntityManager } from '../database/orm.ts'
import type { World } from '../world.ts'
import { Exchange, type ExchangeDetails } from './exchange.ts'

const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** Stores a new exchange as a draft and returns its identifier. */
export function createExchange(em: EntityManager, world: World, details: ExchangeDetails): Promise<string> {
  return em.transactional(async (transaction) => {
    const exchange = transaction.create(Exchange, { id: world.newId(), slug: newSlug(world), state: 'draft', ...details })
    return exchange.id
  })
}

/** 16 letters of 5 random bits each: nobody guesses an invitation. */
function newSlug(world: World): string {
  return [...world.randomBytes(16)].map((byte) => letters[byte % 32]).join('')
}
