import type { EntityManager } from '../database/orm.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { queueEmails, takeBackEmails } from '../mail/outbox.ts'
import { Participant } from '../participants/participant.ts'
import type { Services } from '../services.ts'
import { DrawRepair } from './draw-repair.ts'
import { Match } from './match.ts'

/**
 * Deletes the draw, so that the exchange is as it was before it. Whoever was told of it is told, once, that there will be a
 * new one; an e-mail that has not gone out yet is taken back instead. Throws RuleBroken.
 */
export function undoDraw(em: EntityManager, services: Services, exchangeId: string): Promise<void> {
  return em.transactional(async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    const { drawId } = exchange
    exchange.undoDraw()
    const untold = await takeBackEmails(transaction, services.vault, `match:${drawId}:`)
    await takeBackEmails(transaction, services.vault, `repair:${drawId}:`)
    await transaction.nativeDelete(Match, { exchange })
    await transaction.nativeDelete(DrawRepair, { exchange })
    const people = await transaction.find(Participant, { exchange, withdrawnAt: null })
    const told = people.filter(({ id }) => !untold.includes(id))
    await queueEmails(
      transaction,
      services,
      told.map((reader) => ({ kind: 'new draw', reader, parameters: {}, exchangeId, cause: `undo:${drawId}:${reader.id}` })),
    )
  })
}
