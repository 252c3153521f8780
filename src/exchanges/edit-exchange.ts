import type { EntityManager } from '../database/orm.ts'
import { Participant } from '../participants/participant.ts'
import type { World } from '../world.ts'
import type { ExchangeDetails, Mistakes } from './exchange-details.ts'
import { holdExchange } from './hold-exchange.ts'
import { fingerprint, type Version } from './version.ts'

/** What a form asks for: details, and what they were when it was made. */
type Edit = { details: Partial<ExchangeDetails>; version: Version }

/** Why nothing was changed: details that can't stand, and details that somebody else has changed meanwhile. */
export type Refusal = { mistakes: Mistakes; overtaken: (keyof ExchangeDetails)[] }

/**
 * Changes details of an exchange. What the form left as it was stays as it is now; what both the form and somebody else
 * have changed is a refusal. Throws RuleBroken for details that can't be changed any more, and NotFound.
 */
export function editExchange(em: EntityManager, world: World, id: string, { details, version }: Edit): Promise<Refusal> {
  return em.transactional(async (transaction) => {
    const exchange = await holdExchange(transaction, id)
    const own = Object.fromEntries(Object.entries(details).filter(([detail, value]) => version[detail as keyof ExchangeDetails] !== fingerprint(value)))
    const overtaken = (Object.keys(own) as (keyof ExchangeDetails)[]).filter((detail) => {
      const isAsSeen = version[detail] === undefined || version[detail] === fingerprint(exchange[detail])
      return !isAsSeen && exchange[detail] !== own[detail]
    })
    if (overtaken.length > 0) return { mistakes: {}, overtaken }
    const joined = await transaction.count(Participant, { exchange, withdrawnAt: null })
    return { mistakes: exchange.edit(own, { now: world.now(), joined }), overtaken }
  })
}
