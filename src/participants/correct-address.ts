import { voidLinks } from '../auth/links.ts'
import { endSessionsOf } from '../auth/sign-in.ts'
import type { EntityManager } from '../database/orm.ts'
import { isBlocked } from '../mail/blocked-address.ts'
import { priorities, queueEmail } from '../mail/outbox.ts'
import type { Parts } from '../web/parts.ts'
import { addressCorrected, addressTakenAway } from './emails.ts'
import { holdPerson, type Whom } from './find-person.ts'
import { Participant } from './participant.ts'
import { dropQueued, sendOn } from './queued-mail.ts'
import { sendLink } from './send-link.ts'

/** How a correction went: `unsent` when the new address has had too many e-mails today, `unwanted` when its owner wants none, else why nothing was changed. */
export type Correction = 'corrected' | 'unsent' | 'unwanted' | 'same' | 'taken' | 'left'

/**
 * Gives somebody another address: sign-ins and links end, waiting mail goes to the new address, and a fresh link with it.
 * Throws RuleBroken, NotFound.
 */
export function correctAddress(em: EntityManager, parts: Parts, whom: Whom, email: string): Promise<Correction> {
  return em.transactional(async (transaction) => {
    const { exchange, person } = await holdPerson(transaction, whom)
    exchange.mustAllowNewAddress()
    const owner = await transaction.findOne(Participant, { exchange, email })
    if (owner) return owner === person ? 'same' : owner.withdrawnAt === null ? 'taken' : 'left'
    const { email: oldAddress, confirmedAt } = person
    person.moveTo(email)
    await transaction.flush()
    await endSessionsOf(transaction, { participant: person.id })
    await voidLinks(transaction, parts.world, person.id)
    await sendOn(transaction, parts, person, oldAddress)
    // An address that nobody signed in from may be a stranger's. One that somebody did is the person's own, and a notice
    // there is how an organiser who wants to read somebody's match would be found out.
    if (confirmedAt) await tellOldAddress(transaction, parts, person, oldAddress)
    if (await isBlocked(transaction, parts.vault, email)) {
      await dropQueued(transaction, parts, person)
      return 'unwanted'
    }
    const compose = (token: string) => addressCorrected(parts.world, exchange, person, token)
    return (await sendLink(transaction, parts, exchange.id, person, { kind: 'magic link', compose })) ? 'corrected' : 'unsent'
  })
}

function tellOldAddress(em: EntityManager, parts: Parts, person: Participant, oldAddress: string): Promise<void> {
  const exchange = person.exchange.unwrap()
  const envelope = {
    kind: 'address changed',
    recipient: oldAddress,
    exchangeId: exchange.id,
    deduplicationKey: `address changed:${person.id}:${parts.world.newId()}`,
    priority: priorities.news,
    expiresAt: null,
  }
  return queueEmail(em, parts, envelope, addressTakenAway(exchange, person, person.email))
}
