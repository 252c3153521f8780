import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../../language/printer.ts'
import { paths } from '../../paths.ts'
import { Actions, Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Problems, TextArea } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Heading } from '../../ui/heading.tsx'
import { Message } from '../../ui/message.tsx'
import { Page } from '../../ui/page.tsx'
import { PartsNav } from '../../ui/parts-nav.tsx'
import type { Frame } from '../../web/answer.tsx'
import type { Refused } from '../../web/form.ts'
import { toPeople } from '../people-page.tsx'
import type { ExchangeOfPeople } from '../reads.ts'
import { HowItWasRead } from './columns-card.tsx'
import { HouseholdsCard } from './households-card.tsx'
import type { Plan } from './import-people.ts'
import { LinesCard, Ready, Troubled } from './lines-card.tsx'
import { adds, mostAtOnce, needsAnotherLook } from './plan.ts'
import type { ImportReport } from './report.ts'
import type { SentList } from './sent-list.ts'
import { SkippedLines } from './skipped-lines.tsx'

/** The page around the form for a list of people. */
export function ImportPage({ exchange, frame, children }: { exchange: ExchangeOfPeople; frame: Frame; children: Child }) {
  const { t } = frame
  return (
    <Page title={t('import.title')} frame={frame} nav="admin">
      <Heading title={t('import.title')} lead={t('import.lead')} back={toPeople(exchange, t)} />
      <PartsNav id={exchange.id} here="people" isWithin t={t} />
      {children}
    </Page>
  )
}

/** What would become of a list, and how it was read; `shown` tells this preview from others, and `done` says what was done before. */
export type Preview = Pick<SentList, 'read' | 'recognised' | 'encoding'> & { plan: Plan; shown: string; done?: ImportReport | undefined }

type ImportProperties = { exchange: ExchangeOfPeople; form: Refused; preview?: Preview | undefined; t: Printer }

/** The form for a list of people; with a preview, what would become of each of its lines, and the button that adds them. */
export function ImportPart({ exchange, form, preview, t }: ImportProperties) {
  return (
    <Form id="import" action={paths.importPeople(exchange.id)} hasFiles isBare>
      <Problems form={form} t={t} />
      {preview ? <Previewed exchange={exchange} form={form} preview={preview} t={t} /> : <ListCard exchange={exchange} form={form} t={t} />}
    </Form>
  )
}

function Previewed({ exchange, form, preview, t }: ImportProperties & { preview: Preview }) {
  const { plan, read, done } = preview
  const troubled = plan.lines.filter(needsAnotherLook)
  const others = plan.lines.filter((line) => !needsAnotherLook(line))
  return (
    <>
      {done && <Message kind={done.kind}>{done.text}</Message>}
      {troubled.length > 0 && <Troubled lines={troubled} others={others} t={t} />}
      {(troubled.length === 0 || others.some(adds)) && <Ready lines={others} areRest={troubled.length > 0} t={t} />}
      {troubled.length > 0 && <LinesCard title={t('import.others')} lines={others} t={t} />}
      <HouseholdsCard households={plan.households} t={t} />
      <HowItWasRead form={form} preview={preview} t={t} />
      {troubled.length > 0 && <ListCard exchange={exchange} form={form} preview={preview} t={t} />}
      {troubled.length === 0 && <LinesCard title={t('import.lineByLine')} lines={others} t={t} />}
      <SkippedLines skipped={read.skipped} t={t} />
      {troubled.length === 0 && <ListCard exchange={exchange} form={form} preview={preview} t={t} />}
      <input type="hidden" name="together" value={form.typed.together ?? ''} />
      <input type="hidden" name="shown" value={preview.shown} />
      <input type="hidden" name="email_confirmed" value={form.typed.email_confirmed ?? ''} />
    </>
  )
}

/** The list itself, and the button that looks through it. */
function ListCard({ exchange, form, preview, t }: ImportProperties) {
  const isReady = preview?.plan.lines.some(adds)
  return (
    <Card title={preview && t('import.change')}>
      <TextArea
        form={form}
        t={t}
        name="people"
        label={t('import.people')}
        hint={t('import.people.hint', { limit: mostAtOnce })}
        optional={preview ? false : 'either'}
        rows={preview ? Math.min(16, preview.plan.lines.length + 2) : 8}
      />
      {!preview && <FileField error={form.errors.file} t={t} />}
      <Actions>
        <Button tone={isReady ? 'secondary' : 'primary'}>{t(preview ? 'import.checkAgain' : 'import.check')}</Button>
        <LinkButton path={paths.people(exchange.id)} tone="secondary">
          {t('import.cancel')}
        </LinkButton>
      </Actions>
    </Card>
  )
}

function FileField({ error, t }: { error: string | undefined; t: Printer }) {
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for="file">{t('import.file')}</label>
      <p class="hint" id="file-hint">
        {t('import.file.hint')}
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
