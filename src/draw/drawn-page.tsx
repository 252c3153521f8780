import { paths } from '../paths.ts'
import { Gift } from '../ui/art.tsx'
import { Actions, Button, LinkButton, SendOrLeave } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword } from '../ui/current-password.tsx'
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
  return (
    <Page title={`The draw of ${exchange.name}`} frame={frame} nav="admin">
      <Heading title="The names are drawn" back={toDesk(exchange)} />
      <PartsNav id={exchange.id} here="overview" isWithin />
      <Problems form={form} />
      <Card tone="festive">
        <Gift size={96} />
        <ul class="checks">
          <li>{reportInWords(exchange)}</li>
          <li>The matches are sealed: only the giver ever sees them – not even you do.</li>
          <li class={exchange.looked < people ? 'ahead' : undefined}>
            {exchange.looked} of {people} {exchange.looked === 1 ? 'has' : 'have'} looked.
          </li>
        </ul>
      </Card>
      {exchange.state === 'matched' && <WhenPlansChange exchange={exchange} lastRepair={lastRepair} />}
    </Page>
  )
}

function WhenPlansChange({ exchange, lastRepair }: Pick<Drawn, 'exchange' | 'lastRepair'>) {
  return (
    <Card title="When plans change">
      <p>
        Someone can’t come, or joins late? Take them out or add them with the <a href={paths.people(exchange.id)}>people</a>: as few others as possible get a
        new match. You can still add a <a href={paths.rules(exchange.id)}>rule</a>, too.
      </p>
      <Actions>
        <LinkButton path={paths.undoDraw(exchange.id)} tone="danger">
          {lastRepair ? 'Undo the last change or the draw' : 'Undo the draw'}
        </LinkButton>
      </Actions>
    </Card>
  )
}

type Undo = Drawn & { form: Refused; needsPassword: boolean }

/** What undoing means, for the last repair and for the whole draw. */
export function UndoPage({ exchange, people, lastRepair, form, needsPassword, frame }: Undo) {
  const isDrawn = exchange.state === 'matched'
  const action = paths.undoDraw(exchange.id)
  return (
    <Page title={`Undo the draw of ${exchange.name}`} frame={frame} nav="admin">
      <Heading title="Undo the draw" back={toDesk(exchange)} />
      <Problems form={form} />
      {!isDrawn && !form.errors.form && (
        <Message kind="notice">{exchange.state === 'completed' ? 'The exchange is over, so its draw can’t be undone.' : 'There’s no draw to undo.'}</Message>
      )}
      {isDrawn && lastRepair && (
        <Form action={action} title="Only the last change">
          <p dir="auto">{changeInWords(lastRepair)}</p>
          <p>Everyone gives to the same person as before. That’s possible as long as no one has looked at a match since. Only those concerned are told.</p>
          <input type="hidden" name="what" value="repair" />
          <CurrentPassword form={form} isNeeded={needsPassword} id="password-for-repair" />
          <Actions>
            <Button>Undo the last change</Button>
          </Actions>
        </Form>
      )}
      {isDrawn && (
        <Form action={action} title="The whole draw">
          <ul>
            <li>
              All {people} matches are deleted for good. {looked(exchange.looked)}
            </li>
            <li>Registration is closed again: you can change rules and people, reopen registration, or draw again.</li>
            <li>Everyone who was told about the draw gets an e-mail that there’ll be a new one.</li>
          </ul>
          <input type="hidden" name="what" value="draw" />
          <CurrentPassword form={form} isNeeded={needsPassword} />
          <SendOrLeave send="Undo the draw" tone="danger" leave="Keep it" path={paths.exchange(exchange.id)} />
        </Form>
      )}
    </Page>
  )
}

function looked(count: number): string {
  if (count === 0) return 'No one has looked yet.'
  return count === 1 ? 'One person has looked already, and may have a gift.' : `${count} people have looked already, and may have a gift.`
}

function changeInWords({ cause, name }: LastRepair): string {
  if (cause === 'rule') return 'A rule was added. It will be removed again.'
  return cause === 'left' ? `${name} was taken out, and will be in again.` : `${name} was added, and will be out again.`
}
