import { countTries, heldFor, limits } from '../auth/limits.ts'
import type { EntityManager } from '../database/orm.ts'
import { RuleBroken, TooManyTries } from '../errors.ts'
import type { Services } from '../services.ts'
import { holdPerson, type Whom } from './find-person.ts'
import { sendSignInLink } from './send-link.ts'

/** An address that never signed in has had all the e-mails of a day. */
export class EnoughForToday extends TooManyTries {
  override name = 'EnoughForToday'
}

/**
 * Sends somebody a fresh link for the organiser. It counts as if the person had asked, but not towards the organiser's
 * own browser, who may have many people to help. Throws TooManyTries, EnoughForToday, NotFound, and
 * RuleBroken for somebody who wants no e-mail.
 */
export function resendLink(em: EntityManager, services: Services, whom: Whom): Promise<void> {
  const { world } = services
  return em.transactional(async (transaction) => {
    const { exchange, person } = await holdPerson(transaction, whom)
    const sending = await sendSignInLink(transaction, services, exchange.id, person)
    if (sending === 'unwanted') throw new RuleBroken({ code: 'wants no e-mail', person: person.name })
    // Of two limits the one of the day says more: after the other's hour it would still hold.
    if (sending === 'unsent') throw new EnoughForToday(await heldFor(transaction, world, { limit: limits.mailToStranger, subject: person.email }))
    await countTries(transaction, world, [{ limit: limits.linkPerAddress, subject: `${person.email}\0${exchange.slug}` }])
  })
}
