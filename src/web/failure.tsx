import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { isStorageFailure } from '../database/storage-failure.ts'
import {
  DeadInvitation,
  DeadLink,
  Forbidden,
  HasLeft,
  NotFound,
  Overloaded,
  RuleBroken,
  RuleGone,
  SignedOut,
  TooManyTries,
  UnreadableForm,
  WrongMethod,
  WrongOrigin,
} from '../errors.ts'
import { inWords, type Refusal } from '../language/refusals.ts'
import { hubOf, pageOf, paths } from '../paths.ts'
import { type ErrorAction, ErrorPage } from '../ui/error-page.tsx'
import { answer, FlashPart } from './answer.tsx'
import type { AppContext } from './env.ts'
import { keptFields } from './form.ts'
import { sendAway } from './send-away.ts'

type Failure = {
  status: ContentfulStatusCode
  title: string
  text: string
  retryAfter?: number
  allowed?: string
  action?: ErrorAction | undefined
  isNoted?: boolean
}

/** The answer to a request that failed. What no one expected goes into the log, and nothing of it to the browser. */
export async function answerFailure(c: AppContext, error: unknown): Promise<Response> {
  if (error instanceof SignedOut) return sendAway(c, error.role)
  const failure = describe(c, error)
  // Whoever hangs up in the middle of a form gets no answer and is no fault of ours.
  if (failure.isNoted && !c.req.raw.signal.aborted) c.var.services.log.error({ requestId: c.var.requestId, err: error }, 'request failed')
  if (failure.retryAfter !== undefined) c.header('Retry-After', String(failure.retryAfter))
  if (failure.allowed !== undefined) c.header('Allow', failure.allowed)
  // A fragment puts the message above the page and swaps nothing else, so that what was typed stays.
  const fragment = <FlashPart flash={{ kind: 'problem', text: failure.text }} />
  const again = failure.status >= 500 && isChange(c) ? { path: pathOf(c), fields: await keptFields(c) } : undefined
  // Our own forms are refused only where browsers don't say where they come from; what another site sends is not shown back.
  const typed = error instanceof WrongOrigin && c.req.header('Sec-Fetch-Site') === undefined ? await keptFields(c) : undefined
  const { title, text, action, status } = failure
  return answer(c, fragment, (_, frame) => <ErrorPage title={title} text={text} action={action} again={again} typed={typed} frame={frame} />, status)
}

/** Answers with a page that says why something is not done, for what has no form of its own to say it in. */
export function answerRefusal(c: AppContext, refusal: Refusal): Promise<Response> {
  return answerFailure(c, new RuleBroken(refusal))
}

function pathOf(c: AppContext): string {
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}

function isChange(c: AppContext): boolean {
  return c.req.method === 'POST'
}

/** Where somebody belongs who is signed in, as far as the path tells. */
function actionBack(c: AppContext): ErrorAction | undefined {
  const path = hubOf(c.req.path)
  if (path === undefined) return undefined
  return { label: path === paths.dashboard() ? 'My exchange' : 'Back to the exchange', path }
}

/** What to say, and where to go, when a link of an e-mail was cut off or has grown. */
const deadLinks: Record<DeadLink['purpose'], { title: string; text: string; action: ErrorAction }> = {
  'sign-in': {
    title: 'This link doesn’t work',
    text: 'It may have been cut off, or something was added to it. We can send you a fresh one.',
    action: { label: 'E-mail me a fresh link', path: paths.signIn() },
  },
  password: {
    title: 'This link doesn’t work',
    text: 'It may have been cut off, or something was added to it. You can ask for a new one.',
    action: { label: 'Ask for a new link', path: paths.forgotPassword() },
  },
  reminders: {
    title: 'This link doesn’t work',
    text: 'It may have been cut off, or something was added to it. You can also turn reminders off on your page, once you’re signed in.',
    action: { label: 'E-mail me a sign-in link', path: paths.signIn() },
  },
  declining: {
    title: 'This link doesn’t work',
    text: 'It may have been cut off, or the organiser has corrected your address since. The newest e-mail has a link that works. Or sign in, and leave the exchange on your page.',
    action: { label: 'E-mail me a sign-in link', path: paths.signIn() },
  },
}

function describe(c: AppContext, error: unknown): Failure {
  return ofMissing(c, error) ?? ofRefused(c, error) ?? ofTrouble(c, error)
}

/** What is not there, or no longer. */
function ofMissing(c: AppContext, error: unknown): Failure | undefined {
  if (error instanceof DeadInvitation) {
    return {
      status: 404,
      title: 'This invitation doesn’t work',
      text: 'The link may have been cut off, or the organiser has made a new one. If you’ve already joined, get a sign-in link here. If not, ask whoever invited you.',
      action: { label: 'I am already in', path: paths.signIn() },
    }
  }
  if (error instanceof DeadLink) return { status: 404, ...deadLinks[error.purpose] }
  if (error instanceof HasLeft) {
    const { person, exchangeId } = error
    const text = `${person} no longer takes part, so there’s nothing left to do.`
    return { status: 404, title: 'Already done', text, action: { label: 'See who takes part', path: paths.people(exchangeId) } }
  }
  if (error instanceof RuleGone) {
    const text = 'There’s no such rule any more, so there’s nothing left to do.'
    return { status: 404, title: 'Already done', text, action: { label: 'See the rules', path: paths.rules(error.exchangeId) } }
  }
  if (error instanceof NotFound) {
    const text = 'There’s nothing here. The link may have been cut off, or the page is gone.'
    return { status: 404, title: 'Not found', text, action: c.get('accountSession') && { label: 'All exchanges', path: paths.adminDashboard() } }
  }
  return undefined
}

/** What is not allowed, or not now. */
function ofRefused(c: AppContext, error: unknown): Failure | undefined {
  if (error instanceof WrongOrigin) {
    const page = c.var.services.world.url(pageOf(c.req.path) ?? paths.landing())
    return { status: 403, title: 'That can’t be sent from here', text: error.message, action: { label: 'Open the right address', path: page } }
  }
  if (error instanceof Forbidden) return { status: 403, title: 'That can’t be opened here', text: error.message }
  if (error instanceof WrongMethod) {
    const text = 'Only a button leads here, and the page was opened in another way. Nothing was changed.'
    return { status: 405, title: 'That didn’t work', text, allowed: error.allowed }
  }
  // Nothing failed that another try would mend, and htmx shows no answer of 500 and above: so it is a conflict with what is stored.
  if (error instanceof RuleBroken) {
    const { refusal } = error
    const isShut = refusal.code === 'match is shut' || refusal.code === 'draw is shut'
    return { status: 409, title: isShut ? 'This match can’t be opened' : 'That’s not possible now', text: inWords(refusal), action: actionBack(c) }
  }
  return undefined
}

/** What could not be read, is too much at the moment, or went wrong here. */
function ofTrouble(c: AppContext, error: unknown): Failure {
  if (error instanceof UnreadableForm)
    return { status: 422, title: 'Something got lost', text: 'The form didn’t arrive in one piece, so nothing was changed. Please go back and send it again.' }
  if (error instanceof TooManyTries) {
    return { status: 429, title: 'Too many tries', text: 'Please wait a while, then try again.', retryAfter: error.retryAfter }
  }
  if (error instanceof Overloaded) {
    return { status: 503, title: 'Very busy', text: 'A lot is going on right now. Please try again in a few seconds.', retryAfter: error.retryAfter }
  }
  if (error instanceof HTTPException && error.status === 413) {
    return { status: 413, title: 'Too large', text: 'That’s more than this form can take (256 KiB). Please shorten it and send it again.' }
  }
  if (isStorageFailure(error)) {
    const [wish, trouble] = isChange(c) ? ['saved', 'isn’t taking anything new'] : ['shown', 'isn’t answering']
    return {
      status: 503,
      title: `That can’t be ${wish} right now`,
      text: `The place where everything is kept ${trouble}. We’ve noted it, and nothing was changed. Please try again in a few minutes.`,
      retryAfter: 60,
      isNoted: true,
    }
  }
  return {
    status: 500,
    title: 'Something went wrong',
    text: 'That’s our fault, and we’ve noted it. Nothing was changed. Please try again.',
    isNoted: true,
  }
}
