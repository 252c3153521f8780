import type { Refusal } from '../language/refusals.ts'
import type { Exchange } from './exchange.ts'
import type { ExchangeState } from './exchange-states.ts'
import { localDate } from './local-date.ts'

/** What the organiser decides about an exchange. Dates are local dates of `timezone`, like 2026-12-24. */
export type ExchangeDetails = Pick<
  Exchange,
  | 'name'
  | 'description'
  | 'budget'
  | 'maxParticipants'
  | 'registrationCloseDate'
  | 'exchangeDate'
  | 'timezone'
  | 'language'
  | 'matchInEmail'
  | 'replyTo'
  | 'rememberPairs'
  | 'messages'
>

/** What is wrong with a detail, by code, and what varies in it. */
export type Mistake =
  | { code: 'too few places'; joined: number }
  | { code: 'day is over' | 'over there already' }
  | { code: 'before closing' | 'after gift day'; date: string }

/** What is wrong with details, each beside its property; empty when they can stand. */
export type Mistakes = Partial<Record<keyof ExchangeDetails, Mistake>>

/** Once the names are drawn, what people joined for stays as it was. */
const editableOnceDrawn: readonly (keyof ExchangeDetails)[] = [
  'registrationCloseDate',
  'exchangeDate',
  'timezone',
  'budget',
  'description',
  'rememberPairs',
  'messages',
]

/** Whether the organiser may change that detail while the exchange is in that state. */
export function mayEdit(state: ExchangeState, detail: keyof ExchangeDetails): boolean {
  if (state === 'draft' || state === 'registration_open' || state === 'registration_closed') return true
  // What is to be forgotten can be forgotten until the end, and as long people can say thank you.
  return state === 'matched' ? editableOnceDrawn.includes(detail) : detail === 'rememberPairs' || detail === 'messages'
}

/** Why one of those details can't be changed now; undefined when all can. */
export function whyNotEditable({ name, state }: Pick<Exchange, 'name' | 'state'>, details: (keyof ExchangeDetails)[]): Refusal | undefined {
  return !details.every((detail) => mayEdit(state, detail)) ? { code: 'details are final', exchange: name, state } : undefined
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
  if (changed.includes('maxParticipants') && maxParticipants && maxParticipants < joined) mistakes.maxParticipants = { code: 'too few places', joined }
  // A date that is over may stay as it is while something else changes, or when registration is closed for good.
  const isAwaited = exchange.state === 'draft' ? changed.includes('registrationCloseDate') : exchange.state === 'registration_open'
  if (isAwaited && closes < localDate(now, timezone)) {
    if (changed.includes('registrationCloseDate')) mistakes.registrationCloseDate = { code: 'day is over' }
    else if (changed.includes('timezone')) mistakes.timezone = { code: 'over there already' }
  }
  // The clock would complete it at once, and that is for good.
  if (changed.includes('exchangeDate') && day < localDate(now, timezone)) mistakes.exchangeDate = { code: 'day is over' }
  if (day >= closes || mistakes.exchangeDate) return mistakes
  if (changed.includes('exchangeDate')) mistakes.exchangeDate = { code: 'before closing', date: closes }
  else mistakes.registrationCloseDate ??= { code: 'after gift day', date: day }
  return mistakes
}
