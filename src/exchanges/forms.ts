import * as v from 'valibot'
import { isOffered } from '../language/languages.ts'
import { later } from '../language/printer.ts'
import { addressOfSomebody, checkbox, line, neededLine, personName, text } from '../web/form.ts'
import { readVersion } from '../web/version.ts'
import { fewestParticipants } from './exchange.ts'
import type { ExchangeDetails } from './exchange-details.ts'
import { canonicalTimezone, isDate, isTimezone, localDate } from './local-date.ts'

/** No date from then on is meant: one is mistyped. */
const tooFar = '2200-01-01'

const date = (missing: string) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.nonEmpty(missing),
    v.check(isDate, later('forms.exchange.date')),
    v.check((day) => day < tooFar, later('forms.exchange.tooFar')),
  )

const maxParticipants = v.pipe(
  v.optional(v.string(), ''),
  v.trim(),
  v.regex(/^\d*$/, later('forms.exchange.wholeNumber')),
  v.maxLength(6, later('forms.exchange.tooManyPlaces', { most: 999_999 })),
  v.transform((value) => (value === '' ? null : Number(value))),
  v.check((value) => value === null || value >= fewestParticipants, later('forms.exchange.tooFewPlaces', { least: fewestParticipants })),
)

/** What is on unless somebody says otherwise. */
const onUnlessOff = v.pipe(
  v.optional(v.string(), 'on'),
  v.transform((value) => value === 'on'),
)

const fields = v.object({
  name: neededLine(255, later('forms.exchange.name')),
  description: v.pipe(text(2000), v.trim()),
  budget: line(100),
  registration_close_date: date(later('forms.exchange.closeDate')),
  exchange_date: date(later('forms.exchange.giftDay')),
  timezone: v.pipe(v.optional(v.string(), ''), v.check(isTimezone, later('forms.exchange.timezone')), v.transform(canonicalTimezone)),
  language: v.optional(v.pipe(v.string(), v.check(isOffered, later('forms.rule.chooseAgain')))),
  max_participants: maxParticipants,
  match_in_email: checkbox,
  reply_to: checkbox,
  remember_pairs: checkbox,
  messages: onUnlessOff,
})

/** What the noun calls each field. */
export const detailOf = {
  name: 'name',
  description: 'description',
  budget: 'budget',
  registration_close_date: 'registrationCloseDate',
  exchange_date: 'exchangeDate',
  timezone: 'timezone',
  language: 'language',
  max_participants: 'maxParticipants',
  match_in_email: 'matchInEmail',
  reply_to: 'replyTo',
  remember_pairs: 'rememberPairs',
  messages: 'messages',
} as const satisfies Record<keyof typeof fields.entries, keyof ExchangeDetails>

/** The name of a field of an exchange's form. */
export type FieldName = keyof typeof detailOf

/** The fields that are on or off: browsers leave an unticked one out. */
const boxes: readonly FieldName[] = ['match_in_email', 'reply_to', 'remember_pairs', 'messages']

/** Every field, in the order in which the form asks. */
export const fieldNames = Object.keys(detailOf) as FieldName[]

/** Whether an exchange's form has a field of that name. */
export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(detailOf, name)
}

const myName = personName(later('forms.yourName'))

/** Lets the organiser take part. */
export const TakePartForm = v.object({ my_name: myName })

const unasked = v.pipe(
  v.optional(v.string(), ''),
  v.transform(() => ''),
)

/** The form for a new exchange, as it can be filled in at the time `now`: the organiser's own name counts only where `take_part` is ticked. */
export function exchangeForm(now: Date) {
  return v.lazy((typed) => ((typed as { take_part?: string }).take_part ? newExchange(now, myName) : newExchange(now, unasked)))
}

function newExchange(now: Date, my_name: v.GenericSchema<string | undefined, string>) {
  return v.pipe(
    v.object({
      ...fields.entries,
      take_part: checkbox,
      my_name,
      open: v.optional(
        v.pipe(
          v.string(),
          v.transform((text) => text === 'yes'),
        ),
        '',
      ),
    }),
    v.forward(
      v.check(({ registration_close_date, timezone }) => registration_close_date >= localDate(now, timezone), later('forms.exchange.isOver')),
      ['registration_close_date'],
    ),
    v.forward(
      v.check((values) => values.exchange_date >= values.registration_close_date, later('forms.exchange.giftDayTooEarly')),
      ['exchange_date'],
    ),
  )
}

/** Some of the fields, and what they were when the form was made. Those that were not sent stay out of the values. */
export const EditForm = v.object({ ...v.partial(fields).entries, version: v.optional(v.string(), '') })

/** The button alone, with the identifier that the draft is to have. */
export const AgainForm = v.object({ nonce: v.optional(v.string(), '') })

/** The button alone; the password may be asked for beside it. */
export const ForgetForm = v.object({})

/** Shares an exchange with whoever has that address. */
export const ShareForm = v.object({ email: addressOfSomebody(later('forms.person.email')) })

/** Which invitation to organise together is withdrawn. */
export const WithdrawShareForm = v.object({ invitation_id: v.string() })

/** The name is typed to show that this exchange is meant. */
export const DeleteForm = v.object({ name: v.optional(v.string(), '') })

/** What a form for a new exchange says, in the words of the noun; a form without a language means that of its page. */
export function detailsFrom(values: v.InferOutput<typeof fields>, language: string): ExchangeDetails {
  return changesFrom({ language, ...values }, fieldNames) as ExchangeDetails
}

/** The fields that a form had, filled in or not: browsers leave an unticked box out, and then its version tells of it. */
export function sentFields(typed: Record<string, string>): FieldName[] {
  const version = readVersion(typed.version ?? '')
  return fieldNames.filter((name) => typed[name] !== undefined || (boxes.includes(name) && version[detailOf[name]] !== undefined))
}

/** What the fields `names` say, in the words of the noun. */
export function changesFrom(values: Partial<v.InferOutput<typeof fields>>, names: FieldName[]): Partial<ExchangeDetails> {
  const value = (name: FieldName) => (boxes.includes(name) ? (values[name] ?? false) : values[name])
  return Object.fromEntries(names.map((name) => [detailOf[name], value(name)]))
}

/** The fields as they are filled in for those details. */
export function typedFrom(details: ExchangeDetails): Record<FieldName, string> {
  const written = (name: FieldName) => details[detailOf[name]] ?? ''
  const off = (name: FieldName) => (name === 'messages' ? 'off' : '')
  const filledIn = (name: FieldName) => (boxes.includes(name) ? (written(name) ? 'on' : off(name)) : String(written(name)))
  return Object.fromEntries(fieldNames.map((name) => [name, filledIn(name)])) as Record<FieldName, string>
}
