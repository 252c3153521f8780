import { voidLinks } from '../auth/links.ts'
import { endSessionsOf, mustBeSignedIn } from '../auth/sign-in.ts'
import type { EntityManager } from '../database/orm.ts'
import { notifyAdmin } from '../exchanges/notify-admin.ts'
import type { Email } from '../mail/email.ts'
import { priorities, queueEmail } from '../mail/outbox.ts'
import type { Me, Parts } from '../web/parts.ts'
import { withdrawalConfirmation } from './emails.ts'
import { findMe } from './find-person.ts'
import type { Participant } from './participant.ts'
import { dropQueued } from './queued-mail.ts'

/** Takes a participant out of the exchange, ends every sign-in and link, and confirms it by e-mail; whoever is out already stays out. Throws RuleBroken, SignedOut. */
export function withdraw(em: EntityManager, parts: Parts, me: Me): Promise<void> {
  return em.transactional(async (transaction) => {
    const { exchange, person: participant } = await findMe(transaction, me)
    if (participant.withdrawnAt !== null) return
    await mustBeSignedIn(transaction, me.sessionId, 'participant')
    exchange.mustLetWithdraw()
    await takeOut(transaction, parts, participant, withdrawalConfirmation(parts.world, exchange, participant))
    await notifyAdmin(transaction, parts, exchange.id, 'withdrawal', participant)
  })
}

/** Ends a participation in the caller's transaction: sign-ins, links and waiting mail go, and one last e-mail confirms it. */
export async function takeOut(em: EntityManager, parts: Parts, participant: Participant, confirmation: Email): Promise<void> {
  const now = parts.world.now()
  participant.withdraw(now)
  await endSessionsOf(em, { participant: participant.id })
  await voidLinks(em, parts.world, participant.id)
  await dropQueued(em, parts, participant)
  const envelope = {
    kind: 'withdrawal confirmation',
    recipient: participant.email,
    exchangeId: participant.exchange.id,
    deduplicationKey: `withdrawal:${participant.id}:${now.getTime()}`,
    priority: priorities.news,
    expiresAt: null,
  }
  await queueEmail(em, parts, envelope, confirmation)
}
