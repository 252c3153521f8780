import { reasonInWords } from '../language/mail-reasons.ts'
import type { MailState } from '../mail/trouble.ts'
import { paths } from '../paths.ts'
import { Badge, type BadgeTone } from './badge.tsx'
import { Actions, Button } from './button.tsx'
import { Card } from './card.tsx'
import { timeInWords } from './dates.ts'
import { swapped } from './form.tsx'
import { Message } from './message.tsx'

/** The state of e-mail, in a word and in a sentence. */
type Verdict = { badge: string; tone?: BadgeTone; text?: string }

/** Why the test that was just asked for did not go out: it failed, or there were too many. */
export type NotSent = { text: string; hasFailed: boolean }

type MailCardProperties = {
  mail: MailState
  notSent?: NotSent | undefined
  /** Whether it answers what the reader did. */
  isAnswer?: boolean
}

/** Whether e-mail works, which way it goes, what to do where it does not, and a button that tries it. */
export function MailCard({ mail, notSent, isAnswer }: MailCardProperties) {
  const isSetUp = mail.carrier.kind === 'resend' || mail.carrier.kind === 'smtp'
  const hasJustFailed = isSetUp && notSent?.hasFailed === true
  const { badge, tone, text } = hasJustFailed ? justFailed : verdictOf(mail)
  const title = (
    <>
      E-mail <Badge tone={tone}>{badge}</Badge>
    </>
  )
  return (
    <Card id="e-mail" title={title} isAnswer={isAnswer && notSent === undefined}>
      {notSent && <Message kind="problem">{notSent.text}</Message>}
      {text !== undefined && <p>{text}</p>}
      {isSetUp ? <HowItGoes mail={mail} /> : <HowToSetUp />}
      {mail.trouble && mail.trouble.waiting > 0 && (
        <p>
          <a href={paths.mail()}>See what’s waiting</a>
        </p>
      )}
      <form method="post" action={paths.testEmail()} {...swapped(paths.testEmail(), '#e-mail')}>
        <Actions>
          <Button tone="secondary">Send me a test</Button>
          <span class="quiet">to {mail.ownAddress}</span>
        </Actions>
      </form>
    </Card>
  )
}

/** The message says why. */
const justFailed: Verdict = { badge: 'Not working', tone: 'waiting' }

function verdictOf({ carrier, trouble, lastSentAt }: MailState): Verdict {
  if (carrier.kind === 'log') {
    return {
      badge: 'Not set up',
      tone: 'waiting',
      text: 'No one gets e-mail yet. That’s fine for trying things out: the links are in the server’s log, marked DEV MODE.',
    }
  }
  if (carrier.kind === 'nowhere') {
    return {
      badge: 'Not set up',
      tone: 'waiting',
      text: 'This site can’t send e-mail yet, so no one who joins can get in. What’s meant to go out waits until it can.',
    }
  }
  if (trouble?.kind === 'limit') {
    return { badge: 'Limit reached', tone: 'waiting', text: 'It works, but the mail service takes no more for now. What’s waiting goes out automatically.' }
  }
  if (trouble) return { badge: 'Not working', tone: 'waiting', text: `Since ${timeInWords(trouble.since)}: ${reasonInWords(trouble.reason)}.` }
  if (lastSentAt === null) return { badge: 'Not tried yet', tone: 'waiting', text: 'It’s set up, and nothing has gone out yet. A test shows whether it works.' }
  return { badge: 'Works', text: `The last e-mail went out on ${timeInWords(lastSentAt)}.` }
}

function HowItGoes({ mail: { carrier, from } }: { mail: MailState }) {
  return (
    <p class="quiet">
      It goes out by {carrier.kind === 'smtp' ? carrier.server : 'Resend'}, from <bdi>{from}</bdi>.
    </p>
  )
}

function HowToSetUp() {
  return (
    <>
      <p>Whoever runs the server sets it up with these settings, then starts the site again:</p>
      <ul>
        <li>
          <code>RESEND_API_KEY=re_…</code>
        </li>
        <li>
          or{' '}
          <code>
            SMTP_URL=smtp://
            <wbr />
            user:password@
            <wbr />
            mail.example.org:587
          </code>
        </li>
        <li>
          and <code>EMAIL_FROM=Sneaky Klaus &lt;klaus@example.org&gt;</code>
        </li>
      </ul>
      <p class="quiet">
        How, step by step, is in the project’s <code>docs/mail.md</code>.
      </p>
    </>
  )
}
