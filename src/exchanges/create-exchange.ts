import { holdAccount } from '../accounts/hold-account.ts'
import type { EntityManager } from '../database/orm.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { joinAs } from '../participants/take-part.ts'
import type { World } from '../world.ts'
import { Exchange } from './exchange.ts'
import type { ExchangeDetails } from './exchange-details.ts'
import { holdExchangeIfThere } from './hold-exchange.ts'
import { Organiser } from './organiser.ts'
import { PastExchange } from './past-exchange.ts'
import { newSlug } from './slug.ts'

/** A new exchange of the account that makes it; `opens` opens its registration, and `takesPartAs` lets that account take part under that name. */
export type NewExchange = { details: ExchangeDetails; opens: boolean; accountId: string; takesPartAs?: string | undefined }

/**
 * Stores a new exchange and returns its identifier: that which its form proposed, so that a form that is sent twice makes one. A form
 * that was changed after it was sent makes another one; one that comes back with the other button is still the same.
 */
export function createExchange(
  em: EntityManager,
  world: World,
  { details, opens, accountId, takesPartAs }: NewExchange,
  proposed?: string,
): Promise<Outcome<string>> {
  return attempt(em, async (transaction) => {
    const account = await holdAccount(transaction, accountId)
    const made = proposed === undefined ? null : await holdExchangeIfThere(transaction, proposed)
    const isOwn = made !== null && (await transaction.count(Organiser, { exchange: made, account })) > 0
    const isMade = isOwn && (Object.keys(details) as (keyof ExchangeDetails)[]).every((detail) => made[detail] === details[detail])
    if (isMade && !made.isDraft()) return made.id
    const id = proposed !== undefined && (await isFree(transaction, proposed)) ? proposed : world.newId()
    const exchange = isMade ? made : transaction.create(Exchange, { id, slug: newSlug(world), state: 'draft', ...details })
    if (!isMade) transaction.create(Organiser, { id: world.newId(), exchange, account })
    await transaction.flush()
    if (takesPartAs !== undefined) await joinAs(transaction, { world }, exchange, account, takesPartAs)
    if (opens) exchange.openRegistration(world.now())
    return exchange.id
  })
}

/** Whether no exchange has that identifier, nor had one that is remembered. */
export async function isFree(em: EntityManager, id: string): Promise<boolean> {
  return (await em.count(Exchange, { id })) === 0 && (await em.count(PastExchange, { id })) === 0
}
