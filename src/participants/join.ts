import { newSessionVersion } from '../auth/participant-session.ts'
import { insert } from '../database/insert.ts'
import type { EntityManager } from '../database/orm.ts'
import { restoreHousehold } from '../draw/restore-household.ts'
import type { Services } from '../services.ts'
import { Participant } from './participant.ts'

/** What is said of somebody who joins; what is left out stays as it was, or is empty with reminders on. */
export type Newcomer = { name: string; email: string; giftIdeas?: string; reminderEnabled?: boolean; addedByOrganiser: boolean; language?: string | undefined }

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
  const {
    name,
    email,
    addedByOrganiser,
    giftIdeas = before?.giftIdeas ?? '',
    reminderEnabled = before?.reminderEnabled ?? true,
    language = before?.language,
  } = newcomer
  if (before) {
    before.rejoin({ name, giftIdeas, reminderEnabled, addedByOrganiser, language })
    // What is sent next depends on it, and is looked up.
    await em.flush()
    await restoreHousehold(em, world, exchangeId, email)
    return before
  }
  const id = world.newId()
  const sessionVersion = newSessionVersion(world)
  await insert(em, world, Participant, [
    { id, exchange: exchangeId, name, email, giftIdeas, reminderEnabled, addedByOrganiser, language: language ?? null, sessionVersion },
  ])
  await restoreHousehold(em, world, exchangeId, email)
  return { id, name, email }
}
