import { forgetLinksOf } from '../auth/links.ts'
import { newSessionVersion } from '../auth/participant-session.ts'
import type { EntityManager } from '../database/orm.ts'
import { hideMatch } from '../draw/reveal.ts'
import { queueEmail, sendOn } from '../mail/outbox.ts'
import { attempt, type Outcome, outcomeOf } from '../outcome.ts'
import type { Services } from '../services.ts'
import { holdPerson, type Whom } from './find-person.ts'
import { Participant } from './participant.ts'
import { sendLink } from './send-link.ts'

/** The outcome of a correction: `unsent` when the new address has had too many e-mails today, `unwanted` when its owner wants none, else why nothing was changed. */
type Correction = 'corrected' | 'unsent' | 'unwanted' | 'same' | 'taken' | 'left'

/**
 * Gives somebody another address: sign-ins and links end, waiting mail goes to the new address, and a fresh link with it.
 * Throws NotFound.
 */
export function correctAddress(em: EntityManager, services: Services, whom: Whom, email: string): Promise<Outcome<Correction>> {
  return attempt(em, async (transaction) => {
    const { exchange, person } = await holdPerson(transaction, whom)
    exchange.mustAllowNewAddress()
    const owner = await transaction.findOne(Participant, { exchange, email })
    if (owner) return owner === person ? 'same' : owner.withdrawnAt === null ? 'taken' : 'left'
    const { email: oldAddress, confirmedAt } = person
    person.moveTo(email, newSessionVersion(services.world))
    await transaction.flush()
    await forgetLinksOf(transaction, person.id)
    // Where it can't be hidden, since it can't be opened, nobody can look at it either.
    if (exchange.hasDraw()) await outcomeOf(hideMatch(transaction, services, { id: person.id, exchangeId: exchange.id }))
    await sendOn(transaction, services, { id: person.id, exchangeId: exchange.id, email: oldAddress }, email)
    // An address that nobody signed in from may be a stranger's. One that somebody did is the person's own, or has been told of
    // the draw, and a notice there is how an organiser who wants to read somebody's match would be found out.
    if (confirmedAt || exchange.isDrawn()) await tellOldAddress(transaction, services, person, oldAddress)
    const sending = await sendLink(transaction, services, exchange.id, person, 'address corrected')
    return sending === 'sent' ? 'corrected' : sending
  })
}

function tellOldAddress(em: EntityManager, services: Services, person: Participant, oldAddress: string): Promise<void> {
  return queueEmail(em, services, {
    kind: 'address changed',
    reader: { id: person.id, email: oldAddress },
    parameters: { participantId: person.id },
    exchangeId: person.exchange.id,
    cause: `address changed:${person.id}:${services.world.newId()}`,
  })
}
