import type { Child } from '#jsx/jsx-runtime'
import { reasonInWords } from '../language/mail-reasons.ts'
import type { Printer } from '../language/printer.ts'
import type { Carrier } from '../mail/choose.ts'
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
import { EmailRows } from './email-row.tsx'
import type { Counts, ListedEmail } from './reads.ts'

/** What the page shows; `othersCounts` are those of exchanges that its reader, the owner, does not organise. */
export type Mail = { emails: ListedEmail[]; counts: Counts; othersCounts: Counts; trouble: Trouble | undefined; carrier: Carrier }

/** The page around the e-mails. */
export function MailPage({ frame, children }: { frame: Frame; children: Child }) {
  return (
    <Page title={frame.t('page.navigation.mail')} frame={frame} nav="admin" wide>
      {children}
    </Page>
  )
}

/** What was sent, what waits, and what failed and may be tried again. */
export function MailPart({ mail: { emails, counts, othersCounts, trouble, carrier }, t, isAnswer }: { mail: Mail; t: Printer; isAnswer?: boolean }) {
  const inState = (wanted: ListedEmail['state']) => emails.filter(({ state }) => state === wanted)
  const failed = inState('given_up')
  return (
    <div id="mail">
      <Heading title={t('page.navigation.mail')} lead={emails.length === 0 ? undefined : countsInWords(counts, t)} />
      {(carrier.kind === 'log' || carrier.kind === 'nowhere') && <NotSetUp t={t} />}
      {emails.length === 0 && <NothingYet t={t} />}
      {trouble && trouble.waiting > 0 && <Held trouble={trouble} t={t} />}
      {failed.length > 0 && <GivenUp count={counts.given_up} emails={failed} t={t} />}
      <Group state="queued" emails={inState('queued')} said={trouble?.reason} isAnswer={isAnswer && failed.length === 0} t={t} />
      <Group state="sent" emails={inState('sent')} t={t} />
      <Group state="logged" emails={inState('logged')} t={t} />
      <Group state="expired" emails={inState('expired')} t={t} />
      {Object.values(othersCounts).some((count) => count > 0) && <p class="quiet">{t('outbox.others', { counts: countsInWords(othersCounts, t) })}</p>}
    </div>
  )
}

function countsInWords(counts: Counts, t: Printer): string {
  const states = (['sent', 'logged', 'queued', 'given_up', 'expired'] as const).filter((state) => counts[state] !== 0)
  return t('outbox.counts', { counts: t.list(states.map((state) => t(`outbox.counts.${state}`, { count: counts[state] }))) })
}

function NotSetUp({ t }: { t: Printer }) {
  return <Message kind="notice">{t.rich('outbox.notSetUp', { link: (words) => <a href={paths.settings()}>{words}</a> })}</Message>
}

function NothingYet({ t }: { t: Printer }) {
  return (
    <Empty picture={<Letter size={140} />} title={t('outbox.empty')}>
      <p>{t('outbox.empty.text')}</p>
    </Empty>
  )
}

/** What keeps all e-mails waiting, since when, and what happens next. */
function Held({ trouble: { kind, since, reason, nextTryAt, waiting }, t }: { trouble: Trouble; t: Printer }) {
  return (
    <Outcome id="held-up" kind={kind === 'limit' ? 'notice' : 'problem'} title={t(`outbox.held.${kind}`)}>
      <p>{t('outbox.held.why', { time: timeInWords(since, undefined, t), reason: reasonInWords(reason, t) })}</p>
      <p>{t(`outbox.held.${kind}.next`, { count: waiting, time: timeInWords(nextTryAt, undefined, t) })}</p>
      <form method="post" action={paths.mail()} {...swapped(paths.mail(), '#mail')}>
        <Actions>
          <Button>{t('outbox.tryNow')}</Button>
        </Actions>
      </form>
    </Outcome>
  )
}

/** One form holds all the buttons, and each but the first says which e-mail it is for. */
function GivenUp({ count, emails, t }: { count: number; emails: ListedEmail[]; t: Printer }) {
  return (
    <Outcome kind="problem" title={t('outbox.givenUp', { count })}>
      <p>{t('outbox.givenUp.text')}</p>
      <form method="post" action={paths.mail()} {...swapped(paths.mail(), '#mail')}>
        <Actions>
          <Button>{t('outbox.givenUp.tryAll')}</Button>
        </Actions>
        <EmailRows emails={emails} t={t} />
      </form>
    </Outcome>
  )
}

type GroupProperties = {
  state: Exclude<ListedEmail['state'], 'given_up'>
  emails: ListedEmail[]
  said?: string | undefined
  isAnswer?: boolean | undefined
  t: Printer
}

/** The e-mails in one state, if there are any. `said` is the reason that is shown above already. */
function Group({ state, emails, said, isAnswer, t }: GroupProperties) {
  if (emails.length === 0) return null
  const rows = <EmailRows emails={emails} said={said} t={t} />
  const isLeftAlone = emails.every(({ canRetry }) => !canRetry)
  return (
    <Card title={t(`outbox.group.${state}`)} isAnswer={isAnswer}>
      {isLeftAlone ? (
        rows
      ) : (
        <form method="post" action={paths.mail()} {...swapped(paths.mail(), '#mail')}>
          {rows}
        </form>
      )}
    </Card>
  )
}
