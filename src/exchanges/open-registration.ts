import type { EntityManager } from '../database/orm.ts'
import { queueEmails, wasQueued } from '../mail/outbox.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { type Returner, readReturners } from '../participants/past-participants.ts'
import type { Services } from '../services.ts'
import { endOfDay } from './due.ts'
import type { Exchange } from './exchange.ts'
import { holdExchange } from './hold-exchange.ts'

/** Opens the registration of a draft, and invites those who asked for that after the exchange that it was made from. Returns how many. Throws NotFound. */
export function openRegistration(em: EntityManager, services: Pick<Services, 'world' | 'vault'>, id: string): Promise<Outcome<number>> {
  return attempt(em, async (transaction) => {
    const exchange = await holdExchange(transaction, id)
    exchange.openRegistration(services.world.now())
    return inviteReturners(transaction, services, exchange)
  })
}

async function inviteReturners(em: EntityManager, services: Pick<Services, 'world' | 'vault'>, exchange: Exchange): Promise<number> {
  const { id, againOf, registrationCloseDate, timezone } = exchange
  if (!againOf) return 0
  const causeOf = ({ id: personId }: Pick<Returner, 'id'>) => `invited again:${againOf}:${personId}`
  const returners: Returner[] = []
  // Whoever was asked from another draft of the same exchange is not asked twice.
  for (const one of await readReturners(em, { earlierId: againOf, nextId: id })) if (!(await wasQueued(em, causeOf(one)))) returners.push(one)
  await queueEmails(
    em,
    services,
    returners.map((reader) => ({
      kind: 'invited again',
      reader,
      parameters: { personId: reader.id },
      exchangeId: id,
      cause: causeOf(reader),
      expiresAt: endOfDay(registrationCloseDate, timezone),
    })),
  )
  return returners.length
}
