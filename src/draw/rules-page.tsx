import type { Child } from '#jsx/jsx-runtime'
import { PartsNav } from '../exchanges/parts-nav.tsx'
import { paths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { shortDate } from '../ui/dates.ts'
import { Problems, Select } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, toDesk } from '../ui/heading.tsx'
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
      <Heading title="Rules for the draw" lead="Who shall not give to whom. Without rules everybody can draw everybody else." back={toDesk(exchange)} />
      <PartsNav id={exchange.id} here="Rules" />
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
  const isOver = exchange.state === 'completed'
  return (
    <div id="rules">
      <Problems form={form} />
      {unconfirmed}
      {!isOver && <VerdictPart exchangeId={exchange.id} verdict={verdict} />}
      <div class="columns">
        <Card title="Rules" count={rules.length}>
          {rules.length === 0 ? (
            <p class="quiet">{isOver ? 'There were none.' : 'None yet. Couples and families often prefer not to draw each other.'}</p>
          ) : (
            <ul class="rules">
              {rules.map((rule) => (
                <RuleRow exchangeId={exchange.id} rule={rule} isFixed={isOver} />
              ))}
            </ul>
          )}
        </Card>
        {!isOver && !unconfirmed && (
          <div>
            <GroupForm exchange={exchange} people={people} form={form} find={find} />
            <OneWayForm exchange={exchange} people={people} form={form} />
            <HistoryForm exchange={exchange} earlier={earlier} form={form} />
          </div>
        )}
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
    <Form action={paths.rules(exchange.id)} title="Keep people apart">
      <fieldset class="choice">
        <legend>Why?</legend>
        {form.errors.kind && <p class="error">{form.errors.kind}</p>}
        <Kind value="household" label="They live together" hint="A household: nobody in it gives to another." isChosen={form.typed.kind !== 'exclusion'} />
        <Kind value="exclusion" label="They just don’t give to each other" hint="Wherever they live." isChosen={form.typed.kind === 'exclusion'} />
      </fieldset>
      <div class="field">
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
          <Button tone="secondary" formmethod="get" formnovalidate>
            Find
          </Button>
        </span>
      </div>
      <fieldset class={isMine && form.errors.participant_ids ? 'pick wrong' : 'pick'} id="pick">
        <legend>Who?</legend>
        {isMine && form.errors.participant_ids && <p class="error">{form.errors.participant_ids}</p>}
        <div class="ticks">
          {ticked.map((person) => (
            <Tick person={person} isTicked />
          ))}
          {found.map((person) => (
            <Tick person={person} />
          ))}
        </div>
        {people.length === 0 && <p class="quiet">Nobody has joined yet.</p>}
        {people.length > 0 && ticked.length + found.length === 0 && <p class="quiet">Nobody is called so.</p>}
      </fieldset>
      <AddButton exchange={exchange} />
    </Form>
  )
}

function Kind({ value, label, hint, isChosen }: { value: string; label: string; hint: string; isChosen: boolean }) {
  return (
    <label class="tick">
      <input type="radio" name="kind" value={value} checked={isChosen} />{' '}
      <span>
        {label} <span class="hint">{hint}</span>
      </span>
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
  const errors = isMine ? form.errors : {}
  return (
    <Form action={paths.rules(exchange.id)} title="One way only">
      <input type="hidden" name="kind" value="one_way" />
      <div class="pair">
        <SelectPerson id="one-way-giver" label="Giver" people={people} form={{ typed: { participant_ids: giver ?? '' }, errors }} />
        <SelectPerson id="one-way-receiver" label="shall not give to" people={people} form={{ typed: { participant_ids: receiver ?? '' }, errors: {} }} />
      </div>
      <AddButton exchange={exchange} />
    </Form>
  )
}

function SelectPerson({ people, ...field }: { id: string; label: string; people: Person[]; form: Refused }) {
  const options = people.map(({ id, name }) => ({ value: id, label: name }))
  return <Select {...field} name="participant_ids" options={[{ value: '', label: 'Choose' }, ...options]} />
}

function HistoryForm({ exchange, earlier, form }: FormProperties & { earlier: EarlierExchange[] }) {
  return (
    <Card title="Not the same as last time">
      <p class="quiet">Nobody draws the person they had in an earlier exchange. People are known again by their e-mail addresses; who had whom stays secret.</p>
      {earlier.length === 0 ? (
        <p class="quiet">There is no earlier exchange with a draw yet.</p>
      ) : (
        <Form action={paths.rules(exchange.id)} isBare>
          <input type="hidden" name="kind" value="history" />
          <Select
            form={form}
            name="earlier_exchange_id"
            label="Earlier exchange"
            hint="The number says how many of these people took part in it."
            options={earlier.map(asOption)}
          />
          <AddButton exchange={exchange} />
        </Form>
      )}
    </Card>
  )
}

function asOption({ id, name, exchangeDate, shared }: EarlierExchange) {
  return { value: id, label: `${name}, ${shortDate(exchangeDate)} (${shared})` }
}

function AddButton({ exchange }: { exchange: DrawnExchange }) {
  return (
    <Actions>
      <Button hx-post={paths.rules(exchange.id)} hx-target="#rules" hx-swap="outerHTML" hx-include="closest form" hx-disable="this">
        Add the rule
      </Button>
    </Actions>
  )
}

/** The people who were chosen in a form that came back. */
export function chosenIn(form: Refused): string[] {
  return (form.typed.participant_ids ?? '').split(' ').filter(Boolean)
}
