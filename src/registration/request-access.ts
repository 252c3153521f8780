import { forgetCodeTries } from '../auth/code.ts'
import { countTries, limits, tryOnce } from '../auth/limits.ts'
import { type KnownLink, readLinkAgain } from '../auth/links.ts'
import type { Requester } from '../auth/requester.ts'
import type { EntityManager } from '../database/orm.ts'
import { holdExchange, holdExchanges } from '../exchanges/hold-exchange.ts'
import { Participant } from '../participants/participant.ts'
import { sendSignInLink } from '../participants/send-link.ts'
import type { Services } from '../services.ts'

/** Which link is asked for: into one exchange by its slug, or, without it, into every one that the address takes part in. */
export type Access = { email: string; slug?: string }

/**
 * Queues a sign-in link for everybody of that address who takes part; for an unknown address it does nothing, and the
 * caller answers the same. Throws TooManyTries past the limits, which count known and unknown addresses alike.
 */
export function requestAccess(em: EntityManager, services: Services, { email, slug }: Access, { client, requester }: Requester): Promise<void> {
  return em.transactional(async (transaction) => {
    const where = { email, withdrawnAt: null, ...(slug === undefined ? {} : { exchange: { slug } }) }
    const exchanges = (await transaction.find(Participant, where)).map(({ exchange }) => exchange.id)
    await holdExchanges(transaction, exchanges)
    await countTries(transaction, services.world, [
      { limit: limits.linkPerAddress, subject: `${email}\0${slug ?? ''}` },
      { limit: limits.linkPerClient, subject: client },
    ])
    await forgetCodeTries(transaction, requester)
    for (const participant of await transaction.find(Participant, { ...where, exchange: { $in: exchanges } }, { populate: ['exchange'] })) {
      const exchange = participant.exchange.unwrap()
      // A link into every exchange counts towards the limit of each; one that is used up is left out without a word.
      if (slug === undefined && !(await tryOnce(transaction, services.world, limits.linkPerAddress, `${email}\0${exchange.slug}`))) continue
      await sendSignInLink(transaction, services, exchange.id, participant, requester)
    }
  })
}

/**
 * Queues a fresh link for whoever has a dead one, to the same place. Returns whether that is still known: it is not once the person has
 * left or has another address. Throws TooManyTries past the limits, which are those of asking for a link by the address.
 */
export function requestFreshLink(em: EntityManager, services: Services, dead: KnownLink, { client, requester }: Requester): Promise<boolean> {
  return em.transactional(async (transaction) => {
    await holdExchange(transaction, dead.exchangeId)
    if (!(await readLinkAgain(transaction, services, dead))) return false
    await countTries(transaction, services.world, [
      { limit: limits.linkPerAddress, subject: `${dead.email}\0${dead.slug}` },
      { limit: limits.linkPerClient, subject: client },
    ])
    await forgetCodeTries(transaction, requester)
    const participant = await transaction.findOneOrFail(Participant, { id: dead.participantId })
    await sendSignInLink(transaction, services, dead.exchangeId, participant, requester, dead.destination)
    return true
  })
}
