import type { Html } from '#jsx/jsx-runtime'
import { languages } from '../language/languages.ts'
import type { Printer } from '../language/printer.ts'
import { Checkbox, Input, Select, TextArea } from '../ui/field.tsx'
import type { Refused } from '../web/form.ts'
import type { FieldName } from './forms.ts'
import { serverTimezone, timezones } from './local-date.ts'

type FieldProperties = { form: Refused; t: Printer; autofocus?: boolean }

/** What a field is called. */
export function labelOf(name: FieldName, t: Printer): string {
  return t(`exchanges.field.${name}`)
}

type Named = FieldProperties & { name: FieldName; label: string; hint: string }

const fields: Record<FieldName, (properties: Named) => Html> = {
  name: Input,
  description: (properties) => <TextArea {...properties} rows={4} optional />,
  budget: (properties) => <Input {...properties} optional />,
  registration_close_date: (properties) => <Input {...properties} type="date" />,
  exchange_date: (properties) => <Input {...properties} type="date" />,
  timezone: TimezoneField,
  language: (properties) => <Select {...properties} options={languages.map(({ code, name }) => ({ value: code, label: name }))} />,
  max_participants: (properties) => <Input {...properties} inputmode="numeric" optional />,
  match_in_email: Checkbox,
  reply_to: Checkbox,
  remember_pairs: Checkbox,
  messages: MessagesField,
}

/** Some fields of an exchange's form, its two dates side by side. The cursor starts in a field that stands alone. */
export function ExchangeFields({ names, form, t }: { names: FieldName[]; form: Refused; t: Printer }) {
  const dates = names.filter((name) => name === 'registration_close_date' || name === 'exchange_date')
  const field = (name: FieldName) => <ExchangeField name={name} form={form} t={t} autofocus={names.length === 1} />
  if (dates.length < 2) return <>{names.map(field)}</>
  const [first = 0] = dates.map((date) => names.indexOf(date))
  return (
    <>
      {names.slice(0, first).map(field)}
      <div class="pair">{dates.map(field)}</div>
      {names.slice(first + dates.length).map(field)}
    </>
  )
}

function ExchangeField({ name, ...properties }: FieldProperties & { name: FieldName }) {
  const { t } = properties
  return fields[name]({ ...properties, name, label: labelOf(name, t), hint: t(`exchanges.field.${name}.hint`) })
}

function MessagesField({ t, ...properties }: Named) {
  // The messages of the page itself stand under the name of the field already.
  return (
    <Select
      {...properties}
      id="messages-field"
      t={t}
      options={(['on', 'off'] as const).map((value) => ({ value, label: t(`exchanges.field.messages.${value}`) }))}
    />
  )
}

function TimezoneField({ form, ...properties }: Named) {
  const { timezone = serverTimezone() } = form.typed
  const zones = timezone && !timezones().includes(timezone) ? [timezone, ...timezones()] : timezones()
  const options = zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
  const chosen = { ...form, typed: { ...form.typed, timezone } }
  return <Select {...properties} form={chosen} options={options} data-own-timezone={form.typed.timezone === undefined} />
}
