import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { giftIdeasMustBeOpen } from '../exchanges/permissions.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { withoutMarks } from '../web/marks.ts'
import { changesIn, overtaken, type Version } from '../web/version.ts'
import type { World } from '../world.ts'
import { holdMeSignedIn } from './find-person.ts'

/** What a participant may change. `version` is what the form's fields were when it was made. */
type Profile = { name: string; giftIdeas: string; version: Version }

/** The details that are not stored, since they were changed elsewhere, too. Where there are none, all is stored. */
export type Overtaken<Detail extends string> = { overtaken: Detail[] }

/**
 * Stores what a participant has changed of the name and the gift ideas; what the form left as it was in its version stays as it is now. Nothing is
 * stored when the same field was changed elsewhere since. Throws SignedOut.
 */
export function editProfile(em: EntityManager, world: World, me: Me, { version, ...details }: Profile): Promise<Outcome<Overtaken<'name' | 'giftIdeas'>>> {
  return attempt(em, async (transaction) => {
    const { exchange, person: participant } = await holdMeSignedIn(transaction, me)
    giftIdeasMustBeOpen(exchange)
    const now = { name: withoutMarks(participant.name), giftIdeas: participant.giftIdeas }
    const { name = now.name, giftIdeas = now.giftIdeas } = changesIn(details, version)
    const lost = overtaken(now, { name, giftIdeas }, version)
    if (lost.length > 0) return { overtaken: lost }
    participant.wishFor(giftIdeas, world.now())
    if (name !== now.name) {
      exchange.mustAllowRenaming()
      participant.rename(name)
    }
    return { overtaken: [] }
  })
}
