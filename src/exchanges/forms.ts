import * as v from 'valibot'
import { checkbox, line, neededLine, text } from '../web/form.ts'
import type { ExchangeDetails } from './exchange.ts'
import { canonicalTimezone, isDate, isTimezone, localDate } from './local-date.ts'

const date = (missing: string) => v.pipe(v.optional(v.string(), ''), v.trim(), v.nonEmpty(missing), v.check(isDate, 'Please enter a date like 2026-12-24.'))

const maxParticipants = v.pipe(
  v.optional(v.string(), ''),
  v.trim(),
  v.regex(/^(\d{1,6})?$/, 'Please enter a whole number, or leave it empty for no limit.'),
  v.transform((value) => (value === '' ? null : Number(value))),
  v.check((value) => value === null || value >= 3, 'A Secret Santa needs room for at least 3 people.'),
)

const fields = v.object({
  name: neededLine('The name', 255, 'Please give the exchange a name.'),
  description: text('The description', 2000),
  budget: line('The budget', 100),
  max_participants: maxParticipants,
  registration_close_date: date('Please say until when people can join.'),
  exchange_date: date('Please say when the gifts are exchanged.'),
  timezone: v.pipe(v.optional(v.string(), ''), v.check(isTimezone, 'Please choose a time zone.'), v.transform(canonicalTimezone)),
  match_in_email: checkbox,
})

/** The form for an exchange, as it can be filled in at the instant `now`. */
export function exchangeForm(now: Date) {
  return v.pipe(
    fields,
    v.forward(
      v.check(({ registration_close_date, timezone }) => registration_close_date >= localDate(now, timezone), 'That day is over. Please choose a later one.'),
      ['registration_close_date'],
    ),
    v.forward(
      v.check((values) => values.exchange_date > values.registration_close_date, 'The gifts can only be exchanged after registration has closed.'),
      ['exchange_date'],
    ),
  )
}

/** What the form says, in the words of the noun. */
export function detailsFrom(values: v.InferOutput<typeof fields>): ExchangeDetails {
  return {
    name: values.name,
    description: values.description.trim(),
    budget: values.budget,
    maxParticipants: values.max_participants,
    registrationCloseDate: values.registration_close_date,
    exchangeDate: values.exchange_date,
    timezone: values.timezone,
    matchInEmail: values.match_in_email,
  }
}
