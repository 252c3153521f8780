import { forgetLinksOf } from '../auth/links.ts'
import { mustBeSignedInParticipant, newSessionVersion } from '../auth/participant-session.ts'
import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { notifyOrganiser } from '../exchanges/notify-organiser.ts'
import { dropEmailsTo, queueEmail } from '../mail/outbox.ts'
import { attempt, type Outcome } from '../outcome.ts'
import type { Services } from '../services.ts'
import { holdMe } from './find-person.ts'
import type { Participant } from './participant.ts'

/** Takes a participant out of the exchange, ends every sign-in and link, and confirms it by e-mail; whoever is out already stays out. Throws SignedOut. */
export function withdraw(em: EntityManager, services: Services, me: Me): Promise<Outcome> {
  return attempt(em, async (transaction) => {
    const { exchange, person: participant } = await holdMe(transaction, me)
    if (participant.withdrawnAt !== null) return
    await mustBeSignedInParticipant(transaction, me)
    exchange.mustLetWithdraw(participant.addedByOrganiser)
    await takeOut(transaction, services, participant, true)
    await notifyOrganiser(transaction, services, exchange.id, 'withdrawal', participant)
  })
}

/** Ends a participation in the caller's transaction: sign-ins, links and waiting mail go, and one last e-mail confirms it. */
export async function takeOut(em: EntityManager, services: Services, participant: Participant, isOwnWish: boolean): Promise<void> {
  const now = services.world.now()
  const { id, email, exchange } = participant
  participant.withdraw(now, newSessionVersion(services.world))
  await forgetLinksOf(em, id)
  await dropEmailsTo(em, services.vault, { id, exchangeId: exchange.id, email })
  await queueEmail(em, services, {
    kind: 'withdrawal confirmation',
    reader: participant,
    parameters: { isOwnWish },
    exchangeId: exchange.id,
    cause: `withdrawal:${id}:${now.getTime()}`,
  })
}
