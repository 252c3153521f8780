import { voidLinks } from '../auth/links.ts'
import { endSessionsOf } from '../auth/sign-in.ts'
import type { EntityManager } from '../database/orm.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { priorities, queueEmail } from '../mail/outbox.ts'
import type { Parts } from '../web/parts.ts'
import { withdrawalConfirmation } from './emails.ts'
import type { Participant } from './participant.ts'

/** Takes somebody out of an exchange in the caller's transaction: every sign-in and link ends, and an e-mail confirms it. */
export async function leave(em: EntityManager, parts: Parts, exchange: Exchange, participant: Participant): Promise<void> {
  const now = parts.world.now()
  participant.withdraw(now)
  await endSessionsOf(em, { participant: participant.id })
  await voidLinks(em, parts.world, participant.id)
  const envelope = {
    kind: 'withdrawal confirmation',
    recipient: participant.email,
    exchangeId: exchange.id,
    deduplicationKey: `withdrawal:${participant.id}:${now.getTime()}`,
    priority: priorities.news,
    expiresAt: null,
  }
  queueEmail(em, parts, envelope, withdrawalConfirmation(parts.world, exchange, participant))
}
