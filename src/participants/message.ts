import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import { RuleBroken } from '../errors.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import type { Email } from '../mail/email.ts'
import { queueEmails } from '../mail/outbox.ts'
import type { Parts } from '../web/parts.ts'
import type { World } from '../world.ts'
import { organisersMessage } from './emails.ts'
import { Participant } from './participant.ts'
import { mayWriteTo } from './send-link.ts'

/** What the organiser writes to everybody. `nonce` is a UUID that names this one sending. */
export type Message = { subject: string; message: string; nonce: string }

/**
 * Sends a message to everybody who takes part, once for each `nonce`. Returns how many e-mails go out, leaving out
 * addresses that never signed in and have had too many today; undefined when it went out before. Throws RuleBroken, NotFound.
 */
export function writeToEverybody(em: EntityManager, parts: Parts, exchangeId: string, message: Message): Promise<number | undefined> {
  return em.transactional(async (transaction) => {
    const { exchange, people } = await readers(transaction, exchangeId)
    if (await wasSent(transaction, exchange, message.nonce)) return undefined
    const allowed: Participant[] = []
    for (const person of people) if (await mayWriteTo(transaction, parts, person.email)) allowed.push(person)
    await queueEmails(transaction, parts, allowed.map(letterTo(exchange, message)))
    return allowed.length
  })
}

/** The message as one of those who take part will get it; nothing is sent. Throws RuleBroken, NotFound. */
export function composeForSomebody(em: EntityManager, world: World, exchangeId: string, words: Omit<Message, 'nonce'>): Promise<Email> {
  return em.transactional(async (transaction) => {
    const { exchange, people } = await readers(transaction, exchangeId)
    return organisersMessage(world, exchange, people[0], words)
  })
}

/** Those who get what the organiser writes: at least one. */
async function readers(em: EntityManager, exchangeId: string): Promise<{ exchange: Exchange; people: [Participant, ...Participant[]] }> {
  const exchange = await holdExchange(em, exchangeId)
  exchange.mustAllowMessages()
  const [first, ...others] = await em.find(Participant, { exchange, withdrawnAt: null })
  if (!first) throw new RuleBroken('Nobody takes part yet, so there is nobody to write to.')
  return { exchange, people: [first, ...others] }
}

async function wasSent(em: EntityManager, exchange: Exchange, nonce: string): Promise<boolean> {
  const sql = 'select 1 from outgoing_email where exchange_id = ? and deduplication_key like ?'
  return (await row(em, sql, [exchange.id, `${keyOf(nonce)}%`])) !== undefined
}

function letterTo(exchange: Exchange, { subject, message, nonce }: Message) {
  return (reader: Participant) => ({
    kind: 'message from the organiser' as const,
    reader,
    parameters: { subject, message },
    exchangeId: exchange.id,
    cause: `${keyOf(nonce)}${reader.id}`,
  })
}

function keyOf(nonce: string): string {
  return `message:${nonce}:`
}
