import { RuleBroken } from '../errors.ts'
import { dateInWords } from '../ui/dates.ts'
import type { Exchange } from './exchange.ts'
import type { ExchangeState } from './exchange-states.ts'
import { localDate } from './local-date.ts'

/** What the organiser decides about an exchange. Dates are local dates of `timezone`, like 2026-12-24. */
export type ExchangeDetails = Pick<
  Exchange,
  'name' | 'description' | 'budget' | 'maxParticipants' | 'registrationCloseDate' | 'exchangeDate' | 'timezone' | 'matchInEmail' | 'replyTo'
>

/** What is wrong with details, each in a sentence beside its property; empty when they can stand. */
export type Mistakes = Partial<Record<keyof ExchangeDetails, string>>

/** Once the names are drawn, what people joined for stays as it was. */
const editableOnceDrawn: readonly (keyof ExchangeDetails)[] = ['registrationCloseDate', 'exchangeDate', 'timezone', 'budget', 'description']

/** Whether the organiser may change that detail while the exchange is in that state. */
export function mayEdit(state: ExchangeState, detail: keyof ExchangeDetails): boolean {
  if (state === 'draft' || state === 'registration_open' || state === 'registration_closed') return true
  return state === 'matched' && editableOnceDrawn.includes(detail)
}

/** Throws RuleBroken unless every one of those details can be changed now. */
export function mustAllowEditing({ name, state }: Pick<Exchange, 'name' | 'state'>, details: (keyof ExchangeDetails)[]): void {
  if (state === 'completed' || !details.every((detail) => mayEdit(state, detail))) throw new RuleBroken({ code: 'details are final', exchange: name, state })
}

/** What is wrong with `details`, of which `changed` are new, for an exchange that `joined` people are in at `now`. */
export function mistakesIn(
  exchange: ExchangeDetails & { state: ExchangeState },
  changed: (keyof ExchangeDetails)[],
  details: Partial<ExchangeDetails>,
  { now, joined }: { now: Date; joined: number },
): Mistakes {
  const mistakes: Mistakes = {}
  const {
    maxParticipants,
    timezone = exchange.timezone,
    registrationCloseDate: closes = exchange.registrationCloseDate,
    exchangeDate: day = exchange.exchangeDate,
  } = details
  if (changed.includes('maxParticipants') && maxParticipants && maxParticipants < joined)
    mistakes.maxParticipants = `${joined} people have joined already, so there has to be room for them.`
  // A date that is over may stay as it is while something else changes, or when registration is closed for good.
  const isAwaited = exchange.state === 'draft' ? changed.includes('registrationCloseDate') : exchange.state === 'registration_open'
  if (isAwaited && closes < localDate(now, timezone)) {
    if (changed.includes('registrationCloseDate')) mistakes.registrationCloseDate = 'That day is over. Please choose a later one.'
    else if (changed.includes('timezone')) mistakes.timezone = 'Registration would be over there already. Please move the last day to join first.'
  }
  // The clock would complete it at once, and that is for good.
  if (changed.includes('exchangeDate') && day < localDate(now, timezone)) mistakes.exchangeDate = 'That day is over. Please choose a later one.'
  if (day >= closes || mistakes.exchangeDate) return mistakes
  if (changed.includes('exchangeDate')) mistakes.exchangeDate = `Registration closes on ${dateInWords(closes)}, and gift day can’t be before that.`
  else mistakes.registrationCloseDate ??= `Gift day is ${dateInWords(day)}, so registration has to close by then.`
  return mistakes
}
