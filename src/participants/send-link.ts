import { limits, tryOnce } from '../auth/limits.ts'
import type { Destination } from '../auth/magic-token.ts'
import { hashToken } from '../auth/token.ts'
import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import { isBlocked } from '../mail/blocked-address.ts'
import { queueEmail } from '../mail/outbox.ts'
import type { Services } from '../services.ts'
import type { Joined } from './join.ts'

/**
 * What became of an e-mail: `unsent` when it is beyond the limit for strangers, `unwanted` when its reader has asked for none.
 */
export type Sending = 'sent' | 'unsent' | 'unwanted'

/** Kinds of e-mails that carry a link which signs in. */
type LinkKind = 'magic link' | 'registration confirmation' | 'added by the organiser' | 'address corrected'

/**
 * Queues the e-mail that carries nothing but a sign-in link. `requester` is the secret of the browser that asked for it; without
 * one, whoever opens the link is asked first. `leadsTo` is where it leads, if not to the dashboard. Returns what became of it, as `sendLink` does.
 */
export function sendSignInLink(
  em: EntityManager,
  services: Services,
  exchangeId: string,
  participant: Joined,
  requester?: string,
  leadsTo?: Destination,
): Promise<Sending> {
  return sendLink(em, services, exchangeId, participant, 'magic link', requester, leadsTo)
}

/**
 * Queues the e-mail that says that somebody takes part, with a sign-in link, to whoever registered in a browser
 * (`requester`) or was added by the organiser. Returns what became of it, as `sendLink` does.
 */
export function sendConfirmation(em: EntityManager, services: Services, exchangeId: string, participant: Joined, requester?: string): Promise<Sending> {
  return sendLink(em, services, exchangeId, participant, requester === undefined ? 'added by the organiser' : 'registration confirmation', requester)
}

/**
 * Queues an e-mail with a sign-in link, in the caller's transaction. Returns what became of it, which nobody but an organiser is told.
 */
export async function sendLink(
  em: EntityManager,
  services: Services,
  exchangeId: string,
  participant: Joined,
  kind: LinkKind,
  requester?: string,
  leadsTo?: Destination,
): Promise<Sending> {
  const whyNot = await whyNotWriteTo(em, services, participant.email, requester !== undefined)
  if (whyNot) return whyNot
  const parameters = { requesterHash: requester === undefined ? null : hashToken(requester), ...(leadsTo === undefined ? {} : { leadsTo }) }
  await queueEmail(em, services, { kind, reader: participant, parameters, exchangeId, cause: `link:${services.world.newId()}` })
  return 'sent'
}

/**
 * Why no e-mail may go to that address; undefined when it may, which is counted. An address that has never signed in may be a third
 * party's, whom somebody wants to annoy: it gets five e-mails a day. Whoever wants none gets none, save two a day that
 * are asked for in a form, for it may be the owner who does, and has changed their mind.
 */
export async function whyNotWriteTo(
  em: EntityManager,
  { world, vault }: Pick<Services, 'world' | 'vault'>,
  email: string,
  isAskedFor = false,
): Promise<Exclude<Sending, 'sent'> | undefined> {
  if (await isBlocked(em, vault, email)) return isAskedFor && (await tryOnce(em, world, limits.mailToBlocked, email)) ? undefined : 'unwanted'
  const mayWrite = (await findConfirmed(em, { email })) !== undefined || (await tryOnce(em, world, limits.mailToStranger, email))
  return mayWrite ? undefined : 'unsent'
}

const findConfirmed = queryOne((db, given: { email: string }) =>
  db.selectFrom('Participant').select('id').where('email', '=', given.email).where('confirmedAt', 'is not', null).limit(1),
)
