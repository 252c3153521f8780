import { setImmediate } from 'node:timers/promises'
import { issueSecretLinks } from '../auth/secret-links.ts'
import type { EntityManager } from '../database/orm.ts'
import { change, query, queryOne } from '../database/query.ts'
import { endOfDay, morningOf } from '../exchanges/due.ts'
import { holdExchangeIfThere } from '../exchanges/hold-exchange.ts'
import type { ClockContext } from '../jobs/context.ts'
import { exchangeVault } from '../keys/exchange-vault.ts'
import { queueEmails } from '../mail/outbox.ts'
import { shuffle } from './engine/random.ts'
import { openOrNote, receiverOf } from './seal.ts'

type Drawn = NonNullable<Awaited<ReturnType<typeof findDrawn>>>

/**
 * Tells givers in the morning that whoever they give to has changed gift ideas, wishes or answers since the morning before. What is queued says neither whom it is for nor of whom it
 * speaks, and not even the log says that there was something.
 */
export async function tellOfChanges(context: ClockContext): Promise<void> {
  for (const drawn of await findAllDrawn(context.em(), {})) {
    if (!isDue(drawn, context.world.now())) continue
    // Thousands may be drawn; those who want a page meanwhile come in between.
    await setImmediate()
    await context.em().transactional((em) => tell(em, context, drawn.id))
  }
}

const findAllDrawn = query((db) =>
  db
    .selectFrom('Exchange as e')
    .innerJoin('Draw as d', 'd.exchange', 'e.id')
    .select(['e.id', 'e.timezone', 'e.changesToldAt', 'd.createdAt as drawnAt'])
    .where('e.state', '=', 'matched'),
)

const findDrawn = queryOne((db, given: { id: string }) =>
  db
    .selectFrom('Exchange as e')
    .innerJoin('Draw as d', 'd.exchange', 'e.id')
    .select(['e.timezone', 'e.changesToldAt', 'd.id as drawId', 'd.repairs', 'd.createdAt as drawnAt'])
    .where('e.state', '=', 'matched')
    .where('e.id', '=', given.id),
)

type Told = Pick<Drawn, 'timezone' | 'changesToldAt' | 'drawnAt'>

/** Since when changes are untold: nobody saw what was there before the names were drawn. */
function toldUntil({ changesToldAt, drawnAt }: Told): Date {
  return changesToldAt && changesToldAt > drawnAt ? changesToldAt : drawnAt
}

function isDue(drawn: Told, now: Date): boolean {
  const morning = morningOf(now, drawn.timezone)
  return morning <= now && toldUntil(drawn) < morning
}

/** Everything is checked again under the lock: another process may have been quicker. */
async function tell(em: EntityManager, context: ClockContext, exchangeId: string): Promise<void> {
  const { world } = context
  const exchange = await holdExchangeIfThere(em, exchangeId)
  const drawn = await findDrawn(em, { id: exchangeId })
  if (!exchange || !drawn || !isDue(drawn, world.now())) return
  // What changes past the full hour is for tomorrow, so that nothing is missed that is stored meanwhile.
  const until = morningOf(world.now(), drawn.timezone)
  const changes = await readChanges(em, exchangeId, toldUntil(drawn), until)
  await noteTold(em, { id: exchangeId, until })
  if (changes.size === 0) return
  const linkSet = world.newId()
  await issueSecretLinks(em, context, exchangeId, linkSet)
  const readers = await readGiversOf(em, context, exchangeId, changes)
  await queueEmails(
    em,
    context,
    shuffle(readers, world.randomBelow).map(({ changedAt, ...reader }) => ({
      kind: 'changed wishes',
      reader,
      parameters: { drawId: drawn.drawId, repairs: drawn.repairs, linkSet, changedAt },
      exchangeId,
      cause: `changed wishes:${world.newId()}`,
      expiresAt: endOfDay(exchange.exchangeDate, exchange.timezone),
    })),
  )
}

// Its calendar file is as new as the exchange is, and must not become newer by this.
const noteTold = change((db, given: { id: string; until: Date }) => db.updateTable('Exchange').set({ changesToldAt: given.until }).where('id', '=', given.id))

/** Who has changed something past `since` and up to `until`, and when last, in milliseconds. */
async function readChanges(em: EntityManager, exchangeId: string, since: Date, until: Date): Promise<Map<string, number>> {
  const changes = new Map<string, number>()
  const given = { exchangeId, since, until }
  for (const { participantId, changedAt } of [
    ...(await findChangedIdeas(em, given)),
    ...(await findChangedWishes(em, given)),
    ...(await findChangedAnswers(em, given)),
  ]) {
    changes.set(participantId, Math.max(changes.get(participantId) ?? 0, changedAt?.getTime() ?? 0))
  }
  return changes
}

type Period = { exchangeId: string; since: Date; until: Date }

const findChangedIdeas = query((db, given: Period) =>
  db
    .selectFrom('Participant as p')
    .select(['p.id as participantId', 'p.giftIdeasChangedAt as changedAt'])
    .where('p.exchange', '=', given.exchangeId)
    .where('p.withdrawnAt', 'is', null)
    .where('p.giftIdeasChangedAt', '>', given.since)
    .where('p.giftIdeasChangedAt', '<=', given.until),
)

const findChangedWishes = query((db, given: Period) =>
  db
    .selectFrom('Participant as p')
    .innerJoin('Wish as w', 'w.participant', 'p.id')
    .select(({ fn }) => ['p.id as participantId', fn.coalesce('w.removedAt', 'w.changedAt').as('changedAt')])
    .where('p.exchange', '=', given.exchangeId)
    .where('p.withdrawnAt', 'is', null)
    .where(({ fn }) => fn.coalesce('w.removedAt', 'w.changedAt'), '>', given.since)
    .where(({ fn }) => fn.coalesce('w.removedAt', 'w.changedAt'), '<=', given.until),
)

const findChangedAnswers = query((db, given: Period) =>
  db
    .selectFrom('Participant as p')
    .innerJoin('Answer as a', 'a.participant', 'p.id')
    .select(['p.id as participantId', 'a.changedAt'])
    .where('p.exchange', '=', given.exchangeId)
    .where('p.withdrawnAt', 'is', null)
    .where('a.changedAt', '>', given.since)
    .where('a.changedAt', '<=', given.until),
)

/** Those who give to somebody in `changes`, each with the time of the change. */
async function readGiversOf(em: EntityManager, { vault, log }: ClockContext, exchangeId: string, changes: Map<string, number>) {
  const ofExchange = await exchangeVault(em, vault, exchangeId)
  return (await findMatches(em, { exchangeId })).flatMap(({ email, ...match }) => {
    const receiver = openOrNote(log, { exchange: exchangeId, giver: match.giver }, () => receiverOf(ofExchange, match))
    const changedAt = changes.get(receiver ?? '')
    return changedAt === undefined ? [] : [{ id: match.giver, email, changedAt }]
  })
}

const findMatches = query((db, given: { exchangeId: string }) =>
  db
    .selectFrom('Match as m')
    .innerJoin('Draw as d', 'd.id', 'm.draw')
    .innerJoin('Participant as p', 'p.id', 'm.giver')
    .select(['m.giver', 'm.draw', 'm.sealedReceiver', 'p.email'])
    .where('d.exchange', '=', given.exchangeId),
)
