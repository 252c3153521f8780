import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import type { ClockContext, Report } from '../jobs/context.ts'
import { kindsToOrganiser } from '../mail/kinds.ts'
import { holdExchangeIfThere } from './hold-exchange.ts'
import { localDate } from './local-date.ts'
import { Notice, type NoticeEvent } from './notice.ts'
import type { Wishes } from './organiser.ts'
import { writeToOrganisers } from './write-to-organisers.ts'

/** The batching window of notices of one kind, so that fifty registrations are not fifty e-mails. */
const gatheringTime = 60 * 60 * 1000

const wishFor: Record<NoticeEvent, keyof Wishes> = {
  'new registration': 'newRegistration',
  withdrawal: 'withdrawal',
  declined: 'withdrawal',
  'wants out': 'withdrawal',
  'draw done': 'drawDone',
}

/** Writes to the organisers of an exchange what happened there: the first of its kind at once, what follows within the hour together in one e-mail. */
export async function tellOrganisers(context: ClockContext): Promise<Report> {
  const due = await findUntold(context.em(), { since: new Date(context.world.now().getTime() - gatheringTime) })
  for (const { exchangeId, event } of due) await context.em().transactional((transaction) => tell(transaction, context, exchangeId, event))
  return { exchanges: due.map(({ exchangeId }) => exchangeId) }
}

const findUntold = query((db, given: { since: Date }) =>
  db
    .selectFrom('Notice as n')
    .distinct()
    .select(['n.exchange as exchangeId', 'n.event'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('OutgoingEmail as o')
            .select('o.id')
            .whereRef('o.exchange', '=', 'n.exchange')
            .where('o.kind', '=', eb.ref('n.event'))
            .where('o.createdAt', '>', given.since),
        ),
      ),
    ),
)

async function tell(em: EntityManager, context: ClockContext, exchangeId: string, event: NoticeEvent): Promise<void> {
  const exchange = await holdExchangeIfThere(em, exchangeId)
  if (!exchange) return
  const notices = await em.find(Notice, { exchange, event }, { orderBy: { createdAt: 'asc', id: 'asc' } })
  const [first] = notices
  if (!first) return
  em.remove(notices)
  const participantIds = [...new Set(notices.flatMap(({ participant }) => participant?.id ?? []))]
  await writeToOrganisers(em, context, exchangeId, { kind: event, wish: wishFor[event], cause: first.id, parameters: { participantIds } })
}

/** Writes to the organisers of an exchange that its e-mails were given up since the last time it said so, other than those to the same mailbox; once a day for each exchange at most. */
export async function tellOfFailingMail(context: ClockContext): Promise<Report> {
  const troubled = await findTroubled(context.em(), { kindsToOrganiser })
  const told: string[] = []
  for (const { id } of troubled) {
    if (await context.em().transactional((transaction) => tellOfFailure(transaction, context, id))) told.push(id)
  }
  return { exchanges: told }
}

const findTroubled = query((db, given: { kindsToOrganiser: string[] }) =>
  db
    .selectFrom('OutgoingEmail as o')
    .distinct()
    .select('o.exchange as id')
    .$narrowType<{ id: string }>()
    .where('o.exchange', 'is not', null)
    .where('o.state', '=', 'given_up')
    .where('o.kind', 'not in', given.kindsToOrganiser)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('OutgoingEmail as told')
            .select('told.id')
            .whereRef('told.exchange', '=', 'o.exchange')
            .where('told.kind', '=', 'mail failing')
            .whereRef('told.createdAt', '>=', 'o.giveUpAt'),
        ),
      ),
    ),
)

async function tellOfFailure(em: EntityManager, context: ClockContext, exchangeId: string): Promise<boolean> {
  const exchange = await holdExchangeIfThere(em, exchangeId)
  if (!exchange) return false
  const today = localDate(context.world.now(), exchange.timezone)
  const told = await findLastTold(em, { exchangeId })
  return writeToOrganisers(em, context, exchangeId, {
    kind: 'mail failing',
    wish: 'mailFailing',
    cause: `${exchangeId}:${today}`,
    parameters: { toldAt: told?.at?.getTime() ?? null },
  })
}

const findLastTold = queryOne((db, given: { exchangeId: string }) =>
  db
    .selectFrom('OutgoingEmail')
    .select((eb) => eb.fn.max('createdAt').as('at'))
    .where('exchange', '=', given.exchangeId)
    .where('kind', '=', 'mail failing'),
)
