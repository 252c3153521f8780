import { leaveNoTrace } from '../database/erase.ts'
import type { EntityManager } from '../database/orm.ts'
import { isStorageFailure } from '../database/storage-failure.ts'
import { dropErasedKeys } from '../keys/key-file.ts'
import { queueEmails } from '../mail/outbox.ts'
import { whoReadsAnswers } from '../participants/addressing.ts'
import { Participant } from '../participants/participant.ts'
import type { Services } from '../services.ts'
import { eraseHeld } from './erase-exchange.ts'
import type { Exchange } from './exchange.ts'
import { isUnderWay } from './exchange-states.ts'
import { holdExchange } from './hold-exchange.ts'

/** Erases an exchange because the organiser wants that. Those who take part are told when the gifts were still to come. Throws NotFound. */
export async function deleteExchange(em: EntityManager, services: Pick<Services, 'world' | 'vault' | 'log' | 'backupFolder'>, id: string): Promise<void> {
  await em.transactional(async (transaction) => eraseAndTell(transaction, services, await holdExchange(transaction, id)))
  await leaveNoTraceIfPossible(em, services, { exchange: id })
}

/**
 * Erases an exchange like `deleteExchange`, in the caller's transaction, which holds it. People are told by e-mails that belong to no exchange and
 * are erased once they are sent.
 */
export async function eraseAndTell(em: EntityManager, services: Pick<Services, 'world' | 'vault'>, exchange: Exchange): Promise<void> {
  if (isUnderWay(exchange)) await callOff(em, services, exchange)
  await eraseHeld(em, services, exchange)
}

async function callOff(em: EntityManager, services: Pick<Services, 'world' | 'vault'>, exchange: Exchange): Promise<void> {
  const answersTo = await whoReadsAnswers(em, exchange)
  const people = await em.find(Participant, { exchange, withdrawnAt: null })
  await queueEmails(
    em,
    services,
    people.map(({ id: personId, name, email, language }) => ({
      kind: 'exchange called off',
      reader: { id: personId, email },
      parameters: { exchangeName: exchange.name, name, answersTo, language: language ?? exchange.language },
      exchangeId: null,
      cause: `called off:${personId}`,
    })),
  )
}

/** Takes what was deleted out of the database's files, and its keys from beside the backups. A failure of the disk is logged, as what is deleted is deleted: its rows are zeros by now, and the next erasing rebuilds the file. */
export async function leaveNoTraceIfPossible(
  em: EntityManager,
  { log, backupFolder }: Pick<Services, 'log' | 'backupFolder'>,
  what: { exchange: string } | { account: string },
): Promise<void> {
  await dropErasedKeys(em, { log, backupFolder })
  try {
    await leaveNoTrace(em)
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    log.warn({ ...what, err: error }, 'what was deleted could not be taken out of the database’s files')
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
