import { setImmediate } from 'node:timers/promises'
import { issueSecretLinks } from '../auth/secret-links.ts'
import type { EntityManager } from '../database/orm.ts'
import { change, query } from '../database/query.ts'
import { shuffle } from '../draw/engine/random.ts'
import { openOrNote, receiverOf } from '../draw/seal.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { holdExchangeIfThere } from '../exchanges/hold-exchange.ts'
import { writeToOrganisers } from '../exchanges/write-to-organisers.ts'
import type { ClockContext } from '../jobs/context.ts'
import { exchangeVault } from '../keys/exchange-vault.ts'
import { queueEmails } from '../mail/outbox.ts'
import type { Opener } from '../vault.ts'
import { causeOfNews } from './message.ts'
import { whyNoMessages } from './permissions.ts'
import { across, deliveriesOf, type Pair, readEntries, type Side } from './thread.ts'
import { viewOf } from './thread-view.ts'

/**
 * Tells those to whom messages are delivered now that there are some, in one e-mail however many there are; and the organisers that some were reported. What is queued says neither whom
 * it is for nor in which thread there is something, and not even the log says that there was.
 */
export async function announceMessages(context: ClockContext): Promise<void> {
  for (const { id } of await findDue(context.em(), { now: context.world.now() })) {
    // Thousands may write; those who want a page meanwhile come in between.
    await setImmediate()
    await context.em().transactional((em) => announce(em, context, id))
  }
}

const findDue = query((db, given: { now: Date }) =>
  db
    .selectFrom('Exchange as e')
    .select('e.id')
    .where((eb) =>
      eb.or(
        (['Message', 'MessageReport'] as const).map((table) =>
          eb.exists(
            eb
              .selectFrom(table)
              .select('id')
              .whereRef('exchange', '=', 'e.id')
              .where('deliverAt', '<=', given.now)
              .where((of) => of.or([of('e.messagesAnnouncedAt', 'is', null), of('deliverAt', '>', of.ref('e.messagesAnnouncedAt'))])),
          ),
        ),
      ),
    ),
)

/** Everything is checked again under the lock: another process may have been quicker. */
async function announce(em: EntityManager, context: ClockContext, exchangeId: string): Promise<void> {
  const exchange = await holdExchangeIfThere(em, exchangeId)
  if (!exchange) return
  const period = { since: exchange.messagesAnnouncedAt?.getTime() ?? 0, until: context.world.now() }
  await noteAnnounced(em, { id: exchangeId, until: period.until })
  await tellOfReports(em, context, exchange, period)
  if (whyNoMessages(exchange)) return
  const readers = await readReaders(em, context, exchange, period)
  if (readers.length === 0) return
  // In an exchange that is completed no link signs in.
  const linkSet = exchange.isDrawn() ? context.world.newId() : undefined
  if (linkSet !== undefined) await issueSecretLinks(em, context, exchangeId, linkSet, 'messages')
  await queueEmails(
    em,
    context,
    shuffle(readers, context.world.randomBelow).map((reader) => ({
      kind: 'new messages',
      reader,
      parameters: linkSet === undefined ? {} : { linkSet },
      exchangeId,
      cause: `${causeOfNews(exchangeId)}${context.world.newId()}`,
    })),
  )
}

// Its calendar file is as new as the exchange is: what is noted of messages must not make it newer.
const noteAnnounced = change((db, given: { id: string; until: Date }) =>
  db.updateTable('Exchange').set({ messagesAnnouncedAt: given.until }).where('id', '=', given.id),
)

type Period = { since: number; until: Date }

function isIn({ since, until }: Period, deliverAt: Date): boolean {
  return deliverAt.getTime() > since && deliverAt <= until
}

async function tellOfReports(em: EntityManager, context: ClockContext, { id }: Exchange, period: Period): Promise<void> {
  const reports = (await findReports(em, { exchangeId: id })).filter(({ deliverAt }) => isIn(period, deliverAt))
  if (reports.length === 0) return
  await writeToOrganisers(em, context, id, { kind: 'message reported', cause: String(period.until.getTime()), parameters: {} })
}

const findReports = query((db, given: { exchangeId: string }) => db.selectFrom('MessageReport').select('deliverAt').where('exchange', '=', given.exchangeId))

/** Those to whom something was delivered in that period. */
async function readReaders(em: EntityManager, { vault, log }: ClockContext, { id: exchangeId }: Exchange, period: Period) {
  const ofExchange = await exchangeVault(em, vault, exchangeId)
  const all = new Map((await findTags(em, { exchangeId })).map(({ tag, deliverAt }) => [tag, deliverAt]))
  const people = new Map((await findPeople(em, { exchangeId })).map((person) => [person.giver, person]))
  const readers = new Set<string>()
  for (const { giver, draw, repairs, sealedReceiver } of people.values()) {
    const receiver = openOrNote(log, { exchange: exchangeId, giver }, () => receiverOf(ofExchange, { draw, giver, sealedReceiver }))
    if (receiver === undefined) continue
    const pair = { draw, repairs, giver, receiver }
    for (const side of ['giver', 'receiver'] as const) {
      // Opening is only for pairs of which somebody has written.
      const isWritten = deliveriesOf(ofExchange, pair, across(side), all).some((deliverAt) => isIn(period, deliverAt))
      if (isWritten && (await hasMessage(em, ofExchange, pair, side, period))) readers.add(pair[side])
    }
  }
  return [...readers].flatMap((id) => {
    const person = people.get(id)
    return person ? [{ id, email: person.email }] : []
  })
}

/** Whether a message is delivered in that period to whoever is on that side; none is while they have closed the thread. */
async function hasMessage(em: EntityManager, vault: Opener, pair: Pair, side: Side, period: Period): Promise<boolean> {
  const { messages } = viewOf(await readEntries(em, vault, pair), side, { now: period.until, read: 0 })
  return messages.some(({ isMine, deliverAt }) => !isMine && isIn(period, deliverAt))
}

const findTags = query((db, given: { exchangeId: string }) => db.selectFrom('Message').select(['tag', 'deliverAt']).where('exchange', '=', given.exchangeId))

const findPeople = query((db, given: { exchangeId: string }) =>
  db
    .selectFrom('Match as m')
    .innerJoin('Draw as d', 'd.id', 'm.draw')
    .innerJoin('Participant as p', 'p.id', 'm.giver')
    .select(['m.giver', 'm.draw', 'd.repairs', 'm.sealedReceiver', 'p.email'])
    .where('d.exchange', '=', given.exchangeId),
)
