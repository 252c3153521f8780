import { LockMode } from '@mikro-orm/core'
import { mustBeSignedInParticipant } from '../auth/participant-session.ts'
import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { HasLeft, NotFound, SignedOut } from '../errors.ts'
import { Exchange } from '../exchanges/exchange.ts'
import { holdExchange, holdExchangeIfThere } from '../exchanges/hold-exchange.ts'
import type { Refusal } from '../language/refusals.ts'
import { outcomeOf } from '../outcome.ts'
import { Participant } from './participant.ts'

/** Names one participant of one exchange; one alone finds nobody. */
export type Whom = { exchangeId: string; participantId: string }

/** Why `rule`, one of the exchange's own, forbids what is asked for, so that a page can say it before anybody tries. Throws NotFound. */
export async function forbiddenBy(em: EntityManager, exchangeId: string, rule: (exchange: Exchange) => void): Promise<Refusal | undefined> {
  const exchange = await em.findOne(Exchange, { id: exchangeId })
  if (!exchange) throw new NotFound('There is no such exchange.')
  const { refusal } = await outcomeOf((async () => rule(exchange))())
  return refusal
}

/** Somebody who takes part, and the exchange, held like `holdExchange` does. Throws NotFound, which HasLeft is too. */
export async function holdPerson(em: EntityManager, { exchangeId, participantId }: Whom): Promise<{ exchange: Exchange; person: Participant }> {
  const exchange = await holdExchange(em, exchangeId)
  const person = await em.findOne(Participant, { id: participantId, exchange })
  if (!person) throw new NotFound('There is no such participant.')
  if (person.withdrawnAt !== null) throw new HasLeft(person.name, exchangeId)
  return { exchange, person }
}

/** Who is signed in, with the exchange, both locked until the caller's transaction ends: also whoever has left since the request began. Throws SignedOut when the row is gone. */
export async function holdMe(em: EntityManager, me: Me): Promise<{ exchange: Exchange; person: Participant }> {
  const exchange = await holdExchangeIfThere(em, me.exchangeId)
  // Gift ideas are stored past the exchange's lock, by a statement that locks the participant's row alone.
  const person = exchange && (await em.findOne(Participant, { id: me.id, exchange }, { lockMode: LockMode.PESSIMISTIC_WRITE }))
  if (!exchange || !person) throw new SignedOut('participant')
  return { exchange, person }
}

/** Like `holdMe`, for whoever still is signed in: whoever leaves or gets another address is not. Throws SignedOut. */
export async function holdMeSignedIn(em: EntityManager, me: Me): Promise<{ exchange: Exchange; person: Participant }> {
  const found = await holdMe(em, me)
  await mustBeSignedInParticipant(em, me)
  return found
}

/**
 * The exchange of whoever is signed in, locked, like `holdMeSignedIn`, but not the participant's row: in PostgreSQL a lock stays written there, with the number of its transaction, and beside a row
 * that the same transaction stores it would tell who stored that. Throws SignedOut.
 */
export async function holdExchangeSignedIn(em: EntityManager, me: Me): Promise<Exchange> {
  const exchange = await holdExchangeIfThere(em, me.exchangeId)
  if (!exchange) throw new SignedOut('participant')
  await mustBeSignedInParticipant(em, me)
  return exchange
}
