import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../../paths.ts'
import { Actions, Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Heading } from '../../ui/heading.tsx'
import { Message } from '../../ui/message.tsx'
import { Page } from '../../ui/page.tsx'
import { PartsNav } from '../../ui/parts-nav.tsx'
import { inFigures } from '../../ui/wording.ts'
import type { Frame } from '../../web/answer.tsx'
import type { Refused } from '../../web/form.ts'
import { toPeople } from '../people-page.tsx'
import type { ExchangeOfPeople } from '../reads.ts'
import { HowItWasRead } from './columns-card.tsx'
import type { Plan } from './import-people.ts'
import { HouseholdsCard, LinesCard, Ready, SkippedLines, Troubled } from './lines-card.tsx'
import { adds, mostAtOnce, needsAnotherLook } from './plan.ts'
import type { ImportReport } from './report.ts'
import type { SentList } from './sent-list.ts'

/** The page around the form for a list of people. */
export function ImportPage({ exchange, frame, children }: { exchange: ExchangeOfPeople; frame: Frame; children: Child }) {
  return (
    <Page title="Add a list" frame={frame} nav="admin">
      <Heading title="Add a list" lead="You’ll see what happens to each line before anyone is added." back={toPeople(exchange)} />
      <PartsNav id={exchange.id} here="people" isWithin />
      {children}
    </Page>
  )
}

/** What would become of a list, and how it was read; `shown` tells this preview from others, and `done` says what was done before. */
export type Preview = Pick<SentList, 'read' | 'recognised' | 'encoding'> & { plan: Plan; shown: string; done?: ImportReport | undefined }

type ImportProperties = { exchange: ExchangeOfPeople; form: Refused; preview?: Preview | undefined }

/** The form for a list of people; with a preview, what would become of each of its lines, and the button that adds them. */
export function ImportPart({ exchange, form, preview }: ImportProperties) {
  return (
    <Form id="import" action={paths.importPeople(exchange.id)} form={form} hasFiles isBare>
      {preview ? <Previewed exchange={exchange} form={form} preview={preview} /> : <ListCard exchange={exchange} form={form} />}
    </Form>
  )
}

function Previewed({ exchange, form, preview }: ImportProperties & { preview: Preview }) {
  const { plan, read, done } = preview
  const troubled = plan.lines.filter(needsAnotherLook)
  const others = plan.lines.filter((line) => !needsAnotherLook(line))
  return (
    <>
      {done && <Message kind={done.kind}>{done.text}</Message>}
      {troubled.length > 0 && <Troubled lines={troubled} others={others} />}
      {(troubled.length === 0 || others.some(adds)) && <Ready lines={others} areRest={troubled.length > 0} />}
      {troubled.length > 0 && <LinesCard title="The other lines" lines={others} />}
      <HouseholdsCard households={plan.households} />
      <HowItWasRead form={form} preview={preview} />
      {troubled.length > 0 && <ListCard exchange={exchange} form={form} preview={preview} />}
      {troubled.length === 0 && <LinesCard title="Line by line" lines={others} />}
      <SkippedLines skipped={read.skipped} />
      {troubled.length === 0 && <ListCard exchange={exchange} form={form} preview={preview} />}
      <input type="hidden" name="together" value={form.typed.together ?? ''} />
      <input type="hidden" name="shown" value={preview.shown} />
      <input type="hidden" name="email_confirmed" value={form.typed.email_confirmed ?? ''} />
    </>
  )
}

/** The list itself, and the button that looks through it. */
function ListCard({ exchange, form, preview }: ImportProperties) {
  const isReady = preview?.plan.lines.some(adds)
  return (
    <Card title={preview && 'Change the list'}>
      <TextArea
        form={form}
        name="people"
        label="Names and addresses"
        hint={`One person on a line, like: Bob Miller, bob@example.org. Lines copied from a spreadsheet, a form or a mail program work too. Up to ${inFigures(mostAtOnce)} people at a time.`}
        optional={preview ? false : 'either'}
        rows={preview ? Math.min(16, preview.plan.lines.length + 2) : 8}
      />
      {!preview && <FileField error={form.errors.file} />}
      <Actions>
        <Button tone={isReady ? 'secondary' : 'primary'}>{preview ? 'Check again' : 'Check the list'}</Button>
        <LinkButton path={paths.people(exchange.id)} tone="secondary">
          Cancel
        </LinkButton>
      </Actions>
    </Card>
  )
}

function FileField({ error }: { error: string | undefined }) {
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for="file">Or a CSV file</label>
      <p class="hint" id="file-hint">
        Saved as CSV or text from a spreadsheet, a form or an address book. You’ll see next which column is what.
      </p>
      {error && (
        <p class="error" id="file-error">
          {error}
        </p>
      )}
      <input
        id="file"
        name="file"
        type="file"
        accept=".csv,.tsv,.tab,.txt,.vcf,.ldif,text/csv,text/vcard,text/tab-separated-values,text/plain"
        aria-describedby={error ? 'file-hint file-error' : 'file-hint'}
        aria-invalid={error ? 'true' : undefined}
        autofocus={error !== undefined}
      />
    </div>
  )
}
