import { leaveNoTrace } from '../database/erase.ts'
import type { EntityManager } from '../database/orm.ts'
import { isStorageFailure } from '../database/storage-failure.ts'
import { NotFound } from '../errors.ts'
import { queueEmails } from '../mail/outbox.ts'
import { whoReadsAnswers } from '../participants/addressing.ts'
import { Participant } from '../participants/participant.ts'
import type { Services } from '../services.ts'
import { eraseExchange } from './erase-exchange.ts'
import type { Exchange } from './exchange.ts'
import { isUnderWay } from './exchange-states.ts'

/**
 * Erases an exchange because the organiser wants that. Those who take part are told when the gifts were still to come, by
 * e-mails that belong to no exchange and are erased once they are sent. Throws NotFound.
 */
export async function deleteExchange(em: EntityManager, services: Pick<Services, 'world' | 'vault' | 'log'>, id: string): Promise<void> {
  const { log } = services
  const wasThere = await eraseExchange(em, id, async (transaction, exchange) => {
    if (!isUnderWay(exchange)) return
    const answersTo = await whoReadsAnswers(transaction, exchange)
    const people = await transaction.find(Participant, { exchange, withdrawnAt: null })
    await queueEmails(
      transaction,
      services,
      people.map(({ id: personId, name, email, language }) => ({
        kind: 'exchange called off',
        reader: { id: personId, email },
        parameters: { exchangeName: exchange.name, name, answersTo, language: language ?? exchange.language },
        exchangeId: null,
        cause: `called off:${personId}`,
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

/** Whether `typed` shows that this exchange is meant: its name, or anything for a draft, which nobody but the organiser knows. */
export function isNamed({ state, name }: Pick<Exchange, 'state' | 'name'>, typed: string): boolean {
  return state === 'draft' || plain(typed) === plain(name)
}

/** Keyboards compose letters in two ways, and browsers show many spaces as one: neither is another name. */
function plain(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
}
