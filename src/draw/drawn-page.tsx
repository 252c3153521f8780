import type { Printer } from '../language/printer.ts'
import { inWords, type Refusal } from '../language/refusals.ts'
import { paths } from '../paths.ts'
import { Gift } from '../ui/art.tsx'
import { Actions, Button, LinkButton, SendOrLeave } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword, type NeededProof } from '../ui/current-password.tsx'
import { Problems } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, toDesk } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import type { DrawnExchange } from './reads.ts'
import { reportInWords } from './report.ts'
import type { LastRepair } from './undo-repair.ts'

type Drawn = { exchange: DrawnExchange; people: number; lastRepair: LastRepair | undefined; frame: Frame }

/** What the organiser may know of a draw: how it came about and how many have looked. */
export function DrawnPage({ exchange, people, lastRepair, form, frame }: Drawn & { form: Refused }) {
  const { t } = frame
  return (
    <Page title={t('draw.drawn.title', { exchange: exchange.name })} frame={frame} nav="admin">
      <Heading title={t('draw.drawn.heading')} back={toDesk(exchange)} />
      <PartsNav id={exchange.id} here="overview" isWithin t={t} />
      <Problems form={form} t={t} />
      <Card tone="festive">
        <Gift size={96} />
        <ul class="checks">
          <li>{reportInWords(exchange, t)}</li>
          <li>{t('draw.drawn.sealed')}</li>
          <li class={exchange.looked < people ? 'ahead' : undefined}>{t('draw.drawn.looked', { looked: exchange.looked, people })}</li>
        </ul>
      </Card>
      {exchange.state === 'matched' && <WhenPlansChange exchange={exchange} lastRepair={lastRepair} t={t} />}
    </Page>
  )
}

function WhenPlansChange({ exchange, lastRepair, t }: Pick<Drawn, 'exchange' | 'lastRepair'> & { t: Printer }) {
  return (
    <Card title={t('draw.change.title')}>
      <p>
        {t.rich('draw.change.how', {
          people: (words) => <a href={paths.people(exchange.id)}>{words}</a>,
          rule: (words) => <a href={paths.rules(exchange.id)}>{words}</a>,
        })}
      </p>
      <Actions>
        <LinkButton path={paths.undoDraw(exchange.id)} tone="danger">
          {t(lastRepair ? 'draw.change.undoEither' : 'draw.change.undoDraw')}
        </LinkButton>
      </Actions>
    </Card>
  )
}

/** `brake`: why names could not be drawn again for a while. */
type Undo = Drawn & { brake: Refusal | undefined; form: Refused; proof: NeededProof | undefined }

/** What undoing means, for the last repair and for the whole draw. */
export function UndoPage({ exchange, people, lastRepair, brake, form, proof, frame }: Undo) {
  const { t } = frame
  const isDrawn = exchange.state === 'matched'
  return (
    <Page title={t('draw.undo.title', { exchange: exchange.name })} frame={frame} nav="admin">
      <Heading title={t('draw.undo.heading')} back={toDesk(exchange)} />
      <Problems form={form} t={t} />
      {!isDrawn && !form.errors.form && <Message kind="notice">{t(exchange.state === 'completed' ? 'draw.undo.isOver' : 'draw.undo.noDraw')}</Message>}
      {isDrawn && brake && <Message kind="notice">{inWords(brake, t)}</Message>}
      {isDrawn && lastRepair && <UndoRepair exchange={exchange} lastRepair={lastRepair} form={form} proof={proof} t={t} />}
      {isDrawn && <UndoWhole exchange={exchange} people={people} form={form} proof={proof} t={t} />}
    </Page>
  )
}

type Part = { exchange: DrawnExchange; form: Refused; proof: NeededProof | undefined; t: Printer }

function UndoRepair({ exchange, lastRepair, form, proof, t }: Part & { lastRepair: LastRepair }) {
  return (
    <Form action={paths.undoDraw(exchange.id)} title={t('draw.undo.change')}>
      <p dir="auto">{changeInWords(lastRepair, t)}</p>
      <p>{t('draw.undo.change.means')}</p>
      <input type="hidden" name="what" value="repair" />
      <CurrentPassword form={form} proof={proof} id="password-for-repair" t={t} />
      <Actions>
        <Button>{t('draw.undo.change.send')}</Button>
      </Actions>
    </Form>
  )
}

function UndoWhole({ exchange, people, form, proof, t }: Part & { people: number }) {
  return (
    <Form action={paths.undoDraw(exchange.id)} title={t('draw.undo.whole')}>
      <ul>
        <li>
          {t('draw.undo.whole.matches', { count: people })} {t('draw.undo.whole.looked', { count: exchange.looked })}
        </li>
        <li>{t('draw.undo.whole.registration')}</li>
        <li>{t('draw.undo.whole.told')}</li>
      </ul>
      <input type="hidden" name="what" value="draw" />
      <CurrentPassword form={form} proof={proof} t={t} />
      <SendOrLeave t={t} send={t('draw.undo.whole.send')} tone="danger" leave={t('draw.undo.keep')} path={paths.exchange(exchange.id)} />
    </Form>
  )
}

function changeInWords({ cause, name }: LastRepair, t: Printer): string {
  return cause === 'rule' ? t('draw.undo.change.rule') : t(`draw.undo.change.${cause}`, { name: name ?? '' })
}
