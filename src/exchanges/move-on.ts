import { rows } from '../database/read.ts'
import { refusalOf } from '../errors.ts'
import type { Clockwork, Report } from '../jobs/clockwork.ts'
import { changeState } from './change-state.ts'
import { endOfDay } from './due.ts'
import type { Exchange } from './exchange.ts'
import type { ExchangeState } from './exchange-states.ts'

type Dates = Pick<Exchange, 'registrationCloseDate' | 'exchangeDate' | 'timezone'>

/** Closes registration where the close date is over. */
export function closeDueExchanges(clockwork: Clockwork): Promise<Report> {
  const isDue = ({ registrationCloseDate, timezone }: Dates) => endOfDay(registrationCloseDate, timezone) <= clockwork.world.now()
  return moveOn(clockwork, 'registration_open', isDue, (exchange) => exchange.closeRegistration())
}

/** Completes exchanges on the day after the gifts. */
export function completeDueExchanges(clockwork: Clockwork): Promise<Report> {
  const isDue = ({ exchangeDate, timezone }: Dates) => endOfDay(exchangeDate, timezone) <= clockwork.world.now()
  return moveOn(clockwork, 'matched', isDue, (exchange) => exchange.complete(clockwork.world.now()))
}

async function moveOn({ em }: Clockwork, state: ExchangeState, isDue: (dates: Dates) => boolean, change: (exchange: Exchange) => void): Promise<Report> {
  const candidates = await rows<Dates & { id: string }>(
    em(),
    'select id, registration_close_date as "registrationCloseDate", exchange_date as "exchangeDate", timezone from exchange where state = ?',
    [state],
  )
  const moved: string[] = []
  for (const { id } of candidates.filter(isDue)) {
    // The admin may have changed state or dates since; then there is nothing to do.
    const refusal = await refusalOf(changeState(em(), id, (exchange) => isDue(exchange) && change(exchange)))
    if (!refusal) moved.push(id)
  }
  return { exchanges: moved }
}
