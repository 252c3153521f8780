import type { Child } from '#jsx/jsx-runtime'
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
import type { ExchangeOfPeople } from './reads.ts'

/** The way back of the pages about people. */
export function toPeople({ id, name }: ExchangeOfPeople) {
  return {
    path: paths.people(id),
    label: (
      <>
        People of <Name>{name}</Name>
      </>
    ),
  }
}

type PeopleProperties = {
  exchange: ExchangeOfPeople
  isEmpty: boolean
  query: ListQuery
  problem?: string | undefined
  frame: Frame
  children: Child
}

/** Everyone of an exchange, and what the organiser can do for them. */
export function PeoplePage({ exchange, isEmpty, query, problem, frame, children }: PeopleProperties) {
  return (
    <Page title={`People of ${exchange.name}`} frame={frame} nav="admin" wide>
      <Heading
        title={
          <>
            People <Badge>{exchange.joined}</Badge>
          </>
        }
        back={toDesk(exchange)}
      />
      <PartsNav id={exchange.id} here="people" />
      {problem && <Message kind="problem">{problem}</Message>}
      {isEmpty ? (
        <NoOneYet exchange={exchange} />
      ) : (
        <>
          <Doors exchange={exchange} isEmpty={isEmpty} />
          <Search exchange={exchange} query={query} />
          {children}
        </>
      )}
    </Page>
  )
}

function NoOneYet({ exchange }: { exchange: ExchangeOfPeople }) {
  const toExchange = (words: string) => <a href={paths.exchange(exchange.id)}>{words}</a>
  return (
    <Empty picture={<Letter size={140} />} title="No one has joined yet">
      {exchange.state === 'draft' ? (
        <p>This is still a draft. {toExchange('Open registration')} first; then people can join with the invitation link, and you can add them here.</p>
      ) : (
        <p>Share the {toExchange('invitation link')} and people join on their own. Or add them here: they’re in at once, and get a link by e-mail.</p>
      )}
      <Doors exchange={exchange} isEmpty />
    </Empty>
  )
}

/** What can be done for many at once. While people still join, adding comes first. */
function Doors({ exchange, isEmpty }: { exchange: ExchangeOfPeople; isEmpty: boolean }) {
  const { id, state, joined } = exchange
  const canAdd = state === 'registration_open' || state === 'registration_closed' || state === 'matched'
  return (
    <nav class="doors" aria-label="People">
      {canAdd && (
        <LinkButton path={paths.addPerson(id)} tone={state === 'registration_open' ? 'primary' : 'secondary'}>
          Add someone
        </LinkButton>
      )}
      {canAdd && state !== 'matched' && <Door path={paths.importPeople(id)}>Add a list</Door>}
      {state !== 'draft' && joined > 0 && <Door path={paths.message(id)}>Write to everyone</Door>}
      {!isEmpty && <Door path={paths.peopleAsCsv(id)}>Save as CSV</Door>}
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

const orderNames: Record<ListQuery['sort'], string> = {
  name: 'Name',
  status: 'To do first',
  joined: 'Newest first',
  email: 'E-mail',
}

function Search({ exchange, query }: { exchange: ExchangeOfPeople; query: ListQuery }) {
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
          <label for="search">Search people</label>
          <input id="search" name="search" type="search" value={query.search} autocomplete="off" />
        </div>
        <div class="field">
          <label for="sort">Sort by</label>
          <select id="sort" name="sort">
            {Object.entries(orderNames).map(([value, name]) => (
              <option value={value} selected={value === query.sort}>
                {name}
              </option>
            ))}
          </select>
        </div>
        {query.show !== 'everybody' && <input type="hidden" name="show" value={query.show} />}
        <Button tone="secondary">Find</Button>
      </form>
    </search>
  )
}
