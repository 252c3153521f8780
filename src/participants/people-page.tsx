import type { Child } from '#jsx/jsx-runtime'
import { PartsNav } from '../exchanges/parts-nav.tsx'
import { paths } from '../paths.ts'
import { Letter } from '../ui/art.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Heading, Name, toDesk } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
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

/** Everybody of an exchange, and what the organiser can do for them. */
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
      <PartsNav id={exchange.id} here="People" />
      {problem && <Message kind="problem">{problem}</Message>}
      {isEmpty ? (
        <NobodyYet exchange={exchange} />
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

function NobodyYet({ exchange }: { exchange: ExchangeOfPeople }) {
  const toExchange = (words: string) => <a href={paths.exchange(exchange.id)}>{words}</a>
  return (
    <Empty picture={<Letter size={140} />} title="Nobody has joined yet">
      {exchange.state === 'draft' ? (
        <p>This is still a draft. {toExchange('Open registration')} first; then people can join by the invitation link, and you can add them here.</p>
      ) : (
        <p>Share the {toExchange('invitation link')}, so that people join by themselves. Or add them here: they take part at once, and get a link by e-mail.</p>
      )}
      <Doors exchange={exchange} isEmpty />
    </Empty>
  )
}

function Doors({ exchange, isEmpty }: { exchange: ExchangeOfPeople; isEmpty: boolean }) {
  const isDraft = exchange.state === 'draft'
  const canAdd = exchange.state === 'registration_open' || exchange.state === 'registration_closed' || exchange.state === 'matched'
  return (
    <nav class="doors" aria-label="People">
      {canAdd && <Door path={paths.addPerson(exchange.id)}>Add somebody</Door>}
      {canAdd && exchange.state !== 'matched' && <Door path={paths.importPeople(exchange.id)}>Add a list</Door>}
      {!isDraft && exchange.joined > 0 && <Door path={paths.message(exchange.id)}>Write to everybody</Door>}
      {!isEmpty && <Door path={paths.peopleAsCsv(exchange.id)}>Save as CSV</Door>}
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
        <Button tone="secondary">Find</Button>
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
