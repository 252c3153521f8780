import { paths } from '../paths.ts'
import { shortDay } from '../ui/dates.ts'
import type { ListQuery } from './forms.ts'
import { mailFailed } from './listing.ts'
import type { ExchangeOfPeople, ListedPerson } from './reads.ts'

/** The list itself, which changes while one searches; its first line says how many there are. */
export function PeoplePart({ exchange, people, query }: { exchange: ExchangeOfPeople; people: ListedPerson[]; query: ListQuery }) {
  return (
    <section class="card" id="people" aria-label="List of people">
      <p class="quiet" role="status">
        {howMany(people.length, query)}
      </p>
      {people.length > 0 ? (
        <ul class="people listed">
          {people.map((person) => (
            <Row exchange={exchange} person={person} />
          ))}
        </ul>
      ) : (
        <p>
          <a href={paths.people(exchange.id)}>Show everybody</a>
        </p>
      )}
      {query.show === 'left' && <p class="quiet">Somebody is to come back? Add them again with the same address.</p>}
    </section>
  )
}

function howMany(count: number, { search, show }: ListQuery): string {
  const people = count === 1 ? '1 person' : `${count} people`
  if (search === '' && show === 'everybody') return people
  return count === 0 ? 'Nobody fits.' : `${people} found`
}

function Row({ exchange, person }: { exchange: ExchangeOfPeople; person: ListedPerson }) {
  const isDrawn = exchange.state === 'matched' || exchange.state === 'completed'
  return (
    <li id={`person-${person.id}`}>
      <div class="who">
        <b dir="auto">{person.name}</b> <span class="quiet">{person.email}</span>
      </div>
      <ul class="marks">
        <li>joined {shortDay(person.joinedAt, exchange.timezone)}</li>
        {person.hasLeft ? (
          <li>has left</li>
        ) : (
          <>
            <li class={mailFailed(person) ? 'error' : undefined}>{mailNames[person.mail ?? 'none']}</li>
            <li>{person.signedIn ? 'has signed in' : 'not signed in yet'}</li>
            {isDrawn && <li>{person.looked ? 'has seen the match' : 'has not seen the match'}</li>}
          </>
        )}
      </ul>
      {!person.hasLeft && <RowActions exchange={exchange} person={person} />}
    </li>
  )
}

const mailNames: Record<NonNullable<ListedPerson['mail']> | 'none', string> = {
  queued: 'mail is waiting',
  sent: 'mail was sent',
  given_up: 'mail failed',
  expired: 'mail was too late',
  none: 'no mail yet',
}

function RowActions({ exchange, person }: { exchange: ExchangeOfPeople; person: ListedPerson }) {
  const isOver = exchange.state === 'completed'
  return (
    <div class="row-actions">
      {!isOver && (
        <a href={paths.correctEmail(exchange.id, person.id)} aria-label={`Correct address of ${person.name}`}>
          Correct address
        </a>
      )}
      <form method="post" action={paths.resendLink(exchange.id, person.id)}>
        <button class="link" aria-label={`Send link to ${person.name}`}>
          Send link
        </button>
      </form>
      {!isOver && (
        <a href={paths.removePerson(exchange.id, person.id)} aria-label={`Remove ${person.name}`}>
          Remove
        </a>
      )}
    </div>
  )
}
