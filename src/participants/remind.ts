import { setImmediate } from 'node:timers/promises'
import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import { dueReminder, endOfDay } from '../exchanges/due.ts'
import { holdExchangeIfThere } from '../exchanges/hold-exchange.ts'
import { reminderDaysFrom } from '../exchanges/reminder-days.ts'
import type { ClockContext, Report } from '../jobs/context.ts'
import { queueEmails } from '../mail/outbox.ts'

const day = 24 * 60 * 60 * 1000

type Drawn = NonNullable<Awaited<ReturnType<typeof findDrawn>>>

const findDrawn = queryOne((db, given: { id: string }) =>
  db
    .selectFrom('Exchange as e')
    .innerJoin('Draw as d', 'd.exchange', 'e.id')
    .select(['e.id', 'e.exchangeDate', 'e.timezone', 'e.reminderDays', 'd.createdAt as drawnAt'])
    .where('e.state', '=', 'matched')
    .where('e.id', '=', given.id),
)

const findAllDrawn = query((db) => db.selectFrom('Exchange as e').select(['e.id', 'e.exchangeDate', 'e.reminderDays']).where('e.state', '=', 'matched'))

/** Queues the reminders that are due, to those who want them: each once for a date and a number of days, however often that date moves. */
export async function sendDueReminders(context: ClockContext): Promise<Report> {
  const reminded: string[] = []
  let emails = 0
  for (const id of await findNear(context)) {
    // Thousands may be near; those who want a page meanwhile come in between.
    await setImmediate()
    const exchange = await findDrawn(context.em(), { id })
    if (!exchange) continue
    const days = dueDays(context, exchange)
    if (days === undefined || (await readUnreminded(context.em(), exchange, days)).length === 0) continue
    emails += await context.em().transactional((transaction) => remind(transaction, context, exchange.id))
    reminded.push(exchange.id)
  }
  return { exchanges: reminded, emails }
}

/** The exchanges whose first reminder is due somewhere in the world, if not where they are: that is quick to tell for each. */
async function findNear({ em, world }: ClockContext): Promise<string[]> {
  const drawn = await findAllDrawn(em(), {})
  const isNear = ({ exchangeDate, reminderDays }: (typeof drawn)[number]) =>
    Date.parse(exchangeDate) - (Math.max(...reminderDaysFrom(reminderDays)) + 1) * day <= world.now().getTime()
  return drawn.filter(isNear).map(({ id }) => id)
}

/** Everything is checked again under the lock: the date may have moved, and another process may have been quicker. */
async function remind(em: EntityManager, context: ClockContext, exchangeId: string): Promise<number> {
  const exchange = await holdExchangeIfThere(em, exchangeId)
  const drawn = await findDrawn(em, { id: exchangeId })
  if (!exchange || !drawn) return 0
  const days = dueDays(context, drawn)
  if (days === undefined) return 0
  const people = await readUnreminded(em, drawn, days)
  const expiresAt = endOfDay(exchange.exchangeDate, exchange.timezone)
  await queueEmails(
    em,
    context,
    people.map((reader) => ({
      kind: 'reminder',
      reader,
      parameters: { exchangeDate: drawn.exchangeDate },
      exchangeId,
      cause: `${causeOf(drawn, days)}:${reader.id}`,
      expiresAt,
    })),
  )
  return people.length
}

function dueDays({ world }: ClockContext, drawn: Drawn): number | undefined {
  return dueReminder(drawn, reminderDaysFrom(drawn.reminderDays), drawn.drawnAt, world.now())
}

function causeOf({ exchangeDate }: Drawn, days: number): string {
  return `reminder:${exchangeDate}:${days}`
}

/** Those who give, want reminders and have not got this one. */
function readUnreminded(em: EntityManager, drawn: Drawn, days: number) {
  return findUnreminded(em, { exchangeId: drawn.id, cause: `${causeOf(drawn, days)}:` })
}

const findUnreminded = query((db, given: { exchangeId: string; cause: string }) =>
  db
    .selectFrom('Participant as p')
    .innerJoin('Match as m', 'm.giver', 'p.id')
    .select(['p.id', 'p.email'])
    .where('p.exchange', '=', given.exchangeId)
    .where('p.withdrawnAt', 'is', null)
    .where('p.reminderEnabled', '=', true)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('OutgoingEmail as o')
            .select('o.id')
            .where('o.deduplicationKey', '=', (of) => of(of.val(given.cause), '||', of.ref('p.id'))),
        ),
      ),
    ),
)
