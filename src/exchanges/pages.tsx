import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Klaus } from '../ui/art.tsx'
import { Badge, type BadgeTone } from '../ui/badge.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { shortDate } from '../ui/dates.ts'
import { Empty } from '../ui/empty.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { ExchangeState } from './exchange-states.ts'
import { type Action, nextStepOf } from './next-step.ts'
import type { ListedExchange } from './reads.ts'

const badges: Record<ExchangeState, { words: string; tone?: BadgeTone }> = {
  draft: { words: 'Draft', tone: 'waiting' },
  registration_open: { words: 'Registration open' },
  registration_closed: { words: 'Registration closed', tone: 'waiting' },
  matched: { words: 'Names drawn', tone: 'festive' },
  completed: { words: 'Completed', tone: 'calm' },
}

/** The state of an exchange as a word on a badge. */
export function StateBadge({ state }: { state: ExchangeState }) {
  const { words, tone } = badges[state]
  return <Badge tone={tone}>{words}</Badge>
}

/** The organiser's exchanges. */
export function ExchangesPage({ exchanges, troubled, frame }: { exchanges: ListedExchange[]; troubled: { failing: number; limited: number }; frame: Frame }) {
  const past = exchanges.filter(({ state }) => state === 'completed').toReversed()
  const present = exchanges.filter(({ state }) => state !== 'completed')
  return (
    <Page title="Exchanges" frame={frame} nav="admin" wide>
      <Heading title="Exchanges" lead={present.length === 0 ? 'Nothing is going on right now.' : undefined}>
        <LinkButton path={paths.newExchange()} tone={present.length === 0 ? 'primary' : 'secondary'}>
          New exchange
        </LinkButton>
      </Heading>
      {troubled.failing > 0 && (
        <Message kind="problem">
          {troubled.failing === 1 ? '1 e-mail' : `${troubled.failing} e-mails`} can’t be sent. <a href={paths.mail()}>See why, and try again</a>
        </Message>
      )}
      {troubled.limited > 0 && (
        <Message kind="notice">
          {troubled.limited === 1 ? '1 e-mail waits' : `${troubled.limited} e-mails wait`} for a limit of the mail service. <a href={paths.mail()}>See which</a>
        </Message>
      )}
      <Exchanges exchanges={present} />
      <PastExchanges exchanges={past} />
    </Page>
  )
}

/** The organiser's page before there is any exchange. `mail` says whether e-mail works. */
export function FirstExchangePage({ mail, frame }: { mail: Child; frame: Frame }) {
  return (
    <Page title="Exchanges" frame={frame} nav="admin">
      <Empty
        picture={<Klaus size={150} />}
        title="Nothing to keep secret yet"
        lead="Create an exchange, open its registration, and send everyone the same link. The rest takes care of itself."
        isPage
      >
        <Actions>
          <LinkButton path={paths.newExchange()}>Create the first exchange</LinkButton>
        </Actions>
      </Empty>
      {mail}
    </Page>
  )
}

function Exchanges({ exchanges }: { exchanges: ListedExchange[] }) {
  if (exchanges.length === 0) return null
  return (
    <ul class="exchanges">
      {exchanges.map((exchange) => (
        <li>
          <Card title={<LinkToDesk exchange={exchange} />}>
            <StateBadge state={exchange.state} />
            <p class="quiet">
              {people(exchange)} · {nextDate(exchange)}
            </p>
            <NextStepHere exchange={exchange} />
          </Card>
        </li>
      ))}
    </ul>
  )
}

function LinkToDesk({ exchange: { id, name } }: { exchange: ListedExchange }) {
  return (
    <a href={paths.exchange(id)}>
      <Name>{name}</Name>
    </a>
  )
}

function PastExchanges({ exchanges }: { exchanges: ListedExchange[] }) {
  if (exchanges.length === 0) return null
  return (
    <Card title="Past">
      <ul class="people">
        {exchanges.map((exchange) => (
          <li>
            <LinkToDesk exchange={exchange} />
            <span class="status">
              {people(exchange)} · {shortDate(exchange.exchangeDate)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function NextStepHere({ exchange }: { exchange: ListedExchange }) {
  const { text, action } = nextStepOf(exchange)
  return (
    <>
      <p>{text}</p>
      {action && (
        <Actions>
          <ActionButton action={action} about={exchange.name} />
        </Actions>
      )}
    </>
  )
}

function people({ joined, maxParticipants }: ListedExchange): string {
  if (maxParticipants !== null) return `${joined} of ${maxParticipants} people`
  if (joined === 0) return 'No one has joined yet'
  return joined === 1 ? '1 person' : `${joined} people`
}

function nextDate({ state, registrationCloseDate, exchangeDate }: ListedExchange): string {
  if (state === 'draft' || state === 'registration_open') return `registration until ${shortDate(registrationCloseDate)}`
  return `gift day ${shortDate(exchangeDate)}`
}

/** An action, as a button; on the desk one that shares does so at once where the device can. `about` tells apart several that are called the same. */
export function ActionButton({ action, about, isSecondary }: { action: Action; about?: string; isSecondary?: boolean }) {
  const tone = isSecondary ? 'secondary' : 'primary'
  const label = about === undefined ? undefined : `${action.label}: ${about}`
  if (!action.isChange) {
    return (
      <LinkButton path={action.path} tone={tone} label={label} {...(action.isSharing && about === undefined ? { 'data-share': '#invitation-link' } : {})}>
        {action.label}
      </LinkButton>
    )
  }
  return (
    <form method="post" action={action.path}>
      <Button tone={tone} label={label}>
        {action.label}
      </Button>
    </form>
  )
}
