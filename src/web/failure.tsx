import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { inReadersLanguage } from '../auth/guards.ts'
import { isStorageFailure } from '../database/storage-failure.ts'
import {
  DeadInvitation,
  DeadLink,
  ForeignExchange,
  HasLeft,
  NotFound,
  NotTheOwner,
  OtherExchange,
  Overloaded,
  RuleBroken,
  RuleGone,
  SignedOut,
  TooManyTries,
  UnreadableForm,
  WrongMethod,
  WrongOrigin,
} from '../errors.ts'
import type { Printer } from '../language/printer.ts'
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
  // What keeps us from finding out who is asking must not keep us from answering.
  await inReadersLanguage(c).catch(() => undefined)
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
function actionBack({ req, var: { t } }: AppContext): ErrorAction | undefined {
  const path = hubOf(req.path)
  if (path === undefined) return undefined
  return { label: t(path === paths.dashboard() ? 'failure.myExchange' : 'failure.backToExchange'), path }
}

/** What to say, and where to go, when a link of an e-mail was cut off or has grown. */
const deadLinks = {
  'sign-in': { text: 'failure.deadLink.signIn', label: 'failure.deadLink.signIn.action', path: paths.signIn() },
  password: { text: 'failure.deadLink.password', label: 'failure.deadLink.password.action', path: paths.forgotPassword() },
  reminders: { text: 'failure.deadLink.reminders', label: 'failure.deadLink.toSignIn', path: paths.signIn() },
  declining: { text: 'failure.deadLink.declining', label: 'failure.deadLink.toSignIn', path: paths.signIn() },
  returning: { status: 410, text: 'failure.deadLink.returning', label: 'failure.deadLink.toSignIn', path: paths.signIn() },
} as const satisfies Record<DeadLink['purpose'], object>

function describe(c: AppContext, error: unknown): Failure {
  return ofMissing(c, error) ?? ofRefused(c, error) ?? ofBusy(c.var.t, error) ?? ofTrouble(c, error)
}

/** What is not there, or no longer. */
function ofMissing(c: AppContext, error: unknown): Failure | undefined {
  const { t } = c.var
  if (error instanceof DeadInvitation) {
    const action = { label: t('failure.deadInvitation.action'), path: paths.signIn() }
    return { status: 404, title: t('failure.deadInvitation.title'), text: t('failure.deadInvitation'), action }
  }
  if (error instanceof DeadLink) {
    const { status, text, label, path } = { status: 404, ...deadLinks[error.purpose] } as const
    return { status, title: t('failure.deadLink.title'), text: t(text), action: { label: t(label), path } }
  }
  if (error instanceof HasLeft) {
    const action = { label: t('failure.hasLeft.action'), path: paths.people(error.exchangeId) }
    return { status: 404, title: t('failure.alreadyDone'), text: t('failure.hasLeft', { person: error.person }), action }
  }
  if (error instanceof RuleGone) {
    const action = { label: t('failure.ruleGone.action'), path: paths.rules(error.exchangeId) }
    return { status: 404, title: t('failure.alreadyDone'), text: t('failure.ruleGone'), action }
  }
  if (error instanceof NotFound) {
    const action = c.get('accountSession') && { label: t('failure.notFound.action'), path: paths.adminDashboard() }
    return { status: 404, title: t('failure.notFound.title'), text: t('failure.notFound'), action }
  }
  return undefined
}

/** What is not allowed, or not now. */
function ofRefused(c: AppContext, error: unknown): Failure | undefined {
  const { t, services } = c.var
  if (error instanceof WrongOrigin) {
    const action = { label: t('failure.wrongOrigin.action'), path: services.world.url(pageOf(c.req.path) ?? paths.landing()) }
    return { status: 403, title: t('failure.wrongOrigin.title'), text: t('failure.wrongOrigin'), action }
  }
  if (error instanceof OtherExchange) return { status: 403, title: t('failure.otherExchange.title'), text: t('failure.otherExchange') }
  if (error instanceof ForeignExchange || error instanceof NotTheOwner) {
    const text = t(error instanceof NotTheOwner ? 'failure.ownerOnly' : 'failure.foreignExchange')
    const action = { label: t('failure.notFound.action'), path: paths.adminDashboard() }
    return { status: 403, title: t('failure.otherExchange.title'), text, action }
  }
  if (error instanceof WrongMethod) {
    return { status: 405, title: t('failure.wrongMethod.title'), text: t('failure.wrongMethod'), allowed: error.allowed }
  }
  // Nothing failed that another try would mend, and htmx shows no answer of 500 and above: so it is a conflict with what is stored.
  if (error instanceof RuleBroken) {
    const { refusal } = error
    const isShut = refusal.code === 'match is shut' || refusal.code === 'draw is shut'
    return { status: 409, title: t(isShut ? 'failure.shut.title' : 'failure.refused.title'), text: inWords(refusal, t), action: actionBack(c) }
  }
  return undefined
}

/** What could not be read, or is too much at the moment. */
function ofBusy(t: Printer, error: unknown): Failure | undefined {
  if (error instanceof UnreadableForm) return { status: 422, title: t('failure.unreadable.title'), text: t('failure.unreadable') }
  if (error instanceof TooManyTries) {
    return { status: 429, title: t('failure.tooManyTries.title'), text: t('failure.tooManyTries'), retryAfter: error.retryAfter }
  }
  if (error instanceof Overloaded) {
    return { status: 503, title: t('failure.overloaded.title'), text: t('failure.overloaded'), retryAfter: error.retryAfter }
  }
  if (error instanceof HTTPException && error.status === 413) {
    return { status: 413, title: t('failure.tooLarge.title'), text: t('failure.tooLarge') }
  }
  return undefined
}

/** What went wrong here. */
function ofTrouble(c: AppContext, error: unknown): Failure {
  const { t } = c.var
  if (!isStorageFailure(error)) return { status: 500, title: t('failure.unexpected.title'), text: t('failure.unexpected'), isNoted: true }
  const what = isChange(c) ? 'notSaved' : 'notShown'
  return { status: 503, title: t(`failure.${what}.title`), text: t(`failure.${what}`), retryAfter: 60, isNoted: true }
}
