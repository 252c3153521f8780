import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { RuleBroken } from '../errors.ts'
import { giftIdeasMustBeOpen } from '../exchanges/permissions.ts'
import { withoutMarks } from '../web/marks.ts'
import { holdMeSignedIn } from './find-person.ts'

/** What a participant may change. `version` is the instant, in milliseconds, of the last change that the writer has seen. */
type Profile = { name: string; giftIdeas: string; version?: number | undefined }

/** Stores what a participant wishes for and, where it has changed, the name. Throws SignedOut, and RuleBroken, also when there is something newer than `version`. */
export function editProfile(em: EntityManager, me: Me, { name, giftIdeas, version = Infinity }: Profile): Promise<void> {
  return em.transactional(async (transaction) => {
    const { exchange, person: participant } = await holdMeSignedIn(transaction, me)
    giftIdeasMustBeOpen(exchange)
    const isNamedSo = name === withoutMarks(participant.name)
    const isSame = isNamedSo && giftIdeas === participant.giftIdeas
    if (!isSame && participant.updatedAt.getTime() > version) throw new RuleBroken({ code: 'changed meanwhile' })
    participant.wishFor(giftIdeas)
    if (isNamedSo) return
    exchange.mustAllowRenaming()
    participant.rename(name)
  })
}
