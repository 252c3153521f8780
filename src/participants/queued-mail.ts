import type { EntityManager } from '../database/orm.ts'
import { kindsToAdmin } from '../exchanges/tell-admin.ts'
import { farewell, findSecretEmails, freshStart, redirectSecretEmail } from '../mail/outbox.ts'
import { OutgoingEmail } from '../mail/outgoing-email.ts'
import type { Parts } from '../web/parts.ts'
import { Participant } from './participant.ts'

/** Kinds that carry a link which signs in. */
export const kindsWithLinks = ['registration confirmation', 'magic link']

/** Drops, in the caller's transaction, what still waits to go to a participant, or failed and could be tried again. */
export async function dropQueued(em: EntityManager, { vault }: Parts, participant: Participant): Promise<void> {
  await em.nativeDelete(OutgoingEmail, waitingFor(participant, participant.email))
  em.remove(await findSecretEmails(em, vault, participant.exchange.id, participant.email))
}

/** Drops, in the caller's transaction, whatever still waits to go to an address from any exchange, or failed. What goes to an account stays. */
export async function dropQueuedEverywhere(em: EntityManager, parts: Parts, address: string): Promise<void> {
  for (const participant of await em.find(Participant, { email: address })) await dropQueued(em, parts, participant)
  await em.nativeDelete(OutgoingEmail, { exchange: null, kind: farewell, recipient: address, state: { $in: ['queued', 'given_up'] } })
}

/**
 * Sends on to a participant's new address, in the caller's transaction, what waits for the old one or failed there.
 * Links stay behind and are dropped: nobody at the old address shall get one any more.
 */
export async function sendOn(em: EntityManager, parts: Parts, participant: Participant, oldAddress: string): Promise<void> {
  const waiting = waitingFor(participant, oldAddress)
  await em.nativeDelete(OutgoingEmail, { ...waiting, kind: { $in: kindsWithLinks } })
  // A worker that has just taken one loses its lease, and can't note that this one was sent.
  await em.nativeUpdate(OutgoingEmail, waiting, { ...freshStart(parts.world), recipient: participant.email, leaseId: null, leasedUntil: null })
  for (const email of await findSecretEmails(em, parts.vault, participant.exchange.id, oldAddress)) redirectSecretEmail(parts, email, participant.email)
}

function waitingFor(participant: Participant, address: string) {
  return {
    exchange: participant.exchange.id,
    recipient: address,
    kind: { $nin: kindsToAdmin },
    state: { $in: ['queued' as const, 'given_up' as const] },
    sealedContent: { $ne: null },
  }
}
