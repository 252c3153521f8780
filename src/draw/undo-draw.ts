import type { EntityManager } from '../database/orm.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { queueEmails, takeBackEmails } from '../mail/outbox.ts'
import { causeOfNews, Message } from '../messages/message.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { Participant } from '../participants/participant.ts'
import type { Services } from '../services.ts'
import { drawOf } from './draw.ts'
import { DrawRepair } from './draw-repair.ts'
import { Match } from './match.ts'

/**
 * Deletes the draw, so that the exchange is as it was before it. Whoever was told of it is told, once, that there will be a
 * new one; an e-mail that has not gone out yet is taken back instead. Throws NotFound.
 */
export function undoDraw(em: EntityManager, services: Services, exchangeId: string): Promise<Outcome> {
  return attempt(em, async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    exchange.undoDraw()
    const draw = await drawOf(transaction, exchange)
    const untold = await takeBackEmails(transaction, services.vault, `match:${draw.id}:`)
    await takeBackEmails(transaction, services.vault, `repair:${draw.id}:`)
    await transaction.nativeDelete(Match, { draw })
    // Nobody could find them any more; what was reported stays, for the organisers.
    await takeBackEmails(transaction, services.vault, causeOfNews(exchangeId))
    await transaction.nativeDelete(Message, { exchange })
    await transaction.nativeDelete(DrawRepair, { exchange })
    transaction.remove(draw)
    const people = await transaction.find(Participant, { exchange, withdrawnAt: null })
    const told = people.filter(({ id }) => !untold.includes(id))
    await queueEmails(
      transaction,
      services,
      told.map((reader) => ({ kind: 'new draw', reader, parameters: {}, exchangeId, cause: `undo:${draw.id}:${reader.id}` })),
    )
  })
}
