import type { Email, EmailPart } from '../mail/email.ts'
import { paths } from '../paths.ts'
import { Input, Problems, TextArea } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { longestMessage } from './forms.ts'
import { BackToPeople } from './people-page.tsx'
import type { ExchangeOfPeople } from './reads.ts'

/** The form for a message to everybody; with `preview`, how it will look, and the button that sends it. */
export function MessagePage({
  exchange,
  form,
  preview,
  frame,
}: {
  exchange: ExchangeOfPeople
  form: Refused
  /** The e-mail as one of them gets it, and what names this sending. */
  preview?: { email: Email; nonce: string } | undefined
  frame: Frame
}) {
  return (
    <Page title="Write to everybody" frame={frame} nav="admin">
      <BackToPeople exchange={exchange} />
      <h1>Write to everybody</h1>
      <p class="lead">
        {exchange.joined === 0 ? 'Nobody takes part yet, so there is nobody to write to.' : `Your message goes by e-mail to ${everybody(exchange.joined)}.`}
      </p>
      {preview && <Preview exchange={exchange} form={form} {...preview} />}
      {(exchange.joined > 0 || form.errors.form) && (
        <form method="post" action={paths.message(exchange.id)} class="card" novalidate>
          {preview && <h2>Change it</h2>}
          <Problems form={form} />
          <Input form={form} name="subject" label="Subject" />
          <TextArea
            form={form}
            name="message"
            label="Message"
            hint={`Plain text; web addresses become links. Up to ${new Intl.NumberFormat('en').format(longestMessage)} characters.`}
            rows={10}
          />
          <button class={preview ? 'button secondary' : 'button'}>{preview ? 'Show it again' : 'Show how it looks'}</button>
          <a class="button secondary" href={paths.people(exchange.id)}>
            Cancel
          </a>
        </form>
      )}
    </Page>
  )
}

function everybody(count: number): string {
  return count === 1 ? 'the 1 person who takes part' : `all ${count} people who take part`
}

function Preview({ exchange, form, email, nonce }: { exchange: ExchangeOfPeople; form: Refused; email: Email; nonce: string }) {
  return (
    <section class="card next" aria-labelledby="preview">
      <h2 id="preview">This is how it looks</h2>
      <div class="letter">
        <p class="letter-subject" dir="auto">
          {email.subject}
        </p>
        {email.content.map((part) => (
          <Part part={part} />
        ))}
      </div>
      <form method="post" action={paths.message(exchange.id)}>
        <input type="hidden" name="subject" value={form.typed.subject ?? ''} />
        <input type="hidden" name="message" value={form.typed.message ?? ''} />
        <input type="hidden" name="nonce" value={nonce} />
        <button class="button" name="confirm" value="yes">
          Send to {exchange.joined === 1 ? '1 person' : `${exchange.joined} people`}
        </button>
      </form>
    </section>
  )
}

function Part({ part }: { part: EmailPart }) {
  if (typeof part === 'string') return <p dir="auto">{part}</p>
  if ('quote' in part) return <blockquote>{part.quote}</blockquote>
  if ('written' in part) return <UserText text={part.written} />
  return (
    <p>
      <span class="button secondary">{part.button}</span>
    </p>
  )
}
