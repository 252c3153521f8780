import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Owner } from '../ui/form-owner.tsx'
import type { Content } from './content.ts'
import { contentInWords } from './content-in-words.ts'
import type { Side } from './thread.ts'
import type { Thread } from './threads.ts'

type BubbleProperties = { participantId: string; withWhom: Side; message: Thread['messages'][number]; t: Printer }

/** One message: who of the two wrote it, and what it says. */
export function MessageBubble({ participantId, withWhom, message, t }: BubbleProperties) {
  const { content, isMine, isNew } = message
  return (
    <li class={isMine ? 'mine' : undefined}>
      <p class="who">
        {t(isMine ? 'messages.me' : `messages.from.${withWhom}`)} {isNew && <Badge tone="waiting">{t('messages.new')}</Badge>}
      </p>
      <MessageText content={content} t={t} />
      {!isMine && content !== null && <Report participantId={participantId} message={message} t={t} />}
    </li>
  )
}

/** What a message says. Addresses in it stay text: a link could be made to tell who opens it. */
export function MessageText({ content, t }: { content: Content | null; t: Printer }) {
  return (
    <p class="said" dir="auto">
      {contentInWords(content, t)}
    </p>
  )
}

function Report({ participantId, message: { id, isReported }, t }: Pick<BubbleProperties, 'participantId' | 'message' | 't'>) {
  if (isReported) return <p class="aside">{t('messages.isReported')}</p>
  return (
    <details class="aside">
      <summary>{t('messages.report')}</summary>
      <form method="post" action={paths.reportMessage(id)}>
        <Owner id={participantId} />
        <p>{t('messages.report.what')}</p>
        <Button tone="secondary">{t('messages.report.send')}</Button>
      </form>
    </details>
  )
}
