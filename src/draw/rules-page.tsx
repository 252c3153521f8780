import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { shortDate } from '../ui/dates.ts'
import { Problems } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import type { DrawnExchange, EarlierExchange } from './reads.ts'
import type { Person, Rulebook } from './rulebook.ts'
import type { Verdict } from './verdict.ts'
import { RuleRow, VerdictPart } from './verdict-part.tsx'

/** The page around the rules. */
export function RulesPage({ exchange, frame, children }: { exchange: DrawnExchange; frame: Frame; children: Child }) {
  return (
    <Page title={`Rules of ${exchange.name}`} frame={frame} nav="admin" wide>
      <p>
        <a href={paths.exchange(exchange.id)}>
          ← <span dir="auto">{exchange.name}</span>
        </a>
      </p>
      <h1>Rules for the draw</h1>
      <p class="lead">Who shall not give to whom. Without rules everybody can draw everybody else.</p>
      {children}
    </Page>
  )
}

type RulesProperties = {
  exchange: DrawnExchange
  rulebook: Rulebook
  verdict: Verdict
  earlier: EarlierExchange[]
  form: Refused
  /** What the list of people is searched for. */
  find: string
  /** A rule that waits for a yes, since the names are drawn already. */
  unconfirmed?: Child
}

/** The rules: whether a draw is possible, which stand, and the forms for more. */
export function RulesPart({ exchange, rulebook, verdict, earlier, form, find, unconfirmed }: RulesProperties) {
  const { people, rules } = rulebook
  return (
    <div id="rules">
      <Problems form={form} />
      {unconfirmed}
      <VerdictPart exchangeId={exchange.id} verdict={verdict} />
      <div class="columns">
        <section class="card">
          <h2>
            Rules <span class="badge">{rules.length}</span>
          </h2>
          {rules.length === 0 ? (
            <p class="quiet">None yet. Couples and families often prefer not to draw each other.</p>
          ) : (
            <ul class="rules">
              {rules.map((rule) => (
                <RuleRow exchangeId={exchange.id} rule={rule} />
              ))}
            </ul>
          )}
        </section>
        <div>
          <GroupForm exchange={exchange} people={people} form={form} find={find} />
          <OneWayForm exchange={exchange} people={people} form={form} />
          <HistoryForm exchange={exchange} earlier={earlier} form={form} />
        </div>
      </div>
    </div>
  )
}

type FormProperties = { exchange: DrawnExchange; form: Refused }

function GroupForm({ exchange, people, form, find }: FormProperties & { people: Person[]; find: string }) {
  const isMine = form.typed.kind !== 'one_way' && form.typed.kind !== 'history'
  const chosen = isMine ? chosenIn(form) : []
  const ticked = people.filter(({ id }) => chosen.includes(id))
  const found = people.filter(({ id, name }) => !chosen.includes(id) && name.toLowerCase().includes(find.trim().toLowerCase()))
  return (
    <form class="card" method="post" action={paths.rules(exchange.id)} novalidate>
      <h2>Keep people apart</h2>
      <fieldset class="choice">
        <legend>They</legend>
        {form.errors.kind && <p class="error">{form.errors.kind}</p>}
        <Kind value="household" label="live together: a household, in which nobody gives to each other" isChosen={form.typed.kind !== 'exclusion'} />
        <Kind value="exclusion" label="don’t give to each other, wherever they live" isChosen={form.typed.kind === 'exclusion'} />
      </fieldset>
      <div class="field find">
        <label for="find">Find people</label>
        <span class="copy">
          <input
            id="find"
            name="find"
            type="search"
            value={find}
            autocomplete="off"
            hx-get={paths.rules(exchange.id)}
            hx-trigger="input changed delay:200ms"
            hx-include="closest form"
            hx-target="#pick"
            hx-select="#pick"
            hx-swap="outerHTML"
            hx-sync="this:replace"
          />
          <button class="button secondary" formmethod="get" formnovalidate>
            Find
          </button>
        </span>
      </div>
      <fieldset class={isMine && form.errors.participant_ids ? 'pick wrong' : 'pick'} id="pick">
        <legend>Who?</legend>
        {isMine && form.errors.participant_ids && <p class="error">{form.errors.participant_ids}</p>}
        {ticked.map((person) => (
          <Tick person={person} isTicked />
        ))}
        {found.map((person) => (
          <Tick person={person} />
        ))}
        {people.length === 0 && <p class="quiet">Nobody has joined yet.</p>}
        {people.length > 0 && ticked.length + found.length === 0 && <p class="quiet">Nobody is called so.</p>}
      </fieldset>
      <AddButton exchange={exchange} />
    </form>
  )
}

function Kind({ value, label, isChosen }: { value: string; label: string; isChosen: boolean }) {
  return (
    <label class="tick">
      <input type="radio" name="kind" value={value} checked={isChosen} /> {label}
    </label>
  )
}

function Tick({ person: { id, name }, isTicked }: { person: Person; isTicked?: boolean }) {
  return (
    <label class="tick">
      <input type="checkbox" name="participant_ids" value={id} checked={isTicked} /> <span dir="auto">{name}</span>
    </label>
  )
}

function OneWayForm({ exchange, people, form }: FormProperties & { people: Person[] }) {
  const isMine = form.typed.kind === 'one_way'
  const [giver, receiver] = isMine ? chosenIn(form) : []
  return (
    <form class="card" method="post" action={paths.rules(exchange.id)} novalidate>
      <h2>One way only</h2>
      <input type="hidden" name="kind" value="one_way" />
      {isMine && form.errors.participant_ids && (
        <p class="error" id="one-way-error">
          {form.errors.participant_ids}
        </p>
      )}
      <SelectPerson id="one-way-giver" label="Giver" people={people} chosen={giver} />
      <SelectPerson id="one-way-receiver" label="shall not give to" people={people} chosen={receiver} />
      <AddButton exchange={exchange} />
    </form>
  )
}

function SelectPerson({ id, label, people, chosen }: { id: string; label: string; people: Person[]; chosen: string | undefined }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name="participant_ids">
        <option value="">Choose</option>
        {people.map((person) => (
          <option value={person.id} selected={person.id === chosen}>
            {person.name}
          </option>
        ))}
      </select>
    </div>
  )
}

function HistoryForm({ exchange, earlier, form }: FormProperties & { earlier: EarlierExchange[] }) {
  return (
    <section class="card">
      <h2>Not the same as last time</h2>
      <p class="quiet">Nobody draws the person they had in an earlier exchange. People are known again by their e-mail addresses; who had whom stays secret.</p>
      {earlier.length === 0 ? (
        <p class="quiet">There is no earlier exchange with a draw yet.</p>
      ) : (
        <form method="post" action={paths.rules(exchange.id)} novalidate>
          <input type="hidden" name="kind" value="history" />
          <div class="field">
            <label for="earlier">Earlier exchange</label>
            {form.errors.earlier_exchange_id && <p class="error">{form.errors.earlier_exchange_id}</p>}
            <select id="earlier" name="earlier_exchange_id">
              {earlier.map(({ id, name, exchangeDate, shared }) => (
                <option value={id} selected={id === form.typed.earlier_exchange_id}>
                  {name}, {shortDate(exchangeDate)} ({shared} of the people here)
                </option>
              ))}
            </select>
          </div>
          <AddButton exchange={exchange} />
        </form>
      )}
    </section>
  )
}

function AddButton({ exchange }: { exchange: DrawnExchange }) {
  return (
    <button class="button" hx-post={paths.rules(exchange.id)} hx-target="#rules" hx-swap="outerHTML" hx-include="closest form" hx-disable="this">
      Add the rule
    </button>
  )
}

/** The people who were chosen in a form that came back. */
export function chosenIn(form: Refused): string[] {
  return (form.typed.participant_ids ?? '').split(' ').filter(Boolean)
}
