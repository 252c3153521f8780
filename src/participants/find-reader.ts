import type { Loaded } from '@mikro-orm/core'
import type { Exchange } from '../exchanges/exchange.ts'
import type { Printer } from '../language/printer.ts'
import type { Composing, Due } from '../mail/compose.ts'
import { Participant } from './participant.ts'

/** Somebody who takes part and is written to, and what prints in that person's language. */
export type ParticipantAsReader = { person: Participant; exchange: Exchange; t: Printer }

/** The participant whom an e-mail is for, and the exchange; undefined when that person does not take part any more. */
export async function findReader(composing: Composing, { participantId }: Due): Promise<ParticipantAsReader | undefined> {
  const person = await composing.em.findOne(Participant, { id: participantId ?? '', withdrawnAt: null }, { populate: ['exchange'] })
  return person ? asReader(composing, person) : undefined
}

/** Somebody who takes part, or did, with the exchange, and what prints in the language of the one or else of the other. */
export async function asReader({ printerOf }: Composing, person: Loaded<Participant, 'exchange'>): Promise<ParticipantAsReader> {
  const exchange = person.exchange.unwrap()
  return { person, exchange, t: await printerOf(person.language ?? exchange.language) }
}
