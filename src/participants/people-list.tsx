import { paths } from '../paths.ts'
import { Klaus } from '../ui/art.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import type { ListQuery } from './forms.ts'
import { countPeople } from './listing.ts'
import type { ExchangeOfPeople, ListedPerson } from './reads.ts'
import { status } from './status.ts'

type PartProperties = { exchange: ExchangeOfPeople; everyone: ListedPerson[]; people: ListedPerson[]; query: ListQuery }

/** The list itself, which changes while one searches: how many there are of each, and those who are asked for. */
export function PeoplePart({ exchange, everyone, people, query }: PartProperties) {
  return (
    <Card id="people" label="List of people">
      <Filters exchange={exchange} everyone={everyone} query={query} />
      <p class="quiet" role="status">
        {howMany(people.length, query)}
      </p>
      {people.length > 0 ? <List exchange={exchange} people={people} /> : <ShowEveryone exchange={exchange} />}
    </Card>
  )
}

function howMany(count: number, { search, show }: ListQuery): string {
  const people = count === 1 ? '1 person' : `${count} people`
  if (search === '' && show === 'everybody') return people
  return count === 0 ? 'No one found' : `${people} found`
}

function Filters({ exchange, everyone, query }: Omit<PartProperties, 'people'>) {
  const counts = countPeople(everyone, query.show, exchange)
  const chosen = (show: ListQuery['show']) => (show === query.show ? 'true' : undefined)
  return (
    <nav class="filters" aria-label="Show">
      <a href={listOf(exchange, { ...query, show: 'everybody' })} aria-current={chosen('everybody')}>
        Everyone
      </a>
      {counts.map(({ show, count }) => (
        <a
          href={listOf(exchange, { ...query, show })}
          aria-current={chosen(show)}
          class={show === 'wants-out' || show === 'mail-failed' ? 'trouble' : undefined}
        >
          <b>{count}</b> {filterNames[show][count === 1 ? 0 : 1]}
        </a>
      ))}
    </nav>
  )
}

/** Each filter as it goes on after the number of people: after 1, and after any other. */
const filterNames: Record<ListQuery['show'], readonly [string, string]> = {
  everybody: ['person', 'people'],
  'wants-out': ['wants out', 'want out'],
  'mail-failed': ['can’t be reached', 'can’t be reached'],
  'not-signed-in': ['hasn’t opened the link', 'haven’t opened the link'],
  'no-ideas': ['has no gift ideas', 'have no gift ideas'],
  ready: ['is ready', 'are ready'],
  'not-looked': ['hasn’t looked yet', 'haven’t looked yet'],
  looked: ['has looked', 'have looked'],
  left: ['has left', 'have left'],
}

/** The address of the list as a query asks for it, without what goes without saying. */
function listOf(exchange: ExchangeOfPeople, { search, show, sort }: ListQuery): string {
  const asked = Object.entries({ search, show, sort }).filter(([, value]) => !['', 'everybody', 'name'].includes(value))
  return asked.length === 0 ? paths.people(exchange.id) : `${paths.people(exchange.id)}?${new URLSearchParams(asked)}`
}

function ShowEveryone({ exchange }: { exchange: ExchangeOfPeople }) {
  return (
    <div class="nobody">
      <Klaus size={110} />
      <LinkButton path={paths.people(exchange.id)} tone="secondary">
        Show everyone
      </LinkButton>
    </div>
  )
}

/** One form holds all the buttons, and each says where it leads: with hundreds of people, a form for each would weigh too much. */
function List({ exchange, people }: { exchange: ExchangeOfPeople; people: ListedPerson[] }) {
  const list = (
    <ul class="listed">
      {people.map((person) => (
        <PersonRow exchange={exchange} person={person} />
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

/** One of the people: who, how it stands with them, and what would help. `isAnswer` marks the one for whom something was done just now. */
export function PersonRow({ exchange, person, isAnswer }: { exchange: ExchangeOfPeople; person: ListedPerson; isAnswer?: boolean }) {
  return (
    <li id={rowOf(person)} class={isAnswer && 'fresh'}>
      <a href={paths.person(exchange.id, person.id)} aria-label={person.called === person.name ? undefined : person.called}>
        <b dir="auto">{person.name}</b>
      </a>{' '}
      <span>{person.email}</span> <StatusMark status={status(person, exchange)} /> <Remedy exchange={exchange} person={person} isAnswer={isAnswer} />
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

function Remedy({ exchange, person, isAnswer }: { exchange: ExchangeOfPeople; person: ListedPerson; isAnswer: boolean | undefined }) {
  switch (remedyFor(person, exchange)) {
    case 'remove':
      return (
        <a href={paths.removePerson(exchange.id, person.id)} aria-label={`Remove ${person.called}`}>
          Remove
        </a>
      )
    case 'correct':
      return (
        <a href={paths.correctEmail(exchange.id, person.id)} aria-label={`Correct address of ${person.called}`}>
          Correct address
        </a>
      )
    case 'send link':
      return (
        <Button tone="plain" formaction={paths.resendLink(exchange.id, person.id)} label={`Send link to ${person.called}`} autofocus={isAnswer}>
          Send link
        </Button>
      )
    case undefined:
      return null
  }
}
