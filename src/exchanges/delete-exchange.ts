import type { EntityManager } from '../database/orm.ts'
import { NotFound } from '../errors.ts'
import { answersOf } from '../mail/addressing.ts'
import { farewell, priorities, queueEmails } from '../mail/outbox.ts'
import { Participant } from '../participants/participant.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { calledOff } from './emails.ts'
import { eraseExchange } from './erase-exchange.ts'

/**
 * Erases an exchange because the admin wants that. Those who take part are told when the gifts were still to come, by
 * e-mails that belong to no exchange and are erased once they are sent. Throws NotFound.
 */
export async function deleteExchange(em: EntityManager, parts: { world: World; vault: Vault }, id: string): Promise<void> {
  const wasThere = await eraseExchange(em, id, async (transaction, exchange) => {
    if (!exchange.isUnderWay()) return
    const people = await transaction.find(Participant, { exchange, withdrawnAt: null })
    const common = { kind: farewell, exchangeId: null, priority: priorities.news, expiresAt: null }
    const answers = await answersOf(transaction, id)
    await queueEmails(
      transaction,
      parts,
      people.map((person) => ({
        envelope: { ...common, recipient: person.email, deduplicationKey: `called off:${person.id}` },
        email: { ...calledOff(exchange, person), answers },
      })),
    )
  })
  if (!wasThere) throw new NotFound('There is no such exchange.')
}
