import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Klaus } from '../ui/art.tsx'
import { shortDate } from '../ui/dates.ts'
import { Checkbox, Input, Problems, Select, TextArea } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import type { ExchangeState } from './exchange.ts'
import { timezones } from './local-date.ts'
import type { ListedExchange } from './reads.ts'

const badges: Record<ExchangeState, string> = {
  draft: 'Draft',
  registration_open: 'Registration open',
  registration_closed: 'Registration closed',
  matched: 'Names drawn',
  completed: 'Completed',
}

/** The state of an exchange as a word on a badge. */
export function StateBadge({ state }: { state: ExchangeState }) {
  return <span class={`badge ${state}`}>{badges[state]}</span>
}

/** The admin's exchanges. */
export function ExchangesPage({ exchanges, troubled, frame }: { exchanges: ListedExchange[]; troubled: number; frame: Frame }) {
  if (exchanges.length === 0) return <FirstExchangePage frame={frame} />
  return (
    <Page title="Exchanges" frame={frame} nav="admin" wide>
      <div class="heading">
        <h1>Exchanges</h1>
        <a class="button" href={paths.newExchange()}>
          New exchange
        </a>
      </div>
      {troubled > 0 && (
        <p class="message problem">
          {troubled === 1 ? '1 e-mail' : `${troubled} e-mails`} can’t be sent. <a href={paths.mail()}>See why, and try again</a>
        </p>
      )}
      <ul class="exchanges">
        {exchanges.map((exchange) => (
          <li class="card">
            <h2>
              <a href={paths.exchange(exchange.id)} dir="auto">
                {exchange.name}
              </a>
            </h2>
            <StateBadge state={exchange.state} />
            <p class="quiet">
              {people(exchange.joined)} · {nextDate(exchange)}
            </p>
          </li>
        ))}
      </ul>
    </Page>
  )
}

function FirstExchangePage({ frame }: { frame: Frame }) {
  return (
    <Page title="Exchanges" frame={frame} nav="admin">
      <section class="empty">
        <Klaus size={120} />
        <h1>Nothing to keep secret yet</h1>
        <p>Create an exchange, open its registration, and send everybody the same link. The rest takes care of itself.</p>
        <a class="button" href={paths.newExchange()}>
          Create the first exchange
        </a>
      </section>
    </Page>
  )
}

function people(count: number): string {
  if (count === 0) return 'Nobody has joined yet'
  return count === 1 ? '1 person' : `${count} people`
}

function nextDate({ state, registrationCloseDate, exchangeDate }: ListedExchange): string {
  if (state === 'draft' || state === 'registration_open') return `registration until ${shortDate(registrationCloseDate)}`
  return `gifts on ${shortDate(exchangeDate)}`
}

/** The page around the form for a new exchange. */
export function NewExchangePage({ frame, children }: { frame: Frame; children: Child }) {
  return (
    <Page title="New exchange" frame={frame} nav="admin">
      <h1>New exchange</h1>
      <p class="lead">It starts as a draft that only you see. Nothing is sent before you open registration.</p>
      {children}
    </Page>
  )
}

/** The form for a new exchange. */
export function NewExchangePart({ form }: { form: Refused }) {
  const zones = form.typed.timezone && !timezones.includes(form.typed.timezone) ? [form.typed.timezone, ...timezones] : timezones
  return (
    <form
      id="exchange-form"
      class="card"
      method="post"
      action={paths.newExchange()}
      novalidate
      hx-post={paths.newExchange()}
      hx-swap="outerHTML"
      hx-disable="find button"
    >
      <Problems form={form} />
      <Input form={form} name="name" label="Name" hint="Like “Christmas with the Millers”." />
      <TextArea form={form} name="description" label="Description" hint="Where, when, what to bring: shown on the invitation." rows={4} optional />
      <Input form={form} name="budget" label="Budget" hint="In your own words, like “about 20 €”." optional />
      <div class="pair">
        <Input form={form} name="registration_close_date" type="date" label="Join until" hint="The end of that day." />
        <Input form={form} name="exchange_date" type="date" label="Gifts on" hint="After registration has closed." />
      </div>
      <Select
        form={form}
        name="timezone"
        label="Time zone"
        hint="Dates and reminders follow it."
        options={zones}
        data-own-timezone={form.typed.timezone === undefined}
      />
      <Input form={form} name="max_participants" type="text" inputmode="numeric" label="Most people" hint="Empty for no limit." optional />
      <Checkbox
        form={form}
        name="match_in_email"
        label="Put the match into the e-mail"
        hint="Otherwise the e-mail only says that it is ready, and nothing secret lies in a mailbox."
      />
      <button class="button">Create the draft</button>
      <a class="button secondary" href={paths.adminDashboard()}>
        Cancel
      </a>
    </form>
  )
}
