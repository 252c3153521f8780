import type { Child } from '#jsx/jsx-runtime'
import { reasonInWords } from '../language/mail-reasons.ts'
import type { Carrier } from '../mail/choose.ts'
import { noWay } from '../mail/transport.ts'
import type { Trouble } from '../mail/trouble.ts'
import { paths } from '../paths.ts'
import { Letter } from '../ui/art.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { timeInWords } from '../ui/dates.ts'
import { Empty } from '../ui/empty.tsx'
import { swapped } from '../ui/form.tsx'
import { Heading } from '../ui/heading.tsx'
import { Message, Outcome } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import { kindInWords } from './kind-in-words.ts'
import type { ListedEmail } from './reads.ts'

export type Mail = { emails: ListedEmail[]; counts: Record<ListedEmail['state'], number>; trouble: Trouble | undefined; carrier: Carrier }

/** The page around the e-mails. */
export function MailPage({ frame, children }: { frame: Frame; children: Child }) {
  return (
    <Page title="Mail" frame={frame} nav="admin" wide>
      {children}
    </Page>
  )
}

/** What was sent, what waits, and what failed and may be tried again. */
export function MailPart({ mail: { emails, counts, trouble, carrier }, isAnswer }: { mail: Mail; isAnswer?: boolean }) {
  const inState = (wanted: ListedEmail['state']) => emails.filter(({ state }) => state === wanted)
  const [failed, waiting, sent, logged, needless] = [inState('given_up'), inState('queued'), inState('sent'), inState('logged'), inState('expired')]
  return (
    <div id="mail">
      <Heading title="Mail" lead={emails.length === 0 ? undefined : countsInWords(counts)} />
      {(carrier.kind === 'log' || carrier.kind === 'nowhere') && <NotSetUp />}
      {emails.length === 0 && <NothingYet />}
      {trouble && trouble.waiting > 0 && <Held trouble={trouble} />}
      {failed.length > 0 && <GivenUp count={counts.given_up} emails={failed} />}
      {waiting.length > 0 && <Group title="Waiting" emails={waiting} said={trouble?.reason} isAnswer={isAnswer && failed.length === 0} />}
      {sent.length > 0 && <Group title="Sent" emails={sent} />}
      {logged.length > 0 && <Group title="Only in the server’s log" emails={logged} />}
      {needless.length > 0 && <Group title="No longer needed" emails={needless} />}
    </div>
  )
}

function countsInWords({ sent, logged, queued, given_up, expired }: Mail['counts']): string {
  const some = [
    [sent, 'sent'],
    [logged, 'only in the server’s log'],
    [queued, 'waiting'],
    [given_up, 'failed'],
    [expired, 'no longer needed'],
  ].filter(([count]) => count !== 0)
  return `${some.map((counted) => counted.join(' ')).join(', ')}.`
}

function NotSetUp() {
  return (
    <Message kind="notice">
      E-mail isn’t set up, so nothing goes out. <a href={paths.settings()}>See how to set it up</a>
    </Message>
  )
}

function NothingYet() {
  return (
    <Empty picture={<Letter size={140} />} title="Nothing has been sent yet">
      <p>You share the invitation yourself. Everything else, like sign-in links and news of the draw, goes out from here and is listed on this page.</p>
    </Empty>
  )
}

/** What keeps all e-mails waiting, since when, and what happens next. */
function Held({ trouble: { kind, since, reason, nextTryAt, waiting } }: { trouble: Trouble }) {
  const they = waiting === 1 ? '1 e-mail is waiting' : `${waiting} e-mails are waiting`
  return (
    <Outcome
      id="held-up"
      kind={kind === 'limit' ? 'notice' : 'problem'}
      title={kind === 'limit' ? 'The mail service takes no more for now' : 'No e-mail can be sent right now'}
    >
      <p>
        Since {timeInWords(since)}: {reasonInWords(reason)}.
      </p>
      <p>
        {they}. Nothing is lost: they go out automatically once {kind === 'limit' ? 'the limit allows it' : 'this works again'}. Next try:{' '}
        {timeInWords(nextTryAt)}.
      </p>
      <form method="post" action={paths.mail()} {...swapped(paths.mail(), '#mail')}>
        <Actions>
          <Button>Try now</Button>
        </Actions>
      </form>
    </Outcome>
  )
}

/** One form holds all the buttons, and each but the first says which e-mail it is for. */
function GivenUp({ count, emails }: { count: number; emails: ListedEmail[] }) {
  return (
    <Outcome kind="problem" title={count === 1 ? '1 e-mail didn’t get through' : `${count} e-mails didn’t get through`}>
      <p>We try for a day, then stop. Once you’ve fixed the reason, they can be tried for another day.</p>
      <form method="post" action={paths.mail()} {...swapped(paths.mail(), '#mail')}>
        <Actions>
          <Button>Try all again</Button>
        </Actions>
        <Rows emails={emails} />
      </form>
    </Outcome>
  )
}

type GroupProperties = { title: string; emails: ListedEmail[]; said?: string | undefined; isAnswer?: boolean | undefined }

/** `said` is the reason that is shown above already. */
function Group({ title, emails, said, isAnswer }: GroupProperties) {
  const isLeftAlone = emails.every(({ canRetry }) => !canRetry)
  return (
    <Card title={title} isAnswer={isAnswer}>
      {isLeftAlone ? (
        <Rows emails={emails} said={said} />
      ) : (
        <form method="post" action={paths.mail()} {...swapped(paths.mail(), '#mail')}>
          <Rows emails={emails} said={said} />
        </form>
      )}
    </Card>
  )
}

function Rows({ emails, said }: { emails: ListedEmail[]; said?: string | undefined }) {
  return (
    <ul class="mails">
      {emails.map((email) => (
        <EmailRow email={email} said={said} />
      ))}
    </ul>
  )
}

function EmailRow({ email, said }: { email: ListedEmail; said: string | undefined }) {
  const state = inWords(email, said)
  const again = email.state === 'queued' ? 'Try now' : 'Try again'
  return (
    <li>
      <b>{recipientInWords(email)}</b>
      <span>
        <bdi>{kindInWords(email.kind, email.subject)}</bdi>
        {email.exchangeName !== null && (
          <>
            {' · '}
            <bdi>{email.exchangeName}</bdi>
          </>
        )}
      </span>
      <span class="quiet">{timeOf(email, email.createdAt)}</span>
      {state && <em class={email.state === 'given_up' ? 'error' : undefined}>{state}</em>}
      {email.canRetry && (
        <Button tone="plain" name="email_id" value={email.id} label={`${again} to ${recipientInWords(email)}`}>
          {again}
        </Button>
      )}
    </li>
  )
}

/** Who gets a new match after a repair is known to them alone. */
function recipientInWords({ recipient, isSecret }: ListedEmail): string {
  return isSecret ? 'someone in the draw' : recipient
}

/** The status of an e-mail that has not simply been sent. */
function inWords(email: ListedEmail, said: string | undefined): string | undefined {
  const { state, attempts, lastError, dueAt } = email
  switch (state) {
    case 'sent':
    case 'expired':
      return undefined
    case 'logged':
      return lastError === noWay ? undefined : `not sent: ${reasonInWords(lastError)}`
    case 'given_up':
      return `failed after ${tries(attempts)}: ${reasonInWords(lastError)}`
    case 'queued':
      if (attempts === 0) return undefined
      return `${tries(attempts)} failed${lastError === said ? '' : `: ${reasonInWords(lastError)}`}. Next try: ${timeOf(email, dueAt)}`
  }
}

/** A time by the clocks of the exchange that the e-mail is about. */
function timeOf({ timezone }: ListedEmail, at: Date): string {
  return timeInWords(at, timezone ?? undefined)
}

function tries(count: number): string {
  return count === 1 ? '1 try' : `${count} tries`
}
