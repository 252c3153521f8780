import type { EntityManager } from '../database/orm.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { nameOf } from '../exchanges/invite-organiser.ts'
import { Organiser } from '../exchanges/organiser.ts'
import { OrganiserInvitation } from '../exchanges/organiser-invitation.ts'
import type { World } from '../world.ts'
import { Account } from './account.ts'

/** Hands an exchange over: that account is its only organiser from now on. Returns what both are called; undefined when there is no such account. Throws NotFound. */
export function handOver(em: EntityManager, world: World, exchangeId: string, accountId: string): Promise<{ exchange: string; organiser: string } | undefined> {
  return em.transactional(async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    const account = await transaction.findOne(Account, { id: accountId })
    if (!account) return undefined
    await transaction.nativeDelete(Organiser, { exchange, account: { $ne: accountId } })
    await transaction.nativeDelete(OrganiserInvitation, { exchange })
    if ((await transaction.count(Organiser, { exchange, account })) === 0) transaction.create(Organiser, { id: world.newId(), exchange, account })
    return { exchange: exchange.name, organiser: nameOf(account) }
  })
}
