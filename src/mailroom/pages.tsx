import { paths } from '../paths.ts'
import { instantInWords } from '../ui/dates.ts'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { ListedEmail } from './reads.ts'

type Counts = Record<ListedEmail['state'], number>

/** What was sent, what waits, and what failed and may be tried again. */
export function MailPage({ emails, counts, frame }: { emails: ListedEmail[]; counts: Counts; frame: Frame }) {
  return (
    <Page title="Mail" frame={frame} nav="admin" wide>
      <h1>Mail</h1>
      <p class="lead">
        {counts.sent} sent, {counts.queued} waiting, {counts.given_up} given up, {counts.expired} too late to send.
      </p>
      {counts.given_up > 0 && (
        <form method="post" action={paths.mail()} class="card">
          <p>Failed e-mails are tried for a day and then given up. Once the reason is mended, they can be tried for another day.</p>
          <button class="button">Try all again</button>
        </form>
      )}
      {emails.length === 0 ? (
        <section class="card">
          <p class="quiet">Nothing has been sent yet.</p>
        </section>
      ) : (
        <section class="card">
          <h2>Newest e-mails</h2>
          <ul class="people">
            {emails.map((email) => (
              <EmailRow email={email} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

function EmailRow({ email }: { email: ListedEmail }) {
  return (
    <li>
      <b>{recipientInWords(email)}</b>
      <span>
        {email.kind}
        {email.exchangeName !== null && (
          <>
            {', '}
            <span dir="auto">{email.exchangeName}</span>
          </>
        )}
      </span>
      <span class="quiet">{instantInWords(email.createdAt)}</span>
      <div class="status">
        <span class={email.state === 'given_up' ? 'error' : undefined}>{inWords(email)}</span>
        {email.canRetry === 1 && (
          <form method="post" action={paths.mail()}>
            <input type="hidden" name="email_id" value={email.id} />
            <button class="link" aria-label={`Try again to ${recipientInWords(email)}`}>
              Try again
            </button>
          </form>
        )}
      </div>
    </li>
  )
}

/** Who gets a new match after a repair is known to them alone. */
function recipientInWords({ recipient }: ListedEmail): string {
  return recipient || 'one of those concerned'
}

function inWords({ state, attempts, lastError, dueAt }: ListedEmail): string {
  switch (state) {
    case 'sent':
      return 'sent'
    case 'expired':
      return 'too late: the link in it has died'
    case 'given_up':
      return `given up after ${tries(attempts)}: ${lastError}`
    case 'queued':
      return attempts === 0 ? 'waiting' : `failed after ${tries(attempts)} (${lastError}), again at ${instantInWords(dueAt)}`
  }
}

function tries(count: number): string {
  return count === 1 ? 'one try' : `${count} tries`
}
