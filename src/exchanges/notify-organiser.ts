import type { EntityManager } from '../database/orm.ts'
import { insertRow } from '../database/write.ts'
import type { Participant } from '../participants/participant.ts'
import type { World } from '../world.ts'
import type { NoticeEvent } from './notice.ts'

/**
 * Notes, in the caller's transaction, something that the organiser should be told of, and whom it is about where it is about
 * somebody. The clock tells it by e-mail, if the organiser wants that.
 */
export async function notifyOrganiser(
  em: EntityManager,
  { world }: { world: World },
  exchangeId: string,
  event: NoticeEvent,
  participant?: Pick<Participant, 'id'>,
): Promise<void> {
  await insertRow(em, world, 'notice', { exchange_id: exchangeId, participant_id: participant?.id ?? null, event })
}
