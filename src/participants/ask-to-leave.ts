import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { RuleBroken } from '../errors.ts'
import { isUnderWay } from '../exchanges/exchange-states.ts'
import { notifyOrganiser } from '../exchanges/notify-organiser.ts'
import { whyMayNotLeave } from '../exchanges/permissions.ts'
import { attempt, type Outcome } from '../outcome.ts'
import type { Services } from '../services.ts'
import { holdMeSignedIn } from './find-person.ts'
import type { Participant } from './participant.ts'

/** Tells the organiser, once, that someone wants out who can no longer leave alone. Refused where that is not so; throws SignedOut. */
export function askToLeave(em: EntityManager, services: Services, me: Me): Promise<Outcome> {
  return attempt(em, async (transaction) => {
    const { exchange, person } = await holdMeSignedIn(transaction, me)
    const refusal = whyMayNotLeave(exchange, person.addedByOrganiser)
    if (refusal === undefined) throw new RuleBroken({ code: 'leaving needs nobody' })
    if (!isUnderWay(exchange)) throw new RuleBroken(refusal)
    await askOrganiser(transaction, services, person)
  })
}

/** Notes, in the caller's transaction, that someone asks to be taken out; the first time the organiser is told. */
export async function askOrganiser(em: EntityManager, services: Services, person: Participant): Promise<void> {
  if (person.askToLeave(services.world.now())) await notifyOrganiser(em, services, person.exchange.id, 'wants out', person)
}
