import { countTries, limits } from '../auth/limits.ts'
import type { EntityManager } from '../database/orm.ts'
import { RuleBroken, TooManyTries } from '../errors.ts'
import { isBlocked } from '../mail/blocked-address.ts'
import type { Parts } from '../web/parts.ts'
import { holdPerson, type Whom } from './find-person.ts'
import { sendSignInLink } from './send-link.ts'

/** In seconds. An address that never signed in has to wait for the day to go by; when that is over is not worth finding out. */
const anHour = 60 * 60

/**
 * Sends somebody a fresh link for the organiser. It counts as if the person had asked, but not towards the organiser's
 * own browser, who may have many people to help. Throws TooManyTries, NotFound, and
 * RuleBroken for somebody who wants no e-mail.
 */
export function resendLink(em: EntityManager, parts: Parts, whom: Whom): Promise<void> {
  return em.transactional(async (transaction) => {
    const { exchange, person } = await holdPerson(transaction, whom)
    if (await isBlocked(transaction, parts.vault, person.email))
      throw new RuleBroken(`No e-mail could be sent to ${person.name}, who has asked this site for none. Please talk to them yourself.`)
    await countTries(transaction, parts.world, [{ limit: limits.linkPerAddress, subject: `${person.email}\0${exchange.slug}` }])
    if (!(await sendSignInLink(transaction, parts, exchange.id, person))) throw new TooManyTries(anHour)
  })
}
