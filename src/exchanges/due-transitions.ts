import type { Kysely } from 'kysely'
import type { EntityManager } from '../database/orm.ts'
import { query, type Tables } from '../database/query.ts'
import { NotFound } from '../errors.ts'
import type { ClockContext, Report } from '../jobs/context.ts'
import { changeState } from './change-state.ts'
import { endOfDay } from './due.ts'
import type { Exchange } from './exchange.ts'
import { localDate } from './local-date.ts'

type Dates = Pick<Exchange, 'registrationCloseDate' | 'exchangeDate' | 'timezone'>

/** Closes registration where the close date is over. */
export function closeDueExchanges(context: ClockContext): Promise<Report> {
  const isDue = ({ registrationCloseDate, timezone }: Dates) => endOfDay(registrationCloseDate, timezone) <= context.world.now()
  return moveOn(context, { find: findOpen, isDue, change: (exchange) => exchange.closeRegistration() })
}

/** Completes exchanges on the day after the gifts. */
export function completeDueExchanges(context: ClockContext): Promise<Report> {
  const isDue = ({ exchangeDate, timezone }: Dates) => endOfDay(exchangeDate, timezone) <= context.world.now()
  return moveOn(context, { find: findDrawn, isDue, change: (exchange) => exchange.complete(context.world.now()) })
}

type Move = { find: typeof findOpen; isDue: (dates: Dates) => boolean; change: (exchange: Exchange) => void }

async function moveOn({ em, world }: ClockContext, { find, isDue, change }: Move): Promise<Report> {
  // A prefilter in SQL, since thousands may be in that state, and time zones are slow to ask. None is more than a day ahead of UTC.
  const candidates = await find(em(), { today: localDate(world.now(), 'UTC') })
  const moved: string[] = []
  for (const { id } of candidates.filter(isDue)) if (await moveIfDue(em(), id, isDue, change)) moved.push(id)
  return { exchanges: moved }
}

/** The organiser may have changed state or dates since, or deleted it; then there is nothing to do. */
async function moveIfDue(em: EntityManager, id: string, isDue: Move['isDue'], change: Move['change']): Promise<boolean> {
  try {
    const { refusal } = await changeState(em, id, (exchange) => isDue(exchange) && change(exchange))
    return refusal === undefined
  } catch (error) {
    if (error instanceof NotFound) return false
    throw error
  }
}

const findOpen = query((db, given: { today: string }) => datesOf(db).where('state', '=', 'registration_open').where('registrationCloseDate', '<=', given.today))
const findDrawn = query((db, given: { today: string }) => datesOf(db).where('state', '=', 'matched').where('exchangeDate', '<=', given.today))

function datesOf(db: Kysely<Tables>) {
  return db.selectFrom('Exchange').select(['id', 'registrationCloseDate', 'exchangeDate', 'timezone'])
}
