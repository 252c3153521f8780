import { setImmediate } from 'node:timers/promises'
import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'
import { dueReminder, endOfDay } from '../exchanges/due.ts'
import { holdExchangeIfThere } from '../exchanges/hold-exchange.ts'
import { reminderDaysFrom } from '../exchanges/notification-preference.ts'
import type { ClockContext, Report } from '../jobs/context.ts'
import { queueEmails } from '../mail/outbox.ts'

const day = 24 * 60 * 60 * 1000

type Drawn = { id: string; exchangeDate: string; timezone: string; reminderDays: string | null; drawnAt: number }

const drawnExchanges = `select e.id, e.exchange_date as "exchangeDate", e.timezone, n.reminder_days as "reminderDays",
       (select min(created_at) from "match" where exchange_id = e.id) as "drawnAt"
  from exchange e left join notification_preference n on n.exchange_id = e.id where e.state = 'matched'`

/** Queues the reminders that are due, to those who want them: each once for a date and a number of days, however often that date moves. */
export async function sendDueReminders(clockwork: ClockContext): Promise<Report> {
  const reminded: string[] = []
  let emails = 0
  for (const id of await findNear(clockwork)) {
    // Thousands may be near; those who want a page meanwhile come in between.
    await setImmediate()
    const exchange = await row<Drawn>(clockwork.em(), `${drawnExchanges} and e.id = ?`, [id])
    if (!exchange) continue
    const days = dueDays(clockwork, exchange)
    if (days === undefined || (await readUnreminded(clockwork.em(), exchange, days)).length === 0) continue
    emails += await clockwork.em().transactional((transaction) => remind(transaction, clockwork, exchange.id))
    reminded.push(exchange.id)
  }
  return { exchanges: reminded, emails }
}

/** The exchanges whose first reminder is due somewhere in the world, if not where they are: that is quick to tell for each. */
async function findNear({ em, world }: ClockContext): Promise<string[]> {
  const drawn = await rows<Pick<Drawn, 'id' | 'exchangeDate' | 'reminderDays'>>(
    em(),
    `select e.id, e.exchange_date as "exchangeDate", n.reminder_days as "reminderDays"
       from exchange e left join notification_preference n on n.exchange_id = e.id where e.state = 'matched'`,
  )
  const isNear = ({ exchangeDate, reminderDays }: (typeof drawn)[number]) =>
    Date.parse(exchangeDate) - (Math.max(...reminderDaysFrom(reminderDays)) + 1) * day <= world.now().getTime()
  return drawn.filter(isNear).map(({ id }) => id)
}

/** Everything is looked at again behind the lock: the date may have moved, and another process may have been quicker. */
async function remind(em: EntityManager, clockwork: ClockContext, exchangeId: string): Promise<number> {
  const exchange = await holdExchangeIfThere(em, exchangeId)
  const drawn = await row<Drawn>(em, `${drawnExchanges} and e.id = ?`, [exchangeId])
  if (!exchange || !drawn) return 0
  const days = dueDays(clockwork, drawn)
  if (days === undefined) return 0
  const people = await readUnreminded(em, drawn, days)
  const expiresAt = endOfDay(exchange.exchangeDate, exchange.timezone)
  await queueEmails(
    em,
    clockwork,
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
  return dueReminder(drawn, reminderDaysFrom(drawn.reminderDays), new Date(drawn.drawnAt), world.now())
}

function causeOf({ exchangeDate }: Drawn, days: number): string {
  return `reminder:${exchangeDate}:${days}`
}

/** Somebody who gives, wants reminders and has not got this one. */
type Unreminded = { id: string; email: string }

function readUnreminded(em: EntityManager, drawn: Drawn, days: number): Promise<Unreminded[]> {
  return rows<Unreminded>(
    em,
    `select p.id, p.email
       from participant p join "match" m on m.giver_id = p.id
      where p.exchange_id = ? and p.withdrawn_at is null and p.reminder_enabled
        and not exists (select 1 from outgoing_email o where o.deduplication_key = ? || ':' || p.id)`,
    [drawn.id, causeOf(drawn, days)],
  )
}
