import type { EntityManager } from '../database/orm.ts'
import { insertRow } from '../database/write.ts'
import type { Services } from '../services.ts'
import type { Participant } from './participant.ts'

/** What is said of somebody who joins; what is left out stays as it was, or is empty with reminders on. */
export type Newcomer = { name: string; email: string; giftIdeas?: string; reminderEnabled?: boolean; addedByOrganiser: boolean }

/** Somebody who takes part now. */
export type Joined = Pick<Participant, 'id' | 'name' | 'email'>

/**
 * Makes somebody take part, in the caller's transaction, which has checked that this is possible. `before` is the row of
 * somebody of that address who had left and now comes back.
 */
export async function join(
  em: EntityManager,
  { world }: Pick<Services, 'world'>,
  exchangeId: string,
  before: Participant | null,
  newcomer: Newcomer,
): Promise<Joined> {
  const { name, email, addedByOrganiser, giftIdeas = before?.giftIdeas ?? '', reminderEnabled = before?.reminderEnabled ?? true } = newcomer
  if (before) {
    before.rejoin({ name, giftIdeas, reminderEnabled, addedByOrganiser })
    // What is sent next depends on it, and is looked up.
    await em.flush()
    return before
  }
  const details = { name, email, gift_ideas: giftIdeas, reminder_enabled: reminderEnabled, added_by_organiser: addedByOrganiser }
  return { id: await insertRow(em, world, 'participant', { exchange_id: exchangeId, ...details }), name, email }
}
