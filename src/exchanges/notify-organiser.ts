import { insert } from '../database/insert.ts'
import type { EntityManager } from '../database/orm.ts'
import type { Participant } from '../participants/participant.ts'
import type { World } from '../world.ts'
import { Notice, type NoticeEvent } from './notice.ts'

/**
 * Notes, in the caller's transaction, something that whoever organises the exchange should be told of, and whom it is about where it is about
 * somebody. The clock tells it by e-mail, if the organiser wants that.
 */
export async function notifyOrganiser(
  em: EntityManager,
  { world }: { world: World },
  exchangeId: string,
  event: NoticeEvent,
  participant?: Pick<Participant, 'id'>,
): Promise<void> {
  await insert(em, world, Notice, [{ id: world.newId(), exchange: exchangeId, participant: participant?.id ?? null, event }])
}
