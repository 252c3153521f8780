import type { Printer } from '../language/printer.ts'
import { inWords } from '../language/refusals.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { zoneInWords } from '../ui/dates.ts'
import { Owner } from '../ui/form-owner.tsx'
import { Heading } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import { MessageText } from './message-bubble.tsx'
import { fewPeople, whyNoMessages } from './permissions.ts'
import { Talk } from './talk.tsx'
import type { Side } from './thread.ts'
import type { Occasion, Thread } from './threads.ts'

/** The page of messages while there are no threads, or nobody can write; what was typed in vain stays to be copied. */
export function NoThreadsPage({ occasion, typed, frame }: { occasion: Occasion; typed?: string | undefined; frame: Frame }) {
  const { t } = frame
  const refusal = whyNoMessages(occasion)
  return (
    <Page title={t('messages.title')} frame={frame} nav="participant">
      <ThreadsHeading t={t} />
      <Message kind="notice">{refusal ? inWords(refusal, t) : t('refusal.notDrawnYet')}</Message>
      {typed && (
        <Card title={t('messages.text')}>
          <MessageText content={{ text: typed }} t={t} />
        </Card>
      )}
    </Page>
  )
}

type ThreadsProperties = { participantId: string; occasion: Occasion; threads: readonly Thread[]; frame: Frame }

/** Both threads on one page, so that nothing tells which of them somebody reads. */
export function ThreadsPage({ participantId, occasion, threads, frame }: ThreadsProperties) {
  const { t } = frame
  return (
    <Page title={t('messages.title')} frame={frame} nav="participant" wide>
      <ThreadsHeading t={t} />
      {!occasion.messages && <Message kind="notice">{t('refusal.messagesAreOff', { exchange: occasion.name })}</Message>}
      {occasion.people <= fewPeople && <Message kind="notice">{t('messages.few', { people: occasion.people })}</Message>}
      {(occasion.repairs ?? 0) > 0 && <p class="hint">{t('messages.anew')}</p>}
      <div class="columns">
        {threads.map((thread) => (
          <ThreadCard participantId={participantId} occasion={occasion} thread={thread} t={t} />
        ))}
      </div>
      <p class="hint">{t('messages.howItWorks', { zone: zoneInWords(occasion.timezone, t) })}</p>
    </Page>
  )
}

function ThreadsHeading({ t }: { t: Printer }) {
  return <Heading title={t('messages.title')} lead={t('messages.lead')} back={{ path: paths.dashboard(), label: t('page.navigation.myExchange') }} />
}

type CardProperties = { participantId: string; occasion: Occasion; thread: Thread; t: Printer }

function ThreadCard({ participantId, occasion, thread, t }: CardProperties) {
  const { withWhom, messages, closedBy } = thread
  const isEmpty = messages.length === 0
  return (
    <Card id={isEmpty ? withWhom : undefined} title={<ThreadTitle thread={thread} t={t} />}>
      <p class="quiet">{t(`messages.who.${withWhom}`)}</p>
      {isEmpty ? <p>{t(`messages.none.${withWhom}`)}</p> : <Talk participantId={participantId} thread={thread} timezone={occasion.timezone} t={t} />}
      {closedBy !== null && <Message kind="notice">{t(`messages.closedBy.${closedBy}`)}</Message>}
      {!whyNoMessages(occasion) && <ThreadTools participantId={participantId} occasion={occasion} thread={thread} t={t} />}
    </Card>
  )
}

function ThreadTitle({ thread: { withWhom, unread }, t }: Pick<CardProperties, 'thread' | 't'>) {
  return (
    <>
      {t(`messages.with.${withWhom}`)} {unread > 0 && <Badge tone="waiting">{t('messages.unread', { count: unread })}</Badge>}
    </>
  )
}

/** What one can do in a thread as it stands: write in it, close it, open it again. */
function ThreadTools({ participantId, occasion, thread: { withWhom, name, closedBy, messages }, t }: CardProperties) {
  if (closedBy === 'other') return null
  if (closedBy === 'me') {
    return (
      <form method="post" action={paths.openThread(withWhom)} class="actions">
        <Owner id={participantId} />
        <input type="hidden" name="thread" value={name} />
        <Button tone="secondary">{t('messages.open')}</Button>
      </form>
    )
  }
  const isThanks = occasion.state === 'completed' && withWhom === 'giver'
  return (
    <>
      <Actions>
        <LinkButton path={paths.thread(withWhom)} label={isThanks ? undefined : t(`messages.write.${withWhom}`)}>
          {t(isThanks ? 'messages.thank' : 'messages.write')}
        </LinkButton>
      </Actions>
      {messages.length > 0 && <Closing participantId={participantId} withWhom={withWhom} name={name} t={t} />}
    </>
  )
}

function Closing({ participantId, withWhom, name, t }: { participantId: string; withWhom: Side; name: string; t: Printer }) {
  return (
    <details class="aside">
      <summary>{t('messages.close')}</summary>
      <form method="post" action={paths.closeThread(withWhom)}>
        <Owner id={participantId} />
        <input type="hidden" name="thread" value={name} />
        <p>{t('messages.close.what')}</p>
        <Button tone="secondary">{t('messages.close.send')}</Button>
      </form>
    </details>
  )
}
