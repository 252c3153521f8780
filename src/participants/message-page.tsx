import type { Child } from '#jsx/jsx-runtime'
import type { Email, EmailPart } from '../mail/email.ts'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Input, Problems, TextArea } from '../ui/field.tsx'
import { swapped } from '../ui/form.tsx'
import { Heading } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import { UserText } from '../ui/user-text.tsx'
import { inFigures } from '../ui/wording.ts'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { longestMessage } from './forms.ts'
import { toPeople } from './people-page.tsx'
import type { ExchangeOfPeople } from './reads.ts'

/** The page around the form for a message to everyone. */
export function MessagePage({ exchange, frame, children }: { exchange: ExchangeOfPeople; frame: Frame; children: Child }) {
  return (
    <Page title="Write to everyone" frame={frame} nav="admin">
      <Heading
        title="Write to everyone"
        lead={exchange.joined === 0 ? 'No one has joined yet, so there’s no one to write to.' : `Your message goes by e-mail to ${everyone(exchange.joined)}.`}
        back={toPeople(exchange)}
      />
      <PartsNav id={exchange.id} here="messages" />
      {children}
    </Page>
  )
}

function everyone(count: number): string {
  return count === 1 ? 'the 1 person in this exchange' : `all ${count} people in this exchange`
}

type MessageProperties = {
  exchange: ExchangeOfPeople
  form: Refused
  /** The e-mail as one of them gets it, and what names this sending. */
  preview?: { email: Email; nonce: string } | undefined
}

/** The form for a message to everyone; with `preview`, how it will look, and the button that sends it. */
export function MessagePart({ exchange, form, preview }: MessageProperties) {
  if (exchange.joined === 0 && !form.errors.form) return null
  const action = paths.message(exchange.id)
  return (
    <div id="writing">
      {preview && <Preview exchange={exchange} form={form} {...preview} />}
      <Card title={preview && 'Change it'}>
        <form method="post" action={action} novalidate {...swapped(action, '#writing')}>
          <Problems form={form} />
          <Input form={form} name="subject" label="Subject" />
          <TextArea
            form={form}
            name="message"
            label="Message"
            hint={`Plain text; web addresses become links. Up to ${inFigures(longestMessage)} characters.`}
            rows={10}
          />
          <Actions>
            <Button tone={preview ? 'secondary' : 'primary'}>{preview ? 'Show it again' : 'Show how it looks'}</Button>
            <LinkButton path={paths.people(exchange.id)} tone="secondary">
              Cancel
            </LinkButton>
          </Actions>
        </form>
      </Card>
    </div>
  )
}

function Preview({ exchange, form, email, nonce }: MessageProperties & { email: Email; nonce: string }) {
  const action = paths.message(exchange.id)
  return (
    <Card tone="next" title="This is how it looks" isAnswer>
      <div class="letter">
        <p class="letter-subject" dir="auto">
          {email.subject}
        </p>
        {email.content.map((part) => (
          <Part part={part} />
        ))}
      </div>
      <form method="post" action={action} {...swapped(action, '#writing')}>
        <input type="hidden" name="subject" value={form.typed.subject ?? ''} />
        <input type="hidden" name="message" value={form.typed.message ?? ''} />
        <input type="hidden" name="nonce" value={nonce} />
        <Actions>
          <Button name="confirm" value="yes">
            Send to {exchange.joined === 1 ? '1 person' : `${exchange.joined} people`}
          </Button>
        </Actions>
      </form>
    </Card>
  )
}

function Part({ part }: { part: EmailPart }) {
  if (typeof part === 'string') return <p dir="auto">{part}</p>
  if ('quote' in part) return <blockquote>{part.quote}</blockquote>
  if ('written' in part) return <UserText text={part.written} />
  if (!('button' in part)) return null
  return (
    <p>
      <span class="letter-button">{part.button}</span>
    </p>
  )
}
