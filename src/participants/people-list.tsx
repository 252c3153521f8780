import type { Key, Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Klaus } from '../ui/art.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import type { ListQuery } from './forms.ts'
import { countPeople, type Filter } from './listing.ts'
import type { ExchangeOfPeople, ListedPerson } from './reads.ts'
import { status, statusInWords } from './status.ts'

type PartProperties = { exchange: ExchangeOfPeople; everyone: ListedPerson[]; people: ListedPerson[]; query: ListQuery; t: Printer }

/** The list itself, which changes while one searches: how many there are of each, and those who are asked for. */
export function PeoplePart({ exchange, everyone, people, query, t }: PartProperties) {
  return (
    <Card id="people" label={t('people.list')}>
      <Filters exchange={exchange} everyone={everyone} query={query} t={t} />
      <p class="quiet" role="status">
        {t(query.search === '' && query.show === 'everybody' ? 'people.count' : 'people.found', { count: people.length })}
      </p>
      {people.length > 0 ? <List exchange={exchange} people={people} t={t} /> : <ShowEveryone exchange={exchange} t={t} />}
    </Card>
  )
}

function Filters({ exchange, everyone, query, t }: Omit<PartProperties, 'people'>) {
  const counts = countPeople(everyone, query.show, exchange)
  const chosen = (show: ListQuery['show']) => (show === query.show ? 'true' : undefined)
  return (
    <nav class="filters" aria-label={t('people.filter.label')}>
      <a href={listOf(exchange, { ...query, show: 'everybody' })} aria-current={chosen('everybody')}>
        {t('people.filter.everybody')}
      </a>
      {counts.map(({ show, count }) => (
        <a
          href={listOf(exchange, { ...query, show })}
          aria-current={chosen(show)}
          class={show === 'wants-out' || show === 'mail-failed' ? 'trouble' : undefined}
        >
          {t.rich(filterNames[show], { count, b: (words) => <b>{words}</b> })}
        </a>
      ))}
    </nav>
  )
}

/** Each filter, with the number of people that it shows. */
export const filterNames = {
  'wants-out': 'people.filter.wantsOut',
  'mail-failed': 'people.filter.mailFailed',
  'not-signed-in': 'people.filter.notSignedIn',
  'no-ideas': 'people.filter.noIdeas',
  'not-answered': 'people.filter.notAnswered',
  ready: 'people.filter.ready',
  'not-looked': 'people.filter.notLooked',
  looked: 'people.filter.looked',
  left: 'people.filter.left',
} as const satisfies Record<Filter, Key>

/** The address of the list as a query asks for it, without what goes without saying. */
function listOf(exchange: ExchangeOfPeople, { search, show, sort }: ListQuery): string {
  const asked = Object.entries({ search, show, sort }).filter(([, value]) => !['', 'everybody', 'name'].includes(value))
  return asked.length === 0 ? paths.people(exchange.id) : `${paths.people(exchange.id)}?${new URLSearchParams(asked)}`
}

function ShowEveryone({ exchange, t }: { exchange: ExchangeOfPeople; t: Printer }) {
  return (
    <div class="nobody">
      <Klaus size={110} />
      <LinkButton path={paths.people(exchange.id)} tone="secondary">
        {t('people.showEveryone')}
      </LinkButton>
    </div>
  )
}

/** One form holds all the buttons, and each says where it leads: with hundreds of people, a form for each would weigh too much. */
function List({ exchange, people, t }: { exchange: ExchangeOfPeople; people: ListedPerson[]; t: Printer }) {
  const list = (
    <ul class="listed">
      {people.map((person) => (
        <PersonRow exchange={exchange} person={person} t={t} />
      ))}
    </ul>
  )
  if (people.every((person) => remedyFor(person, exchange) !== 'send link')) return list
  return (
    <form method="post" hx-boost="true" hx-push-url="false" hx-target="#people" hx-swap="none" hx-disable="find :focus">
      {list}
    </form>
  )
}

type RowProperties = { exchange: ExchangeOfPeople; person: ListedPerson; isAnswer?: boolean | undefined; t: Printer }

/** One of the people: who, how it stands with them, and what would help. `isAnswer` marks the one for whom something was done just now. */
export function PersonRow({ exchange, person, isAnswer, t }: RowProperties) {
  return (
    <li id={rowOf(person)} class={isAnswer && 'fresh'}>
      <a href={paths.person(exchange.id, person.id)} aria-label={person.called === person.name ? undefined : person.called}>
        <b dir="auto">{person.name}</b>
      </a>{' '}
      <span dir="ltr">{person.email}</span> <StatusMark status={statusInWords(person, exchange, t)} />{' '}
      <Remedy exchange={exchange} person={person} isAnswer={isAnswer} t={t} />
    </li>
  )
}

/** The name of someone's row in the page. */
export function rowOf({ id }: { id: string }): string {
  return `person-${id}`
}

/** The one thing that helps somebody, where there is one; all others are on the person's page. */
function remedyFor(person: ListedPerson, exchange: ExchangeOfPeople): 'send link' | 'correct' | 'remove' | undefined {
  const { kind } = status(person, exchange)
  const isOver = exchange.state === 'completed'
  if (kind === 'wants-out') return isOver ? undefined : 'remove'
  if (kind === 'mail-failed' && person.mail === 'given_up' && !isOver) return 'correct'
  return kind === 'mail-failed' || kind === 'not-signed-in' || kind === 'not-looked' ? 'send link' : undefined
}

function Remedy({ exchange, person, isAnswer, t }: RowProperties) {
  switch (remedyFor(person, exchange)) {
    case 'remove':
      return (
        <a href={paths.removePerson(exchange.id, person.id)} aria-label={t('people.remove.label', { person: person.called })}>
          {t('people.remove')}
        </a>
      )
    case 'correct':
      return (
        <a href={paths.correctEmail(exchange.id, person.id)} aria-label={t('people.correctAddress.label', { person: person.called })}>
          {t('people.correctAddress')}
        </a>
      )
    case 'send link':
      return (
        <Button
          tone="plain"
          formaction={paths.resendLink(exchange.id, person.id)}
          label={t('people.sendLink.label', { person: person.called })}
          autofocus={isAnswer}
        >
          {t('people.sendLink')}
        </Button>
      )
    case undefined:
      return null
  }
}
