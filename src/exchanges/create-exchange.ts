import { holdAccount } from '../accounts/hold-account.ts'
import type { EntityManager } from '../database/orm.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { joinAs } from '../participants/take-part.ts'
import type { World } from '../world.ts'
import { Exchange } from './exchange.ts'
import type { ExchangeDetails } from './exchange-details.ts'
import { holdExchangeIfThere } from './hold-exchange.ts'
import { newSlug } from './slug.ts'

/** A new exchange; `opens` opens its registration, and `takesPart` lets the organiser's account take part under that name. */
export type NewExchange = { details: ExchangeDetails; opens: boolean; takesPart?: { accountId: string; name: string } | undefined }

/**
 * Stores a new exchange and returns its identifier: that which its form proposed, so that a form that is sent twice makes one. A form
 * that was changed after it was sent makes another one; one that comes back with the other button is still the same.
 */
export function createExchange(em: EntityManager, world: World, { details, opens, takesPart }: NewExchange, proposed?: string): Promise<Outcome<string>> {
  return attempt(em, async (transaction) => {
    const account = takesPart && (await holdAccount(transaction, takesPart.accountId))
    const made = proposed === undefined ? null : await holdExchangeIfThere(transaction, proposed)
    const isMade = made !== null && (Object.keys(details) as (keyof ExchangeDetails)[]).every((detail) => made[detail] === details[detail])
    if (isMade && !made.isDraft()) return made.id
    const id = made ? world.newId() : (proposed ?? world.newId())
    const exchange = isMade ? made : transaction.create(Exchange, { id, slug: newSlug(world), state: 'draft', ...details })
    await transaction.flush()
    if (account) await joinAs(transaction, { world }, exchange, account, takesPart.name)
    if (opens) exchange.openRegistration(world.now())
    return exchange.id
  })
}
