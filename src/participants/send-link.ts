import { limits, tryOnce } from '../auth/limits.ts'
import { issueLink } from '../auth/links.ts'
import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { isBlocked } from '../mail/blocked-address.ts'
import type { Email } from '../mail/email.ts'
import { priorities, queueEmail } from '../mail/outbox.ts'
import type { Parts } from '../web/parts.ts'
import { type Announced, addedByOrganiser, registrationConfirmation, signInLink } from './emails.ts'
import type { Joined } from './join.ts'

/**
 * The e-mail around a sign-in link: its kind, and what it says for a link's secret. `requester` is the secret of the
 * browser that asked for it; without one, whoever opens the link is asked first. `priority` is that of sign-in mail
 * unless nobody waits for it.
 */
type Letter = { kind: string; compose(token: string): Email; requester?: string | undefined; priority?: number }

/** Queues the e-mail that carries nothing but a sign-in link. Returns whether it goes out, as `sendLink` does. */
export function sendSignInLink(em: EntityManager, parts: Parts, exchange: Exchange, participant: Joined, requester?: string): Promise<boolean> {
  const compose = (token: string) => signInLink(parts.world, exchange, participant, token)
  return sendLink(em, parts, exchange.id, participant, { kind: 'magic link', compose, requester })
}

/**
 * Queues the e-mail that says that somebody takes part, with a sign-in link, to whoever registered in a browser
 * (`requester`) or was added by the organiser. Returns whether it goes out, as `sendLink` does.
 */
export function sendConfirmation(
  em: EntityManager,
  parts: Parts,
  exchange: Announced & Pick<Exchange, 'id' | 'state'>,
  participant: Joined,
  requester?: string,
): Promise<boolean> {
  const compose = requester === undefined ? addedByOrganiser : registrationConfirmation
  return sendLink(em, parts, exchange.id, participant, {
    kind: 'registration confirmation',
    compose: (token) => compose(parts.world, exchange, participant, token),
    requester,
    // Nobody sits and waits who was added, and a long list of people must not delay those who do.
    priority: requester === undefined ? priorities.news : priorities.signIn,
  })
}

/**
 * Queues an e-mail with a sign-in link, in the caller's transaction. Returns whether it goes out: past the limit for
 * strangers it does not, and nobody but an organiser is told.
 */
export async function sendLink(em: EntityManager, parts: Parts, exchangeId: string, participant: Joined, letter: Letter): Promise<boolean> {
  const isAskedFor = letter.requester !== undefined
  if (!(await mayWriteTo(em, parts, participant.email, isAskedFor))) return false
  const { kind, compose, requester, priority = priorities.signIn } = letter
  const link = await issueLink(em, parts.world, participant.id, exchangeId, requester)
  const envelope = {
    kind,
    recipient: participant.email,
    exchangeId,
    isAskedFor,
    deduplicationKey: `link:${link.id}`,
    priority,
    expiresAt: link.expiresAt,
  }
  await queueEmail(em, parts, envelope, compose(link.token))
  return true
}

/**
 * Whether an e-mail may go to that address, which is counted. An address that has never signed in may be a third
 * party's, whom somebody wants to annoy: it gets five e-mails a day. Whoever wants none gets none, save two a day that
 * are asked for in a form, for it may be the owner who does, and has changed their mind.
 */
export async function mayWriteTo(em: EntityManager, { world, vault }: Pick<Parts, 'world' | 'vault'>, email: string, isAskedFor = false): Promise<boolean> {
  if (await isBlocked(em, vault, email)) return isAskedFor && tryOnce(em, world, limits.mailToBlocked, email)
  const known = await row(em, 'select 1 from participant where email = ? and confirmed_at is not null limit 1', [email])
  return known !== undefined || tryOnce(em, world, limits.mailToStranger, email)
}
