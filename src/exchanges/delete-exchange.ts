import { leaveNoTrace } from '../database/erase.ts'
import type { EntityManager } from '../database/orm.ts'
import { isStorageFailure } from '../database/storage-failure.ts'
import { NotFound } from '../errors.ts'
import { farewell, priorities, queueEmails } from '../mail/outbox.ts'
import { Participant } from '../participants/participant.ts'
import type { Parts } from '../web/parts.ts'
import { calledOff } from './emails.ts'
import { eraseExchange } from './erase-exchange.ts'

/**
 * Erases an exchange because the admin wants that. Those who take part are told when the gifts were still to come, by
 * e-mails that belong to no exchange and are erased once they are sent. Throws NotFound.
 */
export async function deleteExchange(em: EntityManager, parts: Pick<Parts, 'world' | 'vault' | 'log'>, id: string): Promise<void> {
  const { log } = parts
  const wasThere = await eraseExchange(em, id, async (transaction, exchange) => {
    if (!exchange.isUnderWay()) return
    const people = await transaction.find(Participant, { exchange, withdrawnAt: null })
    const common = { kind: farewell, exchangeId: null, priority: priorities.news, expiresAt: null }
    await queueEmails(
      transaction,
      parts,
      people.map((person) => ({
        envelope: { ...common, recipient: person.email, deduplicationKey: `called off:${person.id}` },
        email: calledOff(exchange, person),
      })),
    )
  })
  if (!wasThere) throw new NotFound('There is no such exchange.')
  try {
    await leaveNoTrace(em)
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    // What is deleted is deleted. Its rows are zeros by now, and the next erasing rebuilds the file.
    log.warn({ exchange: id, err: error }, 'what was deleted could not be taken out of the database’s files')
  }
}
