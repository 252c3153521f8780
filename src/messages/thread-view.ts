import { type Content, isMessage } from './content.ts'
import { across, type Entries, type Entry, type Side } from './thread.ts'

/** A message as one of the two sees it; `content` is null where it can't be opened. */
export type ShownMessage = { id: string; content: Content | null; isMine: boolean; deliverAt: Date; isDelivered: boolean; isNew: boolean }

/** A thread as one of the two sees it: `closedBy` says which of them has closed it, `received` how many messages of the other side there are to read. */
export type ThreadView = { messages: ShownMessage[]; closedBy: 'me' | 'other' | null; unread: number; received: number }

/**
 * What whoever is on `side` of a pair sees at `now` of what both have written, of which they have read `read` messages of the other. What the other writes shows once it is
 * delivered; that the other has closed the thread, too. To whoever has closed it nothing more is delivered.
 */
export function viewOf(entries: Entries, side: Side, { now, read }: { now: Date; read: number }): ThreadView {
  const [own, others] = [entries[side], entries[across(side)].filter(({ deliverAt }) => deliverAt <= now)]
  const closing = isClosed(own) ? own.findLast(isSwitch) : undefined
  const received = others.filter(({ deliverAt }) => closing === undefined || deliverAt < closing.deliverAt)
  const shown = (isMine: boolean) => (entry: Entry, place: number) => ({
    id: entry.id,
    content: entry.written?.content ?? null,
    isMine,
    deliverAt: entry.deliverAt,
    isDelivered: entry.deliverAt <= now,
    isNew: !isMine && place >= read,
  })
  const messages = [...received.map(shown(false)), ...own.map(shown(true))]
    .filter(({ content }) => content === null || isMessage(content))
    .toSorted((one, other) => one.deliverAt.getTime() - other.deliverAt.getTime())
  return {
    messages,
    closedBy: closing ? 'me' : isClosed(others) ? 'other' : null,
    unread: messages.filter(({ isNew }) => isNew).length,
    received: received.length,
  }
}

/** How many messages of a side were written on that local day; or, else, how often it closed and opened the thread. */
export function countOfDay(entries: readonly Entry[], day: string, areMessages: boolean): number {
  return entries.filter(({ written }) => written?.day === day && isMessage(written.content) === areMessages).length
}

function isClosed(entries: readonly Entry[]): boolean {
  const content = entries.findLast(isSwitch)?.written?.content
  return content !== undefined && 'isOpen' in content && !content.isOpen
}

/** Whether that closes or opens the thread. */
export function isSwitch({ written }: Entry): boolean {
  return written !== null && !isMessage(written.content)
}
