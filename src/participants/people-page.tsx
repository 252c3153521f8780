import type { Child } from '#jsx/jsx-runtime'
import type { Printer, Tag } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Letter } from '../ui/art.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Heading, Name, toDesk } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import type { Frame } from '../web/answer.tsx'
import type { ListQuery } from './forms.ts'
import type { OpenNudge } from './nudge.ts'
import { StillOpen } from './nudge-card.tsx'
import type { ExchangeOfPeople } from './reads.ts'

/** The way back of the pages about people. */
export function toPeople({ id, name }: ExchangeOfPeople, t: Printer) {
  return { path: paths.people(id), label: t.rich('people.of', { exchange: <Name>{name}</Name> }) }
}

type PeopleProperties = {
  exchange: ExchangeOfPeople
  isEmpty: boolean
  query: ListQuery
  problem?: string | undefined
  /** What people can be nudged to do. */
  open: OpenNudge[]
  frame: Frame
  children: Child
}

/** Everyone of an exchange, and what the organiser can do for them. */
export function PeoplePage({ exchange, isEmpty, query, problem, open, frame, children }: PeopleProperties) {
  const { t } = frame
  return (
    <Page title={t('people.of', { exchange: exchange.name })} frame={frame} nav="admin" wide>
      <Heading title={t.rich('people.heading', { count: exchange.joined, badge: (words) => <Badge>{words}</Badge> })} back={toDesk(exchange)} />
      <PartsNav id={exchange.id} here="people" t={t} />
      {problem && <Message kind="problem">{problem}</Message>}
      {isEmpty ? (
        <NoOneYet exchange={exchange} t={t} />
      ) : (
        <>
          <Doors exchange={exchange} isEmpty={isEmpty} t={t} />
          <StillOpen exchangeId={exchange.id} open={open} t={t} />
          <Search exchange={exchange} query={query} t={t} />
          {children}
        </>
      )}
    </Page>
  )
}

function NoOneYet({ exchange, t }: { exchange: ExchangeOfPeople; t: Printer }) {
  const link: Tag = (words) => <a href={paths.exchange(exchange.id)}>{words}</a>
  return (
    <Empty picture={<Letter size={140} />} title={t('people.empty.title')}>
      <p>{t.rich(exchange.state === 'draft' ? 'people.empty.draft' : 'people.empty.share', { link })}</p>
      <Doors exchange={exchange} isEmpty t={t} />
    </Empty>
  )
}

/** What can be done for many at once. While people still join, adding comes first. */
function Doors({ exchange, isEmpty, t }: { exchange: ExchangeOfPeople; isEmpty: boolean; t: Printer }) {
  const { id, state, joined } = exchange
  const canAdd = state === 'registration_open' || state === 'registration_closed' || state === 'matched'
  return (
    <nav class="doors" aria-label={t('people.doors')}>
      {canAdd && (
        <LinkButton path={paths.addPerson(id)} tone={state === 'registration_open' ? 'primary' : 'secondary'}>
          {t('people.add')}
        </LinkButton>
      )}
      {canAdd && state !== 'matched' && <Door path={paths.importPeople(id)}>{t('people.addList')}</Door>}
      {state !== 'draft' && joined > 0 && <Door path={paths.message(id)}>{t('people.writeToEveryone')}</Door>}
      {!isEmpty && <Door path={paths.peopleAsCsv(id)}>{t('people.saveAsCsv')}</Door>}
    </nav>
  )
}

function Door({ path, children }: { path: string; children: Child }) {
  return (
    <LinkButton path={path} tone="secondary">
      {children}
    </LinkButton>
  )
}

const orders: readonly ListQuery['sort'][] = ['name', 'status', 'joined', 'email']

function Search({ exchange, query, t }: { exchange: ExchangeOfPeople; query: ListQuery; t: Printer }) {
  return (
    <search>
      <form
        class="finder"
        method="get"
        action={paths.people(exchange.id)}
        hx-get={paths.people(exchange.id)}
        hx-trigger="input delay:250ms, submit"
        hx-target="#people"
        hx-swap="outerMorph"
        hx-sync="this:replace"
        hx-replace-url="true"
      >
        <div class="field">
          <label for="search">{t('people.search')}</label>
          <input id="search" name="search" type="search" value={query.search} autocomplete="off" />
        </div>
        <div class="field">
          <label for="sort">{t('people.sort')}</label>
          <select id="sort" name="sort">
            {orders.map((order) => (
              <option value={order} selected={order === query.sort}>
                {t(`people.sort.${order}`)}
              </option>
            ))}
          </select>
        </div>
        {query.show !== 'everybody' && <input type="hidden" name="show" value={query.show} />}
        <Button tone="secondary">{t('people.find')}</Button>
      </form>
    </search>
  )
}
