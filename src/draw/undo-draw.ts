import type { EntityManager } from '../database/orm.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { priorities, queueEmails, takeBackEmails } from '../mail/outbox.ts'
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
    const people = await transaction.find(Participant, { exchange, withdrawnAt: null })
    const told = people.filter(({ email }) => !untold.includes(email))
    const common = { kind: 'new draw', exchangeId, priority: priorities.news, expiresAt: null }
    await queueEmails(
      transaction,
      parts,
      told.map((person) => ({
        envelope: { ...common, recipient: person.email, deduplicationKey: `undo:${drawId}:${person.id}` },
        email: newDrawComing(parts.world, exchange, person),
      })),
    )
  })
}
