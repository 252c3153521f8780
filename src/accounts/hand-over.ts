import type { EntityManager } from '../database/orm.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { Organiser } from '../exchanges/organiser.ts'
import { OrganiserInvitation } from '../exchanges/organiser-invitation.ts'
import { findOrganisers } from '../exchanges/organisers.ts'
import { endOrganising } from '../exchanges/share-exchange.ts'
import { queueEmail, queueEmails } from '../mail/outbox.ts'
import type { Services } from '../services.ts'
import { type Account, nameOf } from './account.ts'
import { holdAccounts } from './hold-account.ts'

/**
 * Hands an exchange over: that account is its only organiser from now on. It is told, and so is whoever organised the exchange until
 * now. Returns what both are called; undefined when there is no such account. Throws NotFound.
 */
export function handOver(
  em: EntityManager,
  services: Services,
  exchangeId: string,
  accountId: string,
): Promise<{ exchange: string; organiser: string } | undefined> {
  return em.transactional(async (transaction) => {
    const former = await findOrganisers(transaction, { exchangeId })
    const held = await holdAccounts(transaction, [accountId, ...former.map(({ id }) => id)])
    const account = held.find(({ id }) => id === accountId)
    if (!account) return undefined
    const exchange = await holdExchange(transaction, exchangeId)
    const organisers = await findOrganisers(transaction, { exchangeId })
    const others = organisers.filter(({ id }) => id !== accountId)
    const done = { exchange: exchange.name, organiser: nameOf(account) }
    await transaction.nativeDelete(OrganiserInvitation, { exchange })
    if (others.length > 0) await giveTo(transaction, services, exchange, account)
    for (const { id } of others) await endOrganising(transaction, exchange, id)
    await queueEmails(
      transaction,
      services,
      others.map((reader) => ({
        kind: 'handed over to another',
        reader,
        parameters: { exchangeName: done.exchange, organiser: done.organiser },
        exchangeId: null,
        cause: `handed over to another:${services.world.newId()}`,
      })),
    )
    return done
  })
}

/** Lets an account organise an exchange that was in others' hands, in the caller's transaction, and tells it. */
export async function giveTo(em: EntityManager, services: Services, exchange: Exchange, account: Account): Promise<void> {
  const { world } = services
  if ((await em.count(Organiser, { exchange, account })) === 0) em.create(Organiser, { id: world.newId(), exchange, account })
  await em.flush()
  const letter = { kind: 'handed over to you', reader: account, parameters: {}, exchangeId: exchange.id } as const
  await queueEmail(em, services, { ...letter, cause: `handed over to you:${world.newId()}` })
}
