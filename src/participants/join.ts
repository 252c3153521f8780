import type { EntityManager } from '../database/orm.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import type { Parts } from '../web/parts.ts'
import { Participant } from './participant.ts'

/** What is said of somebody who joins; what is left out stays as it was, or is empty with reminders on. */
export type Newcomer = { name: string; email: string; giftIdeas?: string; reminderEnabled?: boolean }

/**
 * Makes somebody take part, in the caller's transaction, which has checked that this is possible. `before` is the row of
 * somebody of that address who had left and now comes back.
 */
export function join(em: EntityManager, { world }: Pick<Parts, 'world'>, exchange: Exchange, before: Participant | null, newcomer: Newcomer): Participant {
  const { name, email, giftIdeas = before?.giftIdeas ?? '', reminderEnabled = before?.reminderEnabled ?? true } = newcomer
  if (before) {
    before.rejoin({ name, giftIdeas, reminderEnabled })
    return before
  }
  return em.create(Participant, { id: world.newId(), exchange, name, email, giftIdeas, reminderEnabled })
}
