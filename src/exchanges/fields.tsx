import type { Html } from '#jsx/jsx-runtime'
import { Checkbox, Input, Select, TextArea } from '../ui/field.tsx'
import type { Refused } from '../web/form.ts'
import type { FieldName } from './forms.ts'
import { serverTimezone, timezones } from './local-date.ts'

type FieldProperties = { form: Refused; autofocus?: boolean }

/** What each field is called. */
export const labels: Record<FieldName, string> = {
  name: 'Name',
  description: 'Description',
  budget: 'Budget',
  registration_close_date: 'Join until',
  exchange_date: 'Gift day',
  timezone: 'Time zone',
  max_participants: 'Places',
  match_in_email: 'Show names in the e-mail',
  reply_to: 'Answers to e-mails come to you',
}

const fields: Record<FieldName, (properties: FieldProperties & { name: string; label: string }) => Html> = {
  name: (properties) => <Input {...properties} hint="Like “Christmas with the Millers”." />,
  description: (properties) => <TextArea {...properties} hint="Where, when, what to bring: shown on the invitation." rows={4} optional />,
  budget: (properties) => <Input {...properties} hint="In your own words, like “about 20 €”." optional />,
  registration_close_date: (properties) => <Input {...properties} type="date" hint="Midnight at the end of that day." />,
  exchange_date: (properties) => <Input {...properties} type="date" hint="The last day to join, or later." />,
  timezone: TimezoneField,
  max_participants: (properties) => <Input {...properties} inputmode="numeric" hint="How many people can join. Leave it empty for no limit." optional />,
  match_in_email: (properties) => (
    <Checkbox {...properties} hint="The e-mail says who you give to. Otherwise it only has a link, and nothing secret lies in a mailbox." />
  ),
  reply_to: (properties) => <Checkbox {...properties} hint="People see your e-mail address then. Otherwise the e-mails say no one reads answers." />,
}

/** Some fields of an exchange's form, its two dates side by side. The cursor starts in a field that stands alone. */
export function ExchangeFields({ names, form }: { names: FieldName[]; form: Refused }) {
  const dates = names.filter((name) => name === 'registration_close_date' || name === 'exchange_date')
  const field = (name: FieldName) => <ExchangeField name={name} form={form} autofocus={names.length === 1} />
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
  return fields[name]({ ...properties, name, label: labels[name] })
}

function TimezoneField({ form, ...properties }: FieldProperties & { name: string; label: string }) {
  const { timezone = serverTimezone() } = form.typed
  const zones = timezone && !timezones().includes(timezone) ? [timezone, ...timezones()] : timezones()
  const options = zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
  const chosen = { ...form, typed: { ...form.typed, timezone } }
  return <Select {...properties} form={chosen} hint="Dates and reminders follow it." options={options} data-own-timezone={form.typed.timezone === undefined} />
}
