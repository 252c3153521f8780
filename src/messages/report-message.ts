import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { NotFound } from '../errors.ts'
import { exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { holdExchangeSignedIn } from '../participants/find-person.ts'
import type { Services } from '../services.ts'
import { nextDelivery } from './delivery-times.ts'
import { MessageReport } from './message-report.ts'
import { reportTags, sealReport } from './report-seal.ts'
import { readThreads } from './threads.ts'

/**
 * Reports a message that somebody got. The organisers read it from the next full hour for that on, which is returned, and learn neither who wrote it nor who reports it. A message is
 * reported once, however often that is asked. Throws NotFound unless that person has got it and it can be opened; SignedOut.
 */
export function reportMessage(em: EntityManager, services: Services, me: Me, messageId: string): Promise<Outcome<{ deliverAt: Date }>> {
  return attempt(em, async (transaction) => {
    const exchange = await holdExchangeSignedIn(transaction, me)
    const threads = (await readThreads(transaction, services, me, exchange)) ?? []
    const message = threads.flatMap(({ messages }) => messages).find(({ id, isMine }) => id === messageId && !isMine)
    if (!message?.content) throw new NotFound('There is no such message.')
    const vault = await exchangeVaultToSeal(transaction, services, me.exchangeId)
    const [tag, ...older] = reportTags(vault, messageId) as [string, ...string[]]
    const known = await transaction.findOne(MessageReport, { tag: { $in: [tag, ...older] } })
    if (known) return { deliverAt: known.deliverAt }
    const deliverAt = nextDelivery(services.world.now(), exchange.timezone)
    transaction.create(MessageReport, {
      id: services.world.newId(),
      createdAt: deliverAt,
      updatedAt: deliverAt,
      exchange,
      tag,
      sealedText: sealReport(vault, tag, message.content),
      deliverAt,
    })
    return { deliverAt }
  })
}
