import type { EntityManager } from '../database/orm.ts'
import type { Participant } from '../participants/participant.ts'
import type { World } from '../world.ts'
import { Notice, type NoticeEvent } from './notice.ts'

/**
 * Notes, in the caller's transaction, something that the admin should be told of, and whom it is about where it is about
 * somebody. The clock tells it by e-mail, if the admin wants that.
 */
export function notifyAdmin(em: EntityManager, { world }: { world: World }, exchangeId: string, event: NoticeEvent, participant?: Participant): void {
  em.create(Notice, { id: world.newId(), exchange: exchangeId, participant: participant ?? null, event })
}
