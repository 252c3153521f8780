import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
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
import type { ListedExchange, RememberedExchange } from './reads.ts'

const tones: Record<ExchangeState, BadgeTone | undefined> = {
  draft: 'waiting',
  registration_open: undefined,
  registration_closed: 'waiting',
  matched: 'festive',
  completed: 'calm',
}

/** The state of an exchange as a word on a badge. */
export function StateBadge({ state, t }: { state: ExchangeState; t: Printer }) {
  return <Badge tone={tones[state]}>{t(`exchanges.state.${state}`)}</Badge>
}

type ListProperties = { exchanges: ListedExchange[]; remembered: RememberedExchange[]; troubled: { failing: number; limited: number }; frame: Frame }

/** The organiser's exchanges: those to come, those that are over, and erased ones that are remembered. */
export function ExchangesPage({ exchanges, remembered, troubled, frame }: ListProperties) {
  const { t } = frame
  const toMail = (words: Child) => <a href={paths.mail()}>{words}</a>
  const past = exchanges.filter(({ state }) => state === 'completed').toReversed()
  const present = exchanges.filter(({ state }) => state !== 'completed')
  return (
    <Page title={t('page.navigation.exchanges')} frame={frame} nav="admin" wide>
      <Heading title={t('page.navigation.exchanges')} lead={present.length === 0 ? t('exchanges.list.nothing') : undefined}>
        <LinkButton path={paths.newExchange()} tone={present.length === 0 ? 'primary' : 'secondary'}>
          {t('exchanges.list.new')}
        </LinkButton>
      </Heading>
      {troubled.failing > 0 && <Message kind="problem">{t.rich('exchanges.list.failing', { count: troubled.failing, link: toMail })}</Message>}
      {troubled.limited > 0 && <Message kind="notice">{t.rich('exchanges.list.limited', { count: troubled.limited, link: toMail })}</Message>}
      <Exchanges exchanges={present} t={t} />
      <PastExchanges exchanges={past} t={t} />
      <Remembered exchanges={remembered} t={t} />
    </Page>
  )
}

/** The organiser's page before there is any exchange. `mail` says whether e-mail works. */
export function FirstExchangePage({ mail, frame }: { mail: Child; frame: Frame }) {
  const { t } = frame
  return (
    <Page title={t('page.navigation.exchanges')} frame={frame} nav="admin">
      <Empty picture={<Klaus size={150} />} title={t('exchanges.first.title')} lead={t('exchanges.first.lead')} isPage>
        <Actions>
          <LinkButton path={paths.newExchange()}>{t('exchanges.first.create')}</LinkButton>
        </Actions>
      </Empty>
      {mail}
    </Page>
  )
}

function Exchanges({ exchanges, t }: { exchanges: ListedExchange[]; t: Printer }) {
  if (exchanges.length === 0) return null
  return (
    <ul class="exchanges">
      {exchanges.map((exchange) => (
        <li>
          <Card title={<LinkToDesk exchange={exchange} />}>
            <StateBadge state={exchange.state} t={t} />
            <p class="quiet">
              {people(exchange, t)} · {nextDate(exchange, t)}
            </p>
            <NextStepHere exchange={exchange} t={t} />
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

function PastExchanges({ exchanges, t }: { exchanges: ListedExchange[]; t: Printer }) {
  if (exchanges.length === 0) return null
  return (
    <Card title={t('exchanges.list.past')}>
      <ul class="people">
        {exchanges.map((exchange) => (
          <li>
            <LinkToDesk exchange={exchange} />
            <span class="status">
              {people(exchange, t)} · {shortDate(exchange.exchangeDate, t)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Of exchanges that were erased: what can still be done with what is left. */
function Remembered({ exchanges, t }: { exchanges: RememberedExchange[]; t: Printer }) {
  if (exchanges.length === 0) return null
  return (
    <Card title={t('exchanges.list.remembered')}>
      <p class="quiet">{t('exchanges.list.remembered.about')}</p>
      <ul class="people">
        {exchanges.map(({ id, name, exchangeDate }) => (
          <li>
            <Name>{name}</Name>
            <span class="status">
              {shortDate(exchangeDate, t)} · <a href={paths.again(id)}>{t('exchanges.action.again')}</a> ·{' '}
              <a href={paths.forget(id)}>{t('exchanges.forget.title')}</a>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function NextStepHere({ exchange, t }: { exchange: ListedExchange; t: Printer }) {
  const { text, action } = nextStepOf(exchange, t)
  return (
    <>
      <p>{text}</p>
      {action && (
        <Actions>
          <ActionButton action={action} about={exchange.name} t={t} />
        </Actions>
      )}
    </>
  )
}

function people({ joined, maxParticipants: places }: ListedExchange, t: Printer): string {
  return places === null ? t('exchanges.list.people', { joined }) : t('exchanges.list.places', { joined, places })
}

function nextDate({ state, registrationCloseDate, exchangeDate }: ListedExchange, t: Printer): string {
  if (state === 'draft' || state === 'registration_open') return t('exchanges.list.registrationUntil', { date: shortDate(registrationCloseDate, t) })
  return t('exchanges.list.giftDay', { date: shortDate(exchangeDate, t) })
}

/** An action, as a button; on the desk one that shares does so at once where the device can. `about` tells apart several that are called the same. */
export function ActionButton({ action, about, isSecondary, t }: { action: Action; about?: string; isSecondary?: boolean; t: Printer }) {
  const tone = isSecondary ? 'secondary' : 'primary'
  const label = about === undefined ? undefined : t('exchanges.action.about', { action: action.label, exchange: about })
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
