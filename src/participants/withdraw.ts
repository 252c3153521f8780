import type { EntityManager } from '../database/orm.ts'
import type { Me, Parts } from '../web/parts.ts'
import { leave } from './leave.ts'
import { Participant } from './participant.ts'

/** Takes a participant out of the exchange, ends every sign-in and link, and confirms it by e-mail. Throws RuleBroken. */
export function withdraw(em: EntityManager, parts: Parts, me: Me): Promise<void> {
  return em.transactional(async (transaction) => {
    const participant = await transaction.findOneOrFail(Participant, { id: me.id, exchange: me.exchangeId, withdrawnAt: null }, { populate: ['exchange'] })
    const exchange = participant.exchange.unwrap()
    exchange.mustLetWithdraw()
    await leave(transaction, parts, exchange, participant)
  })
}
