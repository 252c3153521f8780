import type { EntityManager } from '../database/orm.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { priorities, queueEmail, takeBackEmails } from '../mail/outbox.ts'
import { Participant } from '../participants/participant.ts'
import type { Parts } from '../web/parts.ts'
import { DrawRepair } from './draw-repair.ts'
import { newDrawComing } from './emails.ts'
import { Match } from './match.ts'

/**
 * Deletes the draw, so that the exchange is as it was before it. Whoever was told of it is told, once, that there will be a
 * new one; an e-mail that has not gone out yet is taken back instead. Throws RuleBroken.
 */
export function undoDraw(em: EntityManager, parts: Parts, exchangeId: string): Promise<void> {
  return em.transactional(async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    const { drawId } = exchange
    exchange.undoDraw()
    const untold = await takeBackEmails(transaction, parts.vault, `match:${drawId}:`)
    await takeBackEmails(transaction, parts.vault, `repair:${drawId}:`)
    await transaction.nativeDelete(Match, { exchange })
    await transaction.nativeDelete(DrawRepair, { exchange })
    for (const participant of await transaction.find(Participant, { exchange, withdrawnAt: null })) {
      if (untold.includes(participant.email)) continue
      const envelope = {
        kind: 'new draw',
        recipient: participant.email,
        exchangeId,
        deduplicationKey: `undo:${drawId}:${participant.id}`,
        priority: priorities.news,
        expiresAt: null,
      }
      queueEmail(transaction, parts, envelope, newDrawComing(parts.world, exchange, participant))
    }
  })
}
