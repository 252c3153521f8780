import { limits, tryOnce } from '../auth/limits.ts'
import type { Destination } from '../auth/magic-token.ts'
import { hashToken } from '../auth/token.ts'
import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
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
  if (!(await mayWriteTo(em, services, participant.email, requester !== undefined)))
    return (await isBlocked(em, services.vault, participant.email)) ? 'unwanted' : 'unsent'
  const parameters = { requesterHash: requester === undefined ? null : hashToken(requester), ...(leadsTo === undefined ? {} : { leadsTo }) }
  await queueEmail(em, services, { kind, reader: participant, parameters, exchangeId, cause: `link:${services.world.newId()}` })
  return 'sent'
}

/**
 * Whether an e-mail may go to that address, which is counted. An address that has never signed in may be a third
 * party's, whom somebody wants to annoy: it gets five e-mails a day. Whoever wants none gets none, save two a day that
 * are asked for in a form, for it may be the owner who does, and has changed their mind.
 */
export async function mayWriteTo(em: EntityManager, { world, vault }: Pick<Services, 'world' | 'vault'>, email: string, isAskedFor = false): Promise<boolean> {
  if (await isBlocked(em, vault, email)) return isAskedFor && tryOnce(em, world, limits.mailToBlocked, email)
  const known = await row(em, 'select 1 from participant where email = ? and confirmed_at is not null limit 1', [email])
  return known !== undefined || tryOnce(em, world, limits.mailToStranger, email)
}
