import { forgetLinksOf } from '../auth/links.ts'
import { endSessionsOf, mustBeSignedIn } from '../auth/sign-in.ts'
import type { EntityManager } from '../database/orm.ts'
import { notifyAdmin } from '../exchanges/notify-admin.ts'
import { dropEmailsTo, queueEmail } from '../mail/outbox.ts'
import type { Me, Parts } from '../web/parts.ts'
import { holdMe } from './find-person.ts'
import type { Participant } from './participant.ts'

/** Takes a participant out of the exchange, ends every sign-in and link, and confirms it by e-mail; whoever is out already stays out. Throws RuleBroken, SignedOut. */
export function withdraw(em: EntityManager, parts: Parts, me: Me): Promise<void> {
  return em.transactional(async (transaction) => {
    const { exchange, person: participant } = await holdMe(transaction, me)
    if (participant.withdrawnAt !== null) return
    await mustBeSignedIn(transaction, me.sessionId, 'participant')
    exchange.mustLetWithdraw(participant.addedByOrganiser)
    await takeOut(transaction, parts, participant, true)
    await notifyAdmin(transaction, parts, exchange.id, 'withdrawal', participant)
  })
}

/** Ends a participation in the caller's transaction: sign-ins, links and waiting mail go, and one last e-mail confirms it. */
export async function takeOut(em: EntityManager, parts: Parts, participant: Participant, isOwnWish: boolean): Promise<void> {
  const now = parts.world.now()
  const { id, email, exchange } = participant
  participant.withdraw(now)
  await endSessionsOf(em, { participant: id })
  await forgetLinksOf(em, id)
  await dropEmailsTo(em, parts.vault, { id, exchangeId: exchange.id, email })
  await queueEmail(em, parts, {
    kind: 'withdrawal confirmation',
    reader: participant,
    parameters: { isOwnWish },
    exchangeId: exchange.id,
    cause: `withdrawal:${id}:${now.getTime()}`,
  })
}
