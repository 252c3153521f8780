import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Klaus } from '../ui/art.tsx'
import { shortDate } from '../ui/dates.ts'
import { Problems } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import type { ExchangeState } from './exchange-states.ts'
import { ExchangeFields } from './fields.tsx'
import { fieldNames } from './forms.ts'
import { nextStepOf, type Way } from './next-step.ts'
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
  const past = exchanges.filter(({ state }) => state === 'completed').toReversed()
  const present = exchanges.filter(({ state }) => state !== 'completed')
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
      {present.length === 0 && <p class="lead">Nothing is going on at the moment.</p>}
      <Exchanges exchanges={present} />
      <PastExchanges exchanges={past} />
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

function Exchanges({ exchanges }: { exchanges: ListedExchange[] }) {
  if (exchanges.length === 0) return null
  return (
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
            {people(exchange)} · {nextDate(exchange)}
          </p>
          <NextStepHere exchange={exchange} />
        </li>
      ))}
    </ul>
  )
}

function PastExchanges({ exchanges }: { exchanges: ListedExchange[] }) {
  if (exchanges.length === 0) return null
  return (
    <section class="card">
      <h2>Past</h2>
      <ul class="people">
        {exchanges.map((exchange) => (
          <li>
            <a href={paths.exchange(exchange.id)} dir="auto">
              {exchange.name}
            </a>
            <span class="status">
              {people(exchange)} · {shortDate(exchange.exchangeDate)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function NextStepHere({ exchange }: { exchange: ListedExchange }) {
  const { text, way } = nextStepOf(exchange)
  return (
    <>
      <p>{text}</p>
      {way && <WayOn way={way} about={exchange.name} />}
    </>
  )
}

function people({ joined, maxParticipants }: ListedExchange): string {
  if (maxParticipants !== null) return `${joined} of ${maxParticipants} people`
  if (joined === 0) return 'Nobody has joined yet'
  return joined === 1 ? '1 person' : `${joined} people`
}

function nextDate({ state, registrationCloseDate, exchangeDate }: ListedExchange): string {
  if (state === 'draft' || state === 'registration_open') return `registration until ${shortDate(registrationCloseDate)}`
  return `gifts on ${shortDate(exchangeDate)}`
}

/** A way on, as a button. `about` tells apart several that are called the same. */
export function WayOn({ way, about, isSecondary }: { way: Way; about?: string; isSecondary?: boolean }) {
  const look = isSecondary ? 'button secondary' : 'button'
  const label = about === undefined ? undefined : `${way.label}: ${about}`
  if (way.isDeed) {
    return (
      <form method="post" action={way.path}>
        <button class={look} aria-label={label}>
          {way.label}
        </button>
      </form>
    )
  }
  return (
    <a class={look} href={way.path} aria-label={label}>
      {way.label}
    </a>
  )
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
      <ExchangeFields names={fieldNames} form={form} />
      <button class="button">Create the draft</button>
      <a class="button secondary" href={paths.adminDashboard()}>
        Cancel
      </a>
    </form>
  )
}
