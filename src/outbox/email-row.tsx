import { reasonInWords } from '../language/mail-reasons.ts'
import type { Printer } from '../language/printer.ts'
import { noWay } from '../mail/transport.ts'
import { Button } from '../ui/button.tsx'
import { timeInWords } from '../ui/dates.ts'
import { kindInWords } from './kind-in-words.ts'
import type { ListedEmail } from './reads.ts'

/** E-mails below each other. `said` is the reason that is shown above already. */
export function EmailRows({ emails, said, t }: { emails: ListedEmail[]; said?: string | undefined; t: Printer }) {
  return (
    <ul class="mails">
      {emails.map((email) => (
        <EmailRow email={email} said={said} t={t} />
      ))}
    </ul>
  )
}

function EmailRow({ email, said, t }: { email: ListedEmail; said: string | undefined; t: Printer }) {
  const state = inWords(email, said, t)
  return (
    <li>
      <b>{email.isSecret ? t('outbox.row.someone') : <bdi dir="ltr">{email.recipient}</bdi>}</b>
      <span>
        <bdi>{kindInWords(email.kind, email.subject, t)}</bdi>
        {email.exchangeName !== null && (
          <>
            {' · '}
            <bdi>{email.exchangeName}</bdi>
          </>
        )}
      </span>
      <span class="quiet">{timeOf(email, email.createdAt, t)}</span>
      {state && <em class={email.state === 'given_up' ? 'error' : undefined}>{state}</em>}
      {email.canRetry && <RetryButton email={email} t={t} />}
    </li>
  )
}

function RetryButton({ email: { id, state, recipient, isSecret }, t }: { email: ListedEmail; t: Printer }) {
  const words = state === 'queued' ? 'outbox.tryNow' : 'outbox.tryAgain'
  // Who gets a new match after a repair is known to them alone.
  const label = isSecret ? t(`${words}.toSomeone`) : t(`${words}.to`, { address: recipient })
  return (
    <Button tone="plain" name="email_id" value={id} label={label}>
      {t(words)}
    </Button>
  )
}

/** The status of an e-mail that has not simply been sent. */
function inWords(email: ListedEmail, said: string | undefined, t: Printer): string | undefined {
  const { state, attempts: count, lastError, dueAt } = email
  switch (state) {
    case 'sent':
    case 'expired':
      return undefined
    case 'logged':
      return lastError === noWay ? undefined : t('outbox.row.notSent', { reason: reasonInWords(lastError, t) })
    case 'given_up':
      return t('outbox.row.givenUp', { count, reason: reasonInWords(lastError, t) })
    case 'queued': {
      if (count === 0) return undefined
      const time = timeOf(email, dueAt, t)
      if (lastError === said) return t('outbox.row.queued', { count, time })
      return t('outbox.row.queued.why', { count, time, reason: reasonInWords(lastError, t) })
    }
  }
}

/** A time by the clocks of the exchange that the e-mail is about. */
function timeOf({ timezone }: ListedEmail, at: Date, t: Printer): string {
  return timeInWords(at, timezone ?? undefined, t)
}
