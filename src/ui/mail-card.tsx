import { reasonInWords } from '../language/mail-reasons.ts'
import type { Printer } from '../language/printer.ts'
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
  t: Printer
  /** Whether it answers what the reader did. */
  isAnswer?: boolean
}

/** Whether e-mail works, which way it goes, what to do where it does not, and a button that tries it. */
export function MailCard({ mail, notSent, t, isAnswer }: MailCardProperties) {
  const isSetUp = mail.carrier.kind === 'resend' || mail.carrier.kind === 'smtp'
  const hasJustFailed = isSetUp && notSent?.hasFailed === true
  // The message says why.
  const { badge, tone, text } = hasJustFailed ? notWorking(t) : verdictOf(mail, t)
  const title = (
    <>
      {t('mailCard.title')} <Badge tone={tone}>{badge}</Badge>
    </>
  )
  return (
    <Card id="e-mail" title={title} isAnswer={isAnswer && notSent === undefined}>
      {notSent && <Message kind="problem">{notSent.text}</Message>}
      {text !== undefined && <p>{text}</p>}
      {isSetUp ? <HowItGoes mail={mail} t={t} /> : <HowToSetUp t={t} />}
      {mail.trouble && mail.trouble.waiting > 0 && (
        <p>
          <a href={paths.mail()}>{t('mailCard.seeWaiting')}</a>
        </p>
      )}
      <form method="post" action={paths.testEmail()} {...swapped(paths.testEmail(), '#e-mail')}>
        <Actions>
          <Button tone="secondary">{t('mailCard.test')}</Button>
          <span class="quiet">{t('mailCard.test.to', { address: mail.ownAddress })}</span>
        </Actions>
      </form>
    </Card>
  )
}

function verdictOf({ carrier, trouble, lastSentAt }: MailState, t: Printer): Verdict {
  if (carrier.kind === 'log' || carrier.kind === 'nowhere') {
    return { badge: t('mailCard.notSetUp'), tone: 'waiting', text: t(`mailCard.${carrier.kind}.text`) }
  }
  if (trouble?.kind === 'limit') return { badge: t('mailCard.limit'), tone: 'waiting', text: t('mailCard.limit.text') }
  if (trouble) {
    const since = { time: timeInWords(trouble.since, undefined, t), reason: reasonInWords(trouble.reason, t) }
    return { ...notWorking(t), text: t('mailCard.notWorking.text', since) }
  }
  if (lastSentAt === null) return { badge: t('mailCard.notTried'), tone: 'waiting', text: t('mailCard.notTried.text') }
  return { badge: t('mailCard.works'), text: t('mailCard.works.text', { time: timeInWords(lastSentAt, undefined, t) }) }
}

function notWorking(t: Printer): Verdict {
  return { badge: t('mailCard.notWorking'), tone: 'waiting' }
}

function HowItGoes({ mail: { carrier, from }, t }: { mail: MailState; t: Printer }) {
  return <p class="quiet">{t.rich('mailCard.way', { carrier: carrier.kind === 'smtp' ? carrier.server : 'Resend', sender: <bdi>{from}</bdi> })}</p>
}

function HowToSetUp({ t }: { t: Printer }) {
  const smtp = (
    <code>
      SMTP_URL=smtp://
      <wbr />
      user:password@
      <wbr />
      mail.example.org:587
    </code>
  )
  return (
    <>
      <p>{t('mailCard.setUp')}</p>
      <ul>
        <li>
          <code>RESEND_API_KEY=re_…</code>
        </li>
        <li>{t.rich('mailCard.setUp.or', { setting: smtp })}</li>
        <li>{t.rich('mailCard.setUp.and', { setting: <code>EMAIL_FROM=Sneaky Klaus &lt;klaus@example.org&gt;</code> })}</li>
      </ul>
      <p class="quiet">{t.rich('mailCard.setUp.how', { file: <code>docs/mail.md</code> })}</p>
    </>
  )
}
