import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { ListQuery } from './forms.ts'
import type { ExchangeOfPeople } from './reads.ts'

/** What the pages about people lead back to. */
export function BackToPeople({ exchange }: { exchange: ExchangeOfPeople }) {
  return (
    <p>
      <a href={paths.people(exchange.id)}>
        ← People of <span dir="auto">{exchange.name}</span>
      </a>
    </p>
  )
}

/** Everybody of an exchange, and what the organiser can do for them. */
export function PeoplePage({
  exchange,
  isEmpty,
  query,
  problem,
  frame,
  children,
}: {
  exchange: ExchangeOfPeople
  isEmpty: boolean
  query: ListQuery
  problem?: string | undefined
  frame: Frame
  children: Child
}) {
  return (
    <Page title={`People of ${exchange.name}`} frame={frame} nav="admin" wide>
      <p>
        <a href={paths.exchange(exchange.id)}>
          ← <span dir="auto">{exchange.name}</span>
        </a>
      </p>
      <h1>
        People <span class="badge">{exchange.joined}</span>
      </h1>
      {problem && (
        <p class="message problem" role="alert">
          {problem}
        </p>
      )}
      <Doors exchange={exchange} isEmpty={isEmpty} />
      {isEmpty ? (
        <NobodyYet exchange={exchange} />
      ) : (
        <>
          <Search exchange={exchange} query={query} />
          {children}
        </>
      )}
    </Page>
  )
}

function Doors({ exchange, isEmpty }: { exchange: ExchangeOfPeople; isEmpty: boolean }) {
  const isDraft = exchange.state === 'draft'
  const canAdd = exchange.state === 'registration_open' || exchange.state === 'registration_closed' || exchange.state === 'matched'
  return (
    <nav class="actions doors" aria-label="People">
      {canAdd && (
        <a class="button secondary" href={paths.addPerson(exchange.id)}>
          Add somebody
        </a>
      )}
      {canAdd && exchange.state !== 'matched' && (
        <a class="button secondary" href={paths.importPeople(exchange.id)}>
          Add a list
        </a>
      )}
      {!isDraft && exchange.joined > 0 && (
        <a class="button secondary" href={paths.message(exchange.id)}>
          Write to everybody
        </a>
      )}
      {!isEmpty && (
        <a class="button secondary" href={paths.peopleAsCsv(exchange.id)}>
          Save as CSV
        </a>
      )}
    </nav>
  )
}

function NobodyYet({ exchange }: { exchange: ExchangeOfPeople }) {
  return (
    <section class="card empty">
      <h2>Nobody has joined yet</h2>
      {exchange.state === 'draft' ? (
        <p>
          This is still a draft. <a href={paths.exchange(exchange.id)}>Open registration</a> first; then people can join by the invitation link, and you can add
          them here.
        </p>
      ) : (
        <p>
          Share the <a href={paths.exchange(exchange.id)}>invitation link</a>, so that people join by themselves. Or add them here: they take part at once, and
          get a link by e-mail.
        </p>
      )}
    </section>
  )
}

const filterNames: Record<ListQuery['show'], string> = {
  everybody: 'Everybody',
  'not-signed-in': 'Not signed in yet',
  'mail-failed': 'Mail did not get through',
  'not-looked': 'Has not seen the match',
  left: 'Has left',
}
const orderNames: Record<ListQuery['sort'], string> = {
  name: 'Name',
  email: 'E-mail address',
  joined: 'Newest first',
  mail: 'Mail: trouble first',
  'signed-in': 'Not signed in first',
  looked: 'Not seen the match first',
}

function Search({ exchange, query }: { exchange: ExchangeOfPeople; query: ListQuery }) {
  const isDrawn = exchange.state === 'matched' || exchange.state === 'completed'
  const offered = (value: string) => isDrawn || !['not-looked', 'looked'].includes(value)
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
          <label for="search">Search for a name or address</label>
          <input id="search" name="search" type="search" value={query.search} autocomplete="off" />
        </div>
        <div class="field">
          <label for="show">Show</label>
          <select id="show" name="show">
            <Options names={filterNames} chosen={query.show} offered={offered} />
          </select>
        </div>
        <div class="field">
          <label for="sort">Sort by</label>
          <select id="sort" name="sort">
            <Options names={orderNames} chosen={query.sort} offered={offered} />
          </select>
        </div>
        <button class="button secondary">Find</button>
      </form>
    </search>
  )
}

function Options({ names, chosen, offered }: { names: Record<string, string>; chosen: string; offered: (value: string) => boolean }) {
  return (
    <>
      {Object.entries(names)
        .filter(([value]) => offered(value) || value === chosen)
        .map(([value, name]) => (
          <option value={value} selected={value === chosen}>
            {name}
          </option>
        ))}
    </>
  )
}
