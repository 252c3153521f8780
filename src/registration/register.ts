import { forgetCodeTries } from '../auth/code.ts'
import { countTries, limits } from '../auth/limits.ts'
import type { Requester } from '../auth/requester.ts'
import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import { RuleBroken } from '../errors.ts'
import { lockExchange } from '../exchanges/hold-exchange.ts'
import { notifyOrganiser } from '../exchanges/notify-organiser.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { join } from '../participants/join.ts'
import { Participant } from '../participants/participant.ts'
import { sendConfirmation } from '../participants/send-link.ts'
import type { Services } from '../services.ts'
import type { Registration } from './forms.ts'
import { isFull, readInvitation } from './reads.ts'
import { isSentTwice, noteRegistration } from './sent-twice.ts'

/**
 * Lets somebody join an exchange and queues the confirmation with a sign-in link. Somebody who had withdrawn joins again.
 * The same form again from the same browser, like a button that was pressed twice, changes nothing. Returns how it went; refused when the exchange is full. Throws TooManyTries past the limit.
 */
export function register(
  em: EntityManager,
  services: Services,
  slug: string,
  registration: Registration & { language?: string },
  applicant: Requester,
): Promise<Outcome<'joined' | 'sent twice' | 'already' | 'not open'>> {
  const { world } = services
  return attempt(em, async (transaction) => {
    // Nobody else takes the last place, or joins a second time, meanwhile.
    await lockExchange(transaction, 'slug', slug)
    const exchange = await readInvitation(transaction, world, slug)
    if (!exchange?.isOpen) return 'not open'
    const before = await findBefore(transaction, exchange.id, registration.email)
    const isActive = before !== null && before.withdrawnAt === null
    if (!isActive && isFull(exchange)) throw new RuleBroken({ code: 'exchange is full', exchange: exchange.name })
    if (isActive && (await isSentTwice(transaction, world, before.id, registration, applicant))) return 'sent twice'
    await countTries(transaction, world, [{ limit: limits.registrationPerClient, subject: `${applicant.client}\0${exchange.id}` }])
    if (isActive) return 'already'
    const { name, email, gift_ideas: giftIdeas, reminder_enabled: reminderEnabled, language } = registration
    const participant = await join(transaction, services, exchange.id, before, { name, email, giftIdeas, reminderEnabled, language, addedByOrganiser: false })
    await forgetCodeTries(transaction, applicant.requester)
    await sendConfirmation(transaction, services, exchange.id, participant, applicant.requester)
    await noteRegistration(transaction, world, participant.id, registration, applicant)
    await notifyOrganiser(transaction, services, exchange.id, 'new registration', participant)
    return 'joined'
  })
}

/** Hardly anybody was here before, and looking for a row takes a tenth of the time that looking for an entity does. */
async function findBefore(em: EntityManager, exchangeId: string, email: string): Promise<Participant | null> {
  const found = await findByAddress(em, { exchangeId, email })
  return found ? em.findOneOrFail(Participant, { id: found.id, exchange: exchangeId }) : null
}

const findByAddress = queryOne((db, given: { exchangeId: string; email: string }) =>
  db.selectFrom('Participant').select('id').where('exchange', '=', given.exchangeId).where('email', '=', given.email),
)
