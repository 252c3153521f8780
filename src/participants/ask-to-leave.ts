import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { RuleBroken } from '../errors.ts'
import { notifyOrganiser } from '../exchanges/notify-organiser.ts'
import { whyNobodyLeaves } from '../exchanges/permissions.ts'
import type { Services } from '../services.ts'
import { holdPerson } from './find-person.ts'
import type { Participant } from './participant.ts'

/** Tells the organiser, once, that someone wants out who can no longer leave alone. Throws RuleBroken where that is not so, NotFound. */
export function askToLeave(em: EntityManager, services: Services, me: Me): Promise<void> {
  return em.transactional(async (transaction) => {
    const { exchange, person } = await holdPerson(transaction, { exchangeId: me.exchangeId, participantId: me.id })
    const refusal = whyNobodyLeaves(exchange, person.addedByOrganiser)
    if (refusal === undefined) throw new RuleBroken({ code: 'leaving needs nobody' })
    if (!exchange.isUnderWay()) throw new RuleBroken(refusal)
    await askOrganiser(transaction, services, person)
  })
}

/** Notes, in the caller's transaction, that someone asks to be taken out; the first time the organiser is told. */
export async function askOrganiser(em: EntityManager, services: Services, person: Participant): Promise<void> {
  if (person.askToLeave(services.world.now())) await notifyOrganiser(em, services, person.exchange.id, 'wants out', person)
}
