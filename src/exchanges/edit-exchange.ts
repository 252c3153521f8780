import type { EntityManager } from '../database/orm.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { Participant } from '../participants/participant.ts'
import { changesIn, overtaken, type Version } from '../web/version.ts'
import type { World } from '../world.ts'
import type { ExchangeDetails, Mistakes } from './exchange-details.ts'
import { holdExchange } from './hold-exchange.ts'

/** The changes that a form asks for, and the version of the details that it was made from. */
type Edit = { details: Partial<ExchangeDetails>; version: Version }

/** What keeps details from being changed: those that can't stand, and those that somebody else has changed meanwhile. Where both are empty, all is changed. */
export type Edited = { mistakes: Mistakes; overtaken: (keyof ExchangeDetails)[] }

/**
 * Changes details of an exchange. What the form left as it was stays as it is now; what both the form and somebody else
 * have changed is not changed, and nothing else either. Refuses details that can't be changed any more; throws NotFound.
 */
export function editExchange(em: EntityManager, world: World, id: string, { details, version }: Edit): Promise<Outcome<Edited>> {
  return attempt(em, async (transaction) => {
    const exchange = await holdExchange(transaction, id)
    const own = changesIn(details, version)
    const lost = overtaken<ExchangeDetails>(exchange, own, version)
    if (lost.length > 0) return { mistakes: {}, overtaken: lost }
    const joined = await transaction.count(Participant, { exchange, withdrawnAt: null })
    return { mistakes: exchange.edit(own, { now: world.now(), joined }), overtaken: [] }
  })
}
