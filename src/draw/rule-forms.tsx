import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Fold } from '../ui/card.tsx'
import { shortDate } from '../ui/dates.ts'
import { Select } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { blank, type Refused } from '../web/form.ts'
import type { Person } from './constraints.ts'
import type { DrawnExchange, EarlierExchange } from './reads.ts'

type FormProperties = { exchange: DrawnExchange; form: Refused }

/** So many people stand there to be ticked; of more, one searches for the others. */
const mostToTick = 60

/** The picker: whoever is ticked is kept apart from all the others who are, as an exclusion among two or more. */
export function GroupForm({ exchange, people, form, find }: FormProperties & { people: Person[]; find: string }) {
  const isMine = form.typed.kind !== 'one_way' && form.typed.kind !== 'history'
  const chosen = isMine ? chosenIn(form) : []
  const errors = isMine ? form.errors : {}
  return (
    <Form action={paths.rules(exchange.id)} title="Who shouldn’t draw each other?">
      <input type="hidden" name="kind" value="exclusion" />
      {people.length > fewToFind && <FindField exchange={exchange} find={find} />}
      <fieldset class={errors.participant_ids ? 'pick wrong' : 'pick'} id="pick">
        <legend class="hint">Tick a couple, a family, or anyone else. None of them draws another.</legend>
        {(errors.participant_ids ?? errors.kind) && <p class="error">{errors.participant_ids ?? errors.kind}</p>}
        <Ticks people={people} chosen={chosen} find={find} />
      </fieldset>
      <AddButton exchange={exchange}>Keep them apart</AddButton>
    </Form>
  )
}

/** So many people are found at a glance. */
const fewToFind = 8

function FindField({ exchange, find }: { exchange: DrawnExchange; find: string }) {
  return (
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
  )
}

function Ticks({ people, chosen, find }: { people: Person[]; chosen: string[]; find: string }) {
  const ticked = people.filter(({ id }) => chosen.includes(id))
  const found = people.filter(({ id, name }) => !chosen.includes(id) && name.toLowerCase().includes(find.trim().toLowerCase()))
  const beyond = found.length - mostToTick
  if (people.length === 0) return <p class="quiet">No one has joined yet.</p>
  return (
    <>
      <div class="ticks">
        {ticked.map((person) => (
          <Tick person={person} isTicked />
        ))}
        {found.slice(0, mostToTick).map((person) => (
          <Tick person={person} />
        ))}
      </div>
      {ticked.length + found.length === 0 && <p class="quiet">No one by that name.</p>}
      {beyond > 0 && <p class="quiet">And {beyond} more: find them by name. Whoever is ticked stays ticked.</p>}
    </>
  )
}

function Tick({ person: { id, name }, isTicked }: { person: Person; isTicked?: boolean }) {
  return (
    <label class="tick">
      <input type="checkbox" name="participant_ids" value={id} checked={isTicked} /> <span dir="auto">{name}</span>
    </label>
  )
}

/** The form that keeps one person from drawing another, who may draw them. */
export function OneWayForm({ exchange, people, form }: FormProperties & { people: Person[] }) {
  const isMine = form.typed.kind === 'one_way'
  const [giver, receiver] = isMine ? chosenIn(form) : []
  const errors = isMine ? form.errors : {}
  return (
    <Fold title="One way only" isOpen={isMine}>
      <Form action={paths.rules(exchange.id)} isBare>
        <input type="hidden" name="kind" value="one_way" />
        <div class="pair">
          <SelectPerson id="one-way-giver" label="This person" people={people} form={{ typed: { participant_ids: giver ?? '' }, errors }} />
          <SelectPerson id="one-way-receiver" label="shouldn’t draw" people={people} form={{ typed: { participant_ids: receiver ?? '' }, errors: {} }} />
        </div>
        <AddButton exchange={exchange}>Rule it out</AddButton>
      </Form>
    </Fold>
  )
}

function SelectPerson({ people, ...field }: { id: string; label: string; people: Person[]; form: Refused }) {
  const options = people.map(({ id, name }) => ({ value: id, label: name }))
  return <Select {...field} name="participant_ids" options={[{ value: '', label: 'Choose' }, ...options]} />
}

/** The form that keeps everyone from drawing whom they had in an earlier exchange. */
export function HistoryForm({ exchange, earlier, form }: FormProperties & { earlier: EarlierExchange[] }) {
  const isMine = form.typed.kind === 'history'
  return (
    <Fold title="Not the same as last time" isOpen={isMine}>
      <p class="quiet">No one draws the person they had in an earlier exchange. We recognise people by their e-mail address; who had whom stays secret.</p>
      {earlier.length === 0 ? (
        <p class="quiet">There’s no earlier exchange with a draw yet.</p>
      ) : (
        <Form action={paths.rules(exchange.id)} isBare>
          <input type="hidden" name="kind" value="history" />
          <Select
            form={isMine ? form : blank()}
            name="earlier_exchange_id"
            label="Earlier exchange"
            hint="The number says how many of these people were in it."
            options={earlier.map(asOption)}
          />
          <AddButton exchange={exchange}>Don’t repeat it</AddButton>
        </Form>
      )}
    </Fold>
  )
}

function asOption({ id, name, exchangeDate, shared }: EarlierExchange) {
  return { value: id, label: `${name}, ${shortDate(exchangeDate)} (${shared})` }
}

function AddButton({ exchange, children }: { exchange: DrawnExchange; children: Child }) {
  return (
    <Actions>
      <Button hx-post={paths.rules(exchange.id)} hx-target="#rules" hx-swap="outerHTML" hx-include="closest form" hx-disable="this">
        {children}
      </Button>
    </Actions>
  )
}

/** The people who were chosen in a form that came back. */
export function chosenIn(form: Refused): string[] {
  return (form.typed.participant_ids ?? '').split(' ').filter(Boolean)
}
