import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Fold } from '../ui/card.tsx'
import { shortDate } from '../ui/dates.ts'
import { Select } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import type { Refused } from '../web/form.ts'
import type { Person } from './constraints.ts'
import type { DrawnExchange, EarlierExchange } from './reads.ts'

type FormProperties = { exchange: DrawnExchange; form: Refused; t: Printer }

/** So many people stand there to be ticked; of more, one searches for the others. */
const mostToTick = 60

/** The picker: whoever is ticked is kept apart from all the others who are, as an exclusion among two or more. */
export function GroupForm({ exchange, people, form, find, t }: FormProperties & { people: Person[]; find: string }) {
  const isMine = form.typed.kind !== 'one_way' && form.typed.kind !== 'history'
  const chosen = isMine ? chosenIn(form) : []
  const errors = isMine ? form.errors : {}
  return (
    <Form action={paths.rules(exchange.id)} title={t('draw.rules.group')}>
      <input type="hidden" name="kind" value="exclusion" />
      {people.length > fewToFind && <FindField exchange={exchange} find={find} t={t} />}
      <fieldset class={errors.participant_ids ? 'pick wrong' : 'pick'} id="pick">
        <legend class="hint">{t('draw.rules.group.hint')}</legend>
        {(errors.participant_ids ?? errors.kind) && <p class="error">{errors.participant_ids ?? errors.kind}</p>}
        <Ticks people={people} chosen={chosen} find={find} t={t} />
      </fieldset>
      <AddButton exchange={exchange}>{t('draw.rules.group.send')}</AddButton>
    </Form>
  )
}

/** So many people are found at a glance. */
const fewToFind = 8

function FindField({ exchange, find, t }: { exchange: DrawnExchange; find: string; t: Printer }) {
  return (
    <div class="field">
      <label for="find">{t('draw.rules.group.find')}</label>
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
          {t('draw.rules.group.find.send')}
        </Button>
      </span>
    </div>
  )
}

function Ticks({ people, chosen, find, t }: { people: Person[]; chosen: string[]; find: string; t: Printer }) {
  const ticked = people.filter(({ id }) => chosen.includes(id))
  const found = people.filter(({ id, name }) => !chosen.includes(id) && name.toLowerCase().includes(find.trim().toLowerCase()))
  const beyond = found.length - mostToTick
  if (people.length === 0) return <p class="quiet">{t('draw.rules.group.nobody')}</p>
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
      {ticked.length + found.length === 0 && <p class="quiet">{t('draw.rules.group.notFound')}</p>}
      {beyond > 0 && <p class="quiet">{t('draw.rules.group.beyond', { count: beyond })}</p>}
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
export function OneWayForm({ exchange, people, form, t }: FormProperties & { people: Person[] }) {
  const isMine = form.typed.kind === 'one_way'
  const [giver, receiver] = isMine ? chosenIn(form) : []
  const errors = isMine ? form.errors : {}
  return (
    <Fold title={t('draw.rules.oneWay')} isOpen={isMine}>
      <Form action={paths.rules(exchange.id)} isBare>
        <input type="hidden" name="kind" value="one_way" />
        <div class="pair">
          <SelectPerson end="giver" people={people} form={{ typed: { participant_ids: giver ?? '' }, errors }} t={t} />
          <SelectPerson end="receiver" people={people} form={{ typed: { participant_ids: receiver ?? '' }, errors: {} }} t={t} />
        </div>
        <AddButton exchange={exchange}>{t('draw.rules.oneWay.send')}</AddButton>
      </Form>
    </Fold>
  )
}

function SelectPerson({ end, people, form, t }: { end: 'giver' | 'receiver'; people: Person[]; form: Refused; t: Printer }) {
  const options = [{ value: '', label: t('draw.rules.oneWay.choose') }, ...people.map(({ id, name }) => ({ value: id, label: name }))]
  return <Select form={form} t={t} id={`one-way-${end}`} name="participant_ids" label={t(`draw.rules.oneWay.${end}`)} options={options} />
}

/** The form that keeps everyone from drawing whom they had in an earlier exchange. */
export function HistoryForm({ exchange, earlier, form, t }: FormProperties & { earlier: EarlierExchange[] }) {
  const isMine = form.typed.kind === 'history'
  const chosen = isMine ? (form.typed.earlier_exchange_id ?? '').split(' ') : earlier.slice(0, 1).map(({ id }) => id)
  return (
    <Fold title={t('draw.rules.history')} isOpen={isMine}>
      <p class="quiet">{t('draw.rules.history.means')}</p>
      {earlier.length === 0 ? (
        <p class="quiet">{t('draw.rules.history.none')}</p>
      ) : (
        <Form action={paths.rules(exchange.id)} isBare>
          <input type="hidden" name="kind" value="history" />
          <fieldset class="field pick">
            <legend>{t('draw.rules.history.earlier')}</legend>
            <p class="hint">{t('draw.rules.history.hint')}</p>
            {isMine && form.errors.earlier_exchange_id && <p class="error">{form.errors.earlier_exchange_id}</p>}
            <div class="ticks">
              {earlier.map((exchange) => (
                <label class="tick">
                  <input type="checkbox" name="earlier_exchange_id" value={exchange.id} checked={chosen.includes(exchange.id)} />{' '}
                  <span dir="auto">{inShort(exchange, t)}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <AddButton exchange={exchange}>{t('draw.rules.history.send')}</AddButton>
        </Form>
      )}
    </Fold>
  )
}

function inShort({ name, exchangeDate, shared }: EarlierExchange, t: Printer): string {
  if (shared === undefined) return `${name} · ${shortDate(exchangeDate, t)}`
  return t('draw.rules.history.option', { exchange: name, date: shortDate(exchangeDate, t), shared })
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
