import type { Exchange } from '../exchanges/exchange.ts'
import type { Composing, Due } from '../mail/compose.ts'
import { Participant } from './participant.ts'

/** Somebody who takes part and is written to. */
export type ParticipantAsReader = { person: Participant; exchange: Exchange }

/** The participant whom an e-mail is for, and the exchange; undefined when that person does not take part any more. */
export async function findReader({ em }: Composing, { participantId }: Due): Promise<ParticipantAsReader | undefined> {
  const person = await em.findOne(Participant, { id: participantId ?? '', withdrawnAt: null }, { populate: ['exchange'] })
  return person ? { person, exchange: person.exchange.unwrap() } : undefined
}
