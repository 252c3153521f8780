import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading } from '../ui/heading.tsx'
import { Outcome } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { inFigures } from '../ui/wording.ts'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { adds, type Fate, mostAtOnce, needsAnotherLook, type PlannedLine } from './import-people.ts'
import { toPeople } from './people-page.tsx'
import type { ExchangeOfPeople } from './reads.ts'

/** The page around the form for a list of people. */
export function ImportPage({ exchange, frame, children }: { exchange: ExchangeOfPeople; frame: Frame; children: Child }) {
  return (
    <Page title="Add a list" frame={frame} nav="admin">
      <Heading title="Add a list" lead="You see what becomes of each line before anybody is added." back={toPeople(exchange)} />
      {children}
    </Page>
  )
}

type ImportProperties = { exchange: ExchangeOfPeople; form: Refused; planned?: PlannedLine[] | undefined }

/** The form for a list of people; with `planned`, what would become of each of its lines, and the button that adds them. */
export function ImportPart({ exchange, form, planned }: ImportProperties) {
  const troubled = planned?.filter(needsAnotherLook) ?? []
  return (
    <Form id="import" action={paths.importPeople(exchange.id)} form={form} hasFiles isBare>
      {planned === undefined && <ListCard exchange={exchange} form={form} />}
      {planned && troubled.length === 0 && (
        <>
          <Ready planned={planned} />
          <LinesCard title="Line by line" lines={planned} />
          <ListCard exchange={exchange} form={form} planned={planned} />
        </>
      )}
      {planned && troubled.length > 0 && (
        <>
          <Troubled lines={troubled} />
          <ListCard exchange={exchange} form={form} planned={planned} />
          <LinesCard title="The other lines" lines={planned.filter((line) => !needsAnotherLook(line))} />
        </>
      )}
    </Form>
  )
}

/** The list itself, and the button that looks through it. */
function ListCard({ exchange, form, planned }: ImportProperties) {
  const isReady = planned?.some(adds) && !planned.some(needsAnotherLook)
  return (
    <Card title={planned && 'Change the list'}>
      <TextArea
        form={form}
        name="people"
        label="Names and addresses"
        hint={`One person on a line, like: Bob Miller, bob@example.org. Lines copied from a spreadsheet work too. Up to ${inFigures(mostAtOnce)} at a time.`}
        optional={!planned}
        rows={planned ? Math.min(16, planned.length + 2) : 8}
      />
      {!planned && <FileField />}
      <Actions>
        <Button tone={isReady ? 'secondary' : 'primary'}>{planned ? 'Check again' : 'Check the list'}</Button>
        <LinkButton path={paths.people(exchange.id)} tone="secondary">
          Cancel
        </LinkButton>
      </Actions>
    </Card>
  )
}

function FileField() {
  return (
    <div class="field">
      <label for="file">Or a CSV file</label>
      <p class="hint" id="file-hint">
        Saved from a spreadsheet: the name in the first column, the address in the second.
      </p>
      <input id="file" name="file" type="file" accept=".csv,.txt,text/csv,text/plain" aria-describedby="file-hint" />
    </div>
  )
}

function Ready({ planned }: { planned: PlannedLine[] }) {
  const count = planned.filter(adds).length
  return (
    <Card tone="next" title={count > 0 ? 'Is this right?' : 'Nothing to add'} isAnswer>
      <p>{summary(planned)}</p>
      {count > 0 && (
        <Actions>
          <Button name="confirm" value="yes">
            {count === 1 ? 'Add 1 person' : `Add ${count} people`}
          </Button>
          <span class="quiet">Each gets an e-mail with a link.</span>
        </Actions>
      )}
    </Card>
  )
}

function Troubled({ lines }: { lines: PlannedLine[] }) {
  const [need, them] = lines.length === 1 ? ['One line needs', 'it'] : [`${lines.length} lines need`, 'them']
  return (
    <Outcome kind="problem" title={`${need} another look.`}>
      <p>
        Correct {them} below, or take {them} out; until then nobody is added.
      </p>
      <Lines lines={lines} />
    </Outcome>
  )
}

function LinesCard({ title, lines }: { title: string; lines: PlannedLine[] }) {
  if (lines.length === 0) return null
  return (
    <Card title={title} count={lines.length}>
      <Lines lines={lines} />
    </Card>
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
