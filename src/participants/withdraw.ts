import { voidLinks } from '../auth/links.ts'
import { endSessionsOf } from '../auth/sign-in.ts'
import type { EntityManager } from '../database/orm.ts'
import { notifyAdmin } from '../exchanges/notify-admin.ts'
import { priorities, queueEmail } from '../mail/outbox.ts'
import type { Me, Parts } from '../web/parts.ts'
import { withdrawalConfirmation } from './emails.ts'
import { Participant } from './participant.ts'

/** Takes a participant out of the exchange, ends every sign-in and link, and confirms it by e-mail. Throws RuleBroken. */
export function withdraw(em: EntityManager, parts: Parts, me: Me): Promise<void> {
  return em.transactional(async (transaction) => {
    const participant = await transaction.findOneOrFail(Participant, { id: me.id, exchange: me.exchangeId, withdrawnAt: null }, { populate: ['exchange'] })
    const exchange = participant.exchange.unwrap()
    exchange.mustLetWithdraw()
    participant.withdraw(parts.world.now())
    await endSessionsOf(transaction, { participant: participant.id })
    await voidLinks(transaction, parts.world, participant.id)
    notifyAdmin(transaction, parts, exchange.id, 'withdrawal', participant)
    queueEmail(
      transaction,
      parts,
      {
        kind: 'withdrawal confirmation',
        recipient: participant.email,
        exchangeId: exchange.id,
        deduplicationKey: `withdrawal:${participant.id}:${parts.world.now().getTime()}`,
        priority: priorities.news,
        expiresAt: null,
      },
      withdrawalConfirmation(parts.world, exchange, participant),
    )
  })
}
