import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
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
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { longestMessage } from './forms.ts'
import { toPeople } from './people-page.tsx'
import type { ExchangeOfPeople } from './reads.ts'

/** The page around the form for a message to everyone. */
export function MessagePage({ exchange, frame, children }: { exchange: ExchangeOfPeople; frame: Frame; children: Child }) {
  const { t } = frame
  return (
    <Page title={t('message.title')} frame={frame} nav="admin">
      <Heading title={t('message.title')} lead={t('message.lead', { count: exchange.joined })} back={toPeople(exchange, t)} />
      <PartsNav id={exchange.id} here="messages" t={t} />
      {children}
    </Page>
  )
}

type MessageProperties = {
  exchange: ExchangeOfPeople
  form: Refused
  /** The e-mail as one of them gets it, and what names this sending. */
  preview?: { email: Email; nonce: string } | undefined
  t: Printer
}

/** The form for a message to everyone; with `preview`, how it will look, and the button that sends it. */
export function MessagePart({ exchange, form, preview, t }: MessageProperties) {
  if (exchange.joined === 0 && !form.errors.form) return null
  const action = paths.message(exchange.id)
  return (
    <div id="writing">
      {preview && <Preview exchange={exchange} form={form} t={t} {...preview} />}
      <Card title={preview && t('message.change')}>
        <form method="post" action={action} novalidate {...swapped(action, '#writing')}>
          <Problems form={form} t={t} />
          <Input form={form} t={t} name="subject" label={t('message.subject')} />
          <TextArea form={form} t={t} name="message" label={t('message.message')} hint={t('message.message.hint', { limit: longestMessage })} rows={10} />
          <Actions>
            <Button tone={preview ? 'secondary' : 'primary'}>{t(preview ? 'message.showAgain' : 'message.show')}</Button>
            <LinkButton path={paths.people(exchange.id)} tone="secondary">
              {t('message.cancel')}
            </LinkButton>
          </Actions>
        </form>
      </Card>
    </div>
  )
}

function Preview({ exchange, form, email, nonce, t }: MessageProperties & { email: Email; nonce: string }) {
  const action = paths.message(exchange.id)
  return (
    <Card tone="next" title={t('message.preview')} isAnswer>
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
            {t('message.send', { count: exchange.joined })}
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
