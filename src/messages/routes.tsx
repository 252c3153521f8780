import { Hono } from 'hono'
import { participantOnly } from '../auth/guards.ts'
import { SignedOut } from '../errors.ts'
import { endOfDay } from '../exchanges/due.ts'
import { localDate } from '../exchanges/local-date.ts'
import { inWords } from '../language/refusals.ts'
import { paths, segment } from '../paths.ts'
import { momentInWords } from '../ui/dates.ts'
import { ownedBy, whyNotTheirs } from '../ui/form-owner.tsx'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { answerRefusal } from '../web/failure.tsx'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { isVisit } from '../web/visit.ts'
import type { Content } from './content.ts'
import { nextDelivery } from './delivery-times.ts'
import { BareForm, contentOf, MessageForm } from './forms.ts'
import { noteRead } from './note-read.ts'
import { NoThreadsPage, ThreadsPage } from './pages.tsx'
import { whyNoMessages } from './permissions.ts'
import { reportMessage } from './report-message.ts'
import type { Side } from './thread.ts'
import { findOccasion, type Occasion, readThreads, type Thread } from './threads.ts'
import { writeMessage } from './write-message.ts'
import { WritePage } from './write-page.tsx'

/** Of what is to be answered, so much stands beside the answer. */
const mostShown = 5

/** The two threads of a participant. Which of them a request is about, the log can't tell: it knows routes alone. */
export const threads = new Hono<Env>()

threads.get('/participant/messages', participantOnly, async (c) => {
  const { em, services, me } = c.var
  const { occasion, both } = await readBoth(c)
  if (!both) return show(c, (frame) => <NoThreadsPage occasion={occasion} frame={frame} />)
  if (isVisit(c)) await noteRead(em, services, me, both)
  return show(c, (frame) => <ThreadsPage participantId={me.id} occasion={occasion} threads={both} frame={frame} />)
})

threads.get(`/participant/messages/${segment.withWhom}`, participantOnly, (c) => showWrite(c, blank(), 200))

threads.post(`/participant/messages/${segment.withWhom}`, participantOnly, async (c) => {
  const form = await parseForm(c, MessageForm)
  const { em, services, me, t } = c.var
  const notTheirs = whyNotTheirs(form.typed, me)
  if (notTheirs) return showWrite(c, refuse(form, 'form', inWords(notTheirs, t)), 409)
  if (!form.ok) return showWrite(c, form, 422)
  const content = contentOf(form.values)
  if (form.values.preview) return showWrite(c, blank(form.typed), 200, content)
  const { value, refusal } = await writeMessage(em, services, me, { withWhom: withWhom(c), content, thread: form.typed.thread })
  if (refusal?.code === 'too many messages') return showWrite(c, refuse(form, 'form', inWords(refusal, t)), 429)
  if (refusal) return showWrite(c, refuse(form, 'form', inWords(refusal, t)), 409)
  leaveFlash(c, t('messages.sent', { when: momentInWords(value.deliverAt, (await readOccasion(c)).timezone, t) }))
  return goTo(c, paths.threads(withWhom(c)))
})

for (const isOpen of [false, true]) {
  threads.post(`/participant/messages/${segment.withWhom}/${isOpen ? 'open' : 'close'}`, participantOnly, async (c) => {
    const form = await parseForm(c, BareForm)
    const { em, services, me, t } = c.var
    const notTheirs = whyNotTheirs(form.typed, me)
    if (notTheirs) return answerRefusal(c, notTheirs)
    const { refusal } = await writeMessage(em, services, me, { withWhom: withWhom(c), content: { isOpen }, thread: form.typed.thread })
    if (refusal) return answerRefusal(c, refusal)
    leaveFlash(c, t(isOpen ? 'messages.opened' : 'messages.closed'))
    return goTo(c, paths.threads(withWhom(c)))
  })
}

threads.post(`/participant/messages/${segment.messageId}/report`, participantOnly, async (c) => {
  const form = await parseForm(c, BareForm)
  const { em, services, me, t } = c.var
  const notTheirs = whyNotTheirs(form.typed, me)
  if (notTheirs) return answerRefusal(c, notTheirs)
  const { value, refusal } = await reportMessage(em, services, me, pathParameter(c, 'messageId'))
  if (refusal) return answerRefusal(c, refusal)
  leaveFlash(c, t('messages.reported', { when: momentInWords(value.deliverAt, (await readOccasion(c)).timezone, t) }))
  return goTo(c, paths.threads())
})

function withWhom(c: AppContext): Side {
  return pathParameter(c, 'withWhom') as Side
}

async function readOccasion(c: AppContext): Promise<Occasion> {
  const occasion = await findOccasion(c.var.em, { exchangeId: c.var.me.exchangeId })
  if (!occasion) throw new SignedOut('participant')
  return occasion
}

/** Both threads are always read, whichever is asked for, so that it takes as long. */
async function readBoth(c: AppContext): Promise<{ occasion: Occasion; both: Thread[] | undefined }> {
  const { em, services, me } = c.var
  const occasion = await readOccasion(c)
  return { occasion, both: await readThreads(em, services, me, occasion) }
}

/** The page on which a message is written; `preview` is what would be sent. Where nothing can be written, what was typed stays in its form all the same. */
async function showWrite(c: AppContext, form: Refused, status: 200 | 409 | 422 | 429, preview?: Content): Promise<Response> {
  const { occasion, both } = await readBoth(c)
  const thread = both?.find((one) => one.withWhom === withWhom(c))
  const isBare = Object.keys(form.typed).length === 0
  if (isBare && (!thread || whyNoMessages(occasion) || thread.closedBy !== null)) return goTo(c, paths.threads())
  if (!thread || whyNoMessages(occasion)) return show(c, (frame) => <NoThreadsPage occasion={occasion} typed={form.typed.text} frame={frame} />, 409)
  const now = c.var.services.world.now()
  const deliverAt = nextDelivery(now, occasion.timezone)
  if (status === 429) c.header('Retry-After', String(secondsToTomorrow(now, occasion.timezone)))
  const writing = {
    withWhom: withWhom(c),
    thread: thread.name,
    occasion,
    received: lastReceived(thread),
    leftToday: thread.leftToday,
    deliverAt,
    preview,
  }
  return show(c, (frame) => <WritePage writing={writing} form={ownedBy(c.var.me, form)} frame={frame} />, status)
}

function secondsToTomorrow(now: Date, timezone: string): number {
  return Math.ceil((endOfDay(localDate(now, timezone), timezone).getTime() - now.getTime()) / 1000)
}

/** What the other side has written last: whatever came with it, too, since one answers one after the other. */
function lastReceived(thread: Thread | undefined): Content[] {
  const received = thread?.messages.filter(({ isMine }) => !isMine) ?? []
  const last = received.at(-1)?.deliverAt.getTime()
  return received.flatMap(({ content, deliverAt }) => (content && deliverAt.getTime() === last ? [content] : [])).slice(-mostShown)
}
