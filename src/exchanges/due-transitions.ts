import { rows } from '../database/read.ts'
import { NotFound, refusalOf } from '../errors.ts'
import type { ClockContext, Report } from '../jobs/context.ts'
import { changeState } from './change-state.ts'
import { endOfDay } from './due.ts'
import type { Exchange } from './exchange.ts'
import type { ExchangeState } from './exchange-states.ts'
import { localDate } from './local-date.ts'

type Dates = Pick<Exchange, 'registrationCloseDate' | 'exchangeDate' | 'timezone'>

/** Closes registration where the close date is over. */
export function closeDueExchanges(clockwork: ClockContext): Promise<Report> {
  const isDue = ({ registrationCloseDate, timezone }: Dates) => endOfDay(registrationCloseDate, timezone) <= clockwork.world.now()
  return moveOn(clockwork, { state: 'registration_open', date: 'registration_close_date', isDue, change: (exchange) => exchange.closeRegistration() })
}

/** Completes exchanges on the day after the gifts. */
export function completeDueExchanges(clockwork: ClockContext): Promise<Report> {
  const isDue = ({ exchangeDate, timezone }: Dates) => endOfDay(exchangeDate, timezone) <= clockwork.world.now()
  return moveOn(clockwork, { state: 'matched', date: 'exchange_date', isDue, change: (exchange) => exchange.complete(clockwork.world.now()) })
}

type Move = { state: ExchangeState; date: 'registration_close_date' | 'exchange_date'; isDue: (dates: Dates) => boolean; change: (exchange: Exchange) => void }

async function moveOn({ em, world }: ClockContext, { state, date, isDue, change }: Move): Promise<Report> {
  // Thousands may be in that state, and whether a day is over takes a look at its time zone. None is more than a day ahead of UTC.
  const candidates = await rows<Dates & { id: string }>(
    em(),
    `select id, registration_close_date as "registrationCloseDate", exchange_date as "exchangeDate", timezone from exchange where state = ? and ${date} <= ?`,
    [state, localDate(world.now(), 'UTC')],
  )
  const moved: string[] = []
  for (const { id } of candidates.filter(isDue)) {
    // The organiser may have changed state or dates since, or deleted it; then there is nothing to do.
    const refusal = await refusalOrGone(changeState(em(), id, (exchange) => isDue(exchange) && change(exchange)))
    if (!refusal) moved.push(id)
  }
  return { exchanges: moved }
}

async function refusalOrGone(work: Promise<void>): Promise<string | undefined> {
  try {
    return await refusalOf(work)
  } catch (error) {
    if (error instanceof NotFound) return error.message
    throw error
  }
}
