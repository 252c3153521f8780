import { limits, tryOnce } from '../auth/limits.ts'
import { issueLink } from '../auth/links.ts'
import type { EntityManager } from '../database/orm.ts'
import type { Email } from '../mail/email.ts'
import { priorities, queueEmail } from '../mail/outbox.ts'
import { Participant } from '../participants/participant.ts'
import type { Parts } from '../web/parts.ts'

/** The e-mail around a sign-in link: its kind, and what it says for a link's secret. */
type Letter = { kind: string; compose(token: string): Email }

/**
 * Queues an e-mail with a sign-in link, in the caller's transaction. An address that has never signed in may be a
 * third party's, whom somebody wants to annoy: past five e-mails a day nothing more is sent to it, and nobody is told.
 */
export async function sendLink(em: EntityManager, parts: Parts, participant: Participant, requester: string, { kind, compose }: Letter): Promise<void> {
  const { email } = participant
  const isKnown = (await em.count(Participant, { email, confirmedAt: { $ne: null } })) > 0
  if (!isKnown && !(await tryOnce(em, parts.world, limits.mailToStranger, email))) return
  const link = issueLink(em, parts.world, participant, requester)
  const envelope = {
    kind,
    recipient: email,
    exchangeId: participant.exchange.id,
    deduplicationKey: `link:${link.id}`,
    priority: priorities.signIn,
    expiresAt: link.expiresAt,
  }
  queueEmail(em, parts, envelope, compose(link.token))
}
