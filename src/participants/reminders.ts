import { participantIn, participantToken } from '../auth/participant-token.ts'
import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import type { Vault } from '../vault.ts'
import { Participant } from './participant.ts'

const purpose = 'unsubscribe from reminders'

/** Turns reminders for one participant on or off, at any time. */
export function wantReminders(em: EntityManager, participantId: string, isWanted: boolean): Promise<void> {
  return em.transactional(async (transaction) => {
    const participant = await transaction.findOneOrFail(Participant, { id: participantId })
    participant.wantReminders(isWanted)
  })
}

/** The secret of a participant's unsubscribe link, which can do nothing but end reminders. */
export function unsubscribeToken(vault: Vault, participantId: string): string {
  return participantToken(vault, participantId, purpose)
}

/** Whom an unsubscribe link is for, and of which exchange; undefined when it was not made here or the person is gone. */
export async function readUnsubscribe(em: EntityManager, vault: Vault, token: string): Promise<{ id: string; exchangeName: string; slug: string } | undefined> {
  const id = participantIn(vault, token, purpose)
  if (id === undefined) return undefined
  return row(em, 'select p.id, e.name as "exchangeName", e.slug from participant p join exchange e on e.id = p.exchange_id where p.id = ?', [id])
}
