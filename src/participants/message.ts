import { hash } from 'node:crypto'
import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import { RuleBroken } from '../errors.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import type { Printer } from '../language/printer.ts'
import type { Email } from '../mail/email.ts'
import { queueEmails } from '../mail/outbox.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { paths } from '../paths.ts'
import type { Services } from '../services.ts'
import type { World } from '../world.ts'
import { organisersMessage } from './emails.ts'
import type { NotSent } from './not-sent.ts'
import { Participant } from './participant.ts'
import { whyNotWriteTo } from './send-link.ts'

/** What the organiser writes to everybody. `nonce` is a UUID that names this one sending; a form of somebody's own may have none. */
export type Message = { subject: string; message: string; nonce: string | undefined }

type Written = { sent: number } & NotSent

/** The window in which the same words without a nonce count as sent twice. */
const minutes = 10

/**
 * Sends a message to everybody who takes part, once for each `nonce`, or once in a while where there is none. Returns how many e-mails go out, and to which
 * addresses none can be sent; undefined when it went out before. Throws NotFound.
 */
export function writeToEverybody(em: EntityManager, services: Services, exchangeId: string, message: Message): Promise<Outcome<Written | undefined>> {
  return attempt(em, async (transaction) => {
    const { exchange, people } = await readers(transaction, exchangeId)
    const now = services.world.now()
    const words = hash('sha256', JSON.stringify([message.subject, message.message])).slice(0, 32)
    const { since, stem } = message.nonce === undefined ? { since: now.getTime() - minutes * 60_000, stem: words } : { since: 0, stem: message.nonce }
    if (await wasSent(transaction, exchange, stem, new Date(since))) return undefined
    const nonce = message.nonce ?? `${words}-${now.getTime()}`
    const allowed: Participant[] = []
    const notSent: NotSent = { unsent: [], unwanted: [] }
    for (const person of people) {
      const whyNot = await whyNotWriteTo(transaction, services, person.email)
      if (whyNot) notSent[whyNot].push(person.email)
      else allowed.push(person)
    }
    await queueEmails(transaction, services, allowed.map(letterTo(exchange, { ...message, nonce })))
    return { sent: allowed.length, ...notSent }
  })
}

/** The message as one of those who take part will get it, in the organiser's language, since `t` prints what is around it; nothing is sent. Throws NotFound. */
export function composeForSomebody(em: EntityManager, world: World, exchangeId: string, words: Omit<Message, 'nonce'>, t: Printer): Promise<Outcome<Email>> {
  return attempt(em, async (transaction) => {
    const { exchange, people } = await readers(transaction, exchangeId)
    return organisersMessage(world.url(paths.requestAccess(exchange.slug)), exchange, people[0], words, t)
  })
}

/** Those who get what the organiser writes: at least one. */
async function readers(em: EntityManager, exchangeId: string): Promise<{ exchange: Exchange; people: [Participant, ...Participant[]] }> {
  const exchange = await holdExchange(em, exchangeId)
  exchange.mustAllowMessages()
  const [first, ...others] = await em.find(Participant, { exchange, withdrawnAt: null }, { orderBy: { email: 'asc' } })
  if (!first) throw new RuleBroken({ code: 'no one to write to' })
  return { exchange, people: [first, ...others] }
}

async function wasSent(em: EntityManager, exchange: Exchange, stem: string, since: Date): Promise<boolean> {
  return (await findSent(em, { exchangeId: exchange.id, cause: `message:${stem}%`, since })) !== undefined
}

const findSent = queryOne((db, given: { exchangeId: string; cause: string; since: Date }) =>
  db
    .selectFrom('OutgoingEmail')
    .select('id')
    .where('exchange', '=', given.exchangeId)
    .where('deduplicationKey', 'like', given.cause)
    .where('createdAt', '>', given.since),
)

function letterTo(exchange: Exchange, { subject, message, nonce }: Message & { nonce: string }) {
  return (reader: Participant) => ({
    kind: 'message from the organiser' as const,
    reader,
    parameters: { subject, message },
    exchangeId: exchange.id,
    cause: `message:${nonce}:${reader.id}`,
  })
}
