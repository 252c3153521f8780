import { paths } from '../paths.ts'
import { Klaus } from '../ui/art.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { shortDay } from '../ui/dates.ts'
import type { ListQuery } from './forms.ts'
import { mailFailed } from './listing.ts'
import type { ExchangeOfPeople, ListedPerson } from './reads.ts'

/** The list itself, which changes while one searches; its first line says how many there are. */
export function PeoplePart({ exchange, people, query }: { exchange: ExchangeOfPeople; people: ListedPerson[]; query: ListQuery }) {
  return (
    <Card id="people" label="List of people">
      <p class="quiet" role="status">
        {howMany(people.length, query)}
      </p>
      {people.length > 0 ? <List exchange={exchange} people={people} /> : <ShowEverybody exchange={exchange} />}
      {query.show === 'left' && <p class="quiet">Somebody is to come back? Add them again with the same address.</p>}
    </Card>
  )
}

function howMany(count: number, { search, show }: ListQuery): string {
  const people = count === 1 ? '1 person' : `${count} people`
  if (search === '' && show === 'everybody') return people
  return count === 0 ? 'Nobody found.' : `${people} found`
}

function ShowEverybody({ exchange }: { exchange: ExchangeOfPeople }) {
  return (
    <div class="nobody">
      <Klaus size={110} />
      <LinkButton path={paths.people(exchange.id)} tone="secondary">
        Show everybody
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
  if (people.every(({ hasLeft }) => hasLeft)) return list
  return (
    <form method="post" hx-boost="true" hx-push-url="false" hx-target="#people" hx-swap="none" hx-disable="find :focus">
      {list}
    </form>
  )
}

/** One of the people. `isAnswer` marks the one for whom something was done just now. */
export function PersonRow({ exchange, person, isAnswer }: { exchange: ExchangeOfPeople; person: ListedPerson; isAnswer?: boolean }) {
  const joined = `joined ${shortDay(person.joinedAt, exchange.timezone)}, `
  return (
    <li id={rowOf(person)} class={isAnswer && 'fresh'}>
      <b dir="auto">{person.name}</b> <span>{person.email}</span>
      {person.hasLeft ? (
        <p>{joined}has left</p>
      ) : (
        <>
          <p>
            {joined}
            <Marks exchange={exchange} person={person} />
          </p>
          <RowActions exchange={exchange} person={person} isAnswer={isAnswer} />
        </>
      )}
    </li>
  )
}

/** The name of somebody's row in the page. */
export function rowOf({ id }: { id: string }): string {
  return `person-${id}`
}

/** How it stands with somebody; what needs a look stands out. */
function Marks({ exchange, person }: { exchange: ExchangeOfPeople; person: ListedPerson }) {
  const isDrawn = exchange.state === 'matched' || exchange.state === 'completed'
  const mail = mailNames[person.mail ?? 'none']
  return (
    <>
      {mailFailed(person) ? <strong>{mail}</strong> : mail}, {person.signedIn ? 'has signed in' : <em>not signed in yet</em>}
      {person.wantsOut === 1 && [', ', <strong>wants out</strong>]}
      {isDrawn && (person.looked ? ', has seen the match' : exchange.matchInEmail ? ', got the match by e-mail' : [', ', <em>has not seen the match</em>])}
    </>
  )
}

const mailNames: Record<NonNullable<ListedPerson['mail']> | 'none', string> = {
  queued: 'mail is waiting',
  sent: 'mail was sent',
  given_up: 'mail failed',
  expired: 'mail was too late',
  unwanted: 'wants no e-mail',
  none: 'no mail yet',
}

function RowActions({ exchange, person, isAnswer }: { exchange: ExchangeOfPeople; person: ListedPerson; isAnswer: boolean | undefined }) {
  const isOver = exchange.state === 'completed'
  return (
    <>
      {!isOver && (
        <a href={paths.correctEmail(exchange.id, person.id)} aria-label={`Correct address of ${person.called}`}>
          Correct address
        </a>
      )}
      <Button tone="plain" formaction={paths.resendLink(exchange.id, person.id)} label={`Send link to ${person.called}`} autofocus={isAnswer}>
        Send link
      </Button>
      {!isOver && (
        <a href={paths.removePerson(exchange.id, person.id)} aria-label={`Remove ${person.called}`}>
          Remove
        </a>
      )}
    </>
  )
}
