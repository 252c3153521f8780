import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { RuleBroken } from '../errors.ts'
import { giftIdeasMustBeOpen } from '../exchanges/permissions.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { withoutMarks } from '../web/marks.ts'
import { overtaken, type Version } from '../web/version.ts'
import { holdMeSignedIn } from './find-person.ts'

/** What a participant may change. `version` is what the form's fields were when it was made. */
type Profile = { name: string; giftIdeas: string; version: Version }

/** Stores what a participant wishes for and, where it has changed, the name; refused when the same field was changed elsewhere since `version`. Throws SignedOut. */
export function editProfile(em: EntityManager, me: Me, { name, giftIdeas, version }: Profile): Promise<Outcome> {
  return attempt(em, async (transaction) => {
    const { exchange, person: participant } = await holdMeSignedIn(transaction, me)
    giftIdeasMustBeOpen(exchange)
    const now = { name: withoutMarks(participant.name), giftIdeas: participant.giftIdeas }
    if (overtaken(now, { name, giftIdeas }, version).length > 0) throw new RuleBroken({ code: 'changed meanwhile' })
    participant.wishFor(giftIdeas)
    if (name === now.name) return
    exchange.mustAllowRenaming()
    participant.rename(name)
  })
}
