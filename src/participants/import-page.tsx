import { paths } from '../paths.ts'
import { Problems, TextArea } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { adds, type Fate, mostAtOnce, needsAnotherLook, type PlannedLine } from './import-people.ts'
import { BackToPeople } from './people-page.tsx'
import type { ExchangeOfPeople } from './reads.ts'

type ImportProperties = { exchange: ExchangeOfPeople; form: Refused; planned?: PlannedLine[] | undefined; frame: Frame }

/** The form for a list of people; with `planned`, what would become of each of its lines. */
export function ImportPage({ exchange, form, planned, frame }: ImportProperties) {
  const isReady = planned?.some(adds) && !planned.some(needsAnotherLook)
  return (
    <Page title="Add a list" frame={frame} nav="admin">
      <BackToPeople exchange={exchange} />
      <h1>{planned ? 'Is this right?' : 'Add a list'}</h1>
      {!planned && <p class="lead">You see what becomes of each line before anybody is added.</p>}
      <form method="post" action={paths.importPeople(exchange.id)} enctype="multipart/form-data" class="card" novalidate>
        <Problems form={form} />
        {planned && <Verdict planned={planned} />}
        {isReady && <Confirm count={planned?.filter(adds).length ?? 0} />}
        <TextArea
          form={form}
          name="people"
          label="Names and addresses"
          hint={`One person on a line, like: Bob Miller, bob@example.org. Lines copied from a spreadsheet work too. Up to ${mostAtOnce} at a time.`}
          rows={planned ? Math.min(16, planned.length + 2) : 8}
          optional
        />
        {!planned && <FileField />}
        <button class={isReady ? 'button secondary' : 'button'}>{planned ? 'Check again' : 'Check the list'}</button>
        <a class="button secondary" href={paths.people(exchange.id)}>
          Cancel
        </a>
      </form>
      {planned && <Others lines={planned.filter((line) => !needsAnotherLook(line))} />}
    </Page>
  )
}

function FileField() {
  return (
    <div class="field">
      <label for="file">
        Or a CSV file<span class="optional"> (optional)</span>
      </label>
      <p class="hint" id="file-hint">
        Saved from a spreadsheet: the name in the first column, the address in the second.
      </p>
      <input id="file" name="file" type="file" accept=".csv,.txt,text/csv,text/plain" aria-describedby="file-hint" />
    </div>
  )
}

function Confirm({ count }: { count: number }) {
  return (
    <p>
      <button class="button" name="confirm" value="yes">
        {count === 1 ? 'Add 1 person' : `Add ${count} people`}
      </button>
      <span class="quiet">Each gets an e-mail with a link.</span>
    </p>
  )
}

function Verdict({ planned }: { planned: PlannedLine[] }) {
  const troubled = planned.filter(needsAnotherLook)
  if (troubled.length === 0) return <p>{summary(planned)}</p>
  const [need, them] = troubled.length === 1 ? ['One line needs', 'it'] : [`${troubled.length} lines need`, 'them']
  return (
    <>
      <p class="message problem" role="alert" tabindex="-1">
        {need} another look. Correct {them} below, or take {them} out; until then nobody is added.
      </p>
      <Lines lines={troubled} />
    </>
  )
}

function Others({ lines }: { lines: PlannedLine[] }) {
  if (lines.length === 0) return null
  return (
    <section class="card">
      <h2>Line by line</h2>
      <Lines lines={lines} />
    </section>
  )
}

function Lines({ lines }: { lines: PlannedLine[] }) {
  return (
    <ol class="plan">
      {lines.map((line) => (
        <li>
          <span class="quiet">Line {line.number}</span>
          <PlannedPerson line={line} />
          <span class={needsAnotherLook(line) ? 'error' : 'quiet'}>{line.problem ?? fates[line.fate]}</span>
        </li>
      ))}
    </ol>
  )
}

function PlannedPerson({ line }: { line: PlannedLine }) {
  if (line.fate === 'bad') return <b dir="auto">{line.text}</b>
  return (
    <span>
      <b dir="auto">{line.name}</b> {line.email}
    </span>
  )
}

const fates: Record<Fate, string> = {
  joins: 'will join',
  'comes back': 'will come back: has taken part before',
  'is in': 'is in already, and stays as is',
  repeated: 'stands in the list twice',
  'no room': 'finds no room: the exchange is full',
  bad: 'can’t be read',
}

function summary(planned: PlannedLine[]): string {
  const joining = planned.filter(adds).length
  const without = planned.filter(({ fate }) => fate === 'is in' || fate === 'repeated').length
  const first = joining === 0 ? 'Nobody would be added.' : `${joining === 1 ? '1 person' : `${joining} people`} would be added.`
  if (without === 0) return first
  return `${first} ${without === 1 ? '1 line changes' : `${without} lines change`} nothing: in already, or there twice.`
}
