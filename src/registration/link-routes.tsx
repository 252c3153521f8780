import { Hono } from 'hono'
import { codeTries } from '../auth/code.ts'
import { signedInAccount, signedInParticipant, startParticipantSession } from '../auth/guards.ts'
import { countFailure } from '../auth/limits.ts'
import { type KnownLink, readLink } from '../auth/links.ts'
import type { Destination } from '../auth/magic-token.ts'
import { hasAskedFor, type Requester, rememberRequester, requesterOf, requesterSecret } from '../auth/requester.ts'
import { revealMatch } from '../draw/reveal.ts'
import { TooManyTries } from '../errors.ts'
import { maskedAddress } from '../mail/masked-address.ts'
import { paths, segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { inEvenTime } from '../web/even-time.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { speakTo } from '../web/language.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { noteAddress, notedAddress } from '../web/sent-to.ts'
import { minutesToWait, tryLater } from '../web/try-later.ts'
import { isVisit } from '../web/visit.ts'
import { CheckYourMailPage } from './check-your-mail-page.tsx'
import { AccessForm, CodeForm } from './forms.ts'
import { ConfirmLinkPage, DeadLinkPage } from './link-pages.tsx'
import { NotOpenYetPage } from './pages.tsx'
import { type Invitation, mustBeInvited } from './reads.ts'
import { requestAccess, requestFreshLink } from './request-access.ts'
import { originAt } from './request-origin.ts'
import { type Entry, signInByCode, signInByLink } from './sign-in-by-link.ts'
import { RequestAccessPage, SignInPage } from './sign-in-pages.tsx'
import { whyLate } from './why-late.ts'

export const signInLinks = new Hono<Env>()

signInLinks.get(`/exchange/${segment.slug}/request-access`, async (c) => {
  const invitation = await mustBeInvited(c.var.em, c.var.services.world, pathParameter(c, 'slug'))
  if (invitation.state === 'draft') return showNotOpenYet(c)
  if (c.req.query('sent')) return showCheckYourMail(c, c.req.path)
  const me = await signedInParticipant(c)
  if (me?.exchangeId === invitation.id) return goTo(c, paths.dashboard())
  return showRequestAccess(c, invitation, blank(), 200)
})

signInLinks.post(`/exchange/${segment.slug}/request-access`, async (c) => {
  const invitation = await mustBeInvited(c.var.em, c.var.services.world, pathParameter(c, 'slug'))
  if (invitation.state === 'draft') return showNotOpenYet(c)
  const form = await parseForm(c, AccessForm)
  if (!form.ok) return showRequestAccess(c, invitation, form, 422)
  const refusal = await askForLink(c, form.values.email, invitation.slug)
  if (refusal) return showRequestAccess(c, invitation, refuse(form, 'form', refusal), 429)
  return goTo(c, paths.accessRequested(invitation.slug))
})

signInLinks.get('/sign-in', (c) => {
  if (c.req.query('sent')) return showCheckYourMail(c, c.req.path)
  return showSignIn(c, blank(), 200)
})

signInLinks.post('/sign-in', async (c) => {
  const form = await parseForm(c, AccessForm)
  if (!form.ok) return showSignIn(c, form, 422)
  const refusal = await askForLink(c, form.values.email)
  if (refusal) return showSignIn(c, refuse(form, 'form', refusal), 429)
  return goTo(c, paths.signInRequested())
})

signInLinks.get(`/auth/magic/${segment.token}`, async (c) => {
  const token = pathParameter(c, 'token')
  const link = await knownLink(c, token)
  if (c.req.query('sent')) return showCheckYourMail(c, c.req.path, { link })
  if (link?.isAlive && isVisit(c) && hasAskedFor(c, link)) return signInWith(c, token, link, false)
  const me = await signedInParticipant(c)
  if (link && me?.id === link.participantId) return goTo(c, pathTo(link.destination))
  if (!link?.isAlive) return showDeadLink(c, token, link, blank(), 410)
  const isOrganiser = (await signedInAccount(c)) !== undefined
  return show(c, (frame) => <ConfirmLinkPage token={token} link={link} isOrganiser={isOrganiser} frame={frame} />)
})

signInLinks.post(`/auth/magic/${segment.token}`, async (c) => {
  const token = pathParameter(c, 'token')
  const link = await knownLink(c, token)
  const form = await parseForm(c, AccessForm)
  if (form.typed.fresh !== undefined) return sendFreshLink(c, token, link)
  if (form.typed.email === undefined) return signInWith(c, token, link, form.typed.show === 'yes')
  if (!form.ok) return showDeadLink(c, token, undefined, form, 422)
  const refusal = await askForLink(c, form.values.email)
  if (refusal) return showDeadLink(c, token, undefined, refuse(form, 'form', refusal), 429)
  return goTo(c, paths.freshLinkRequested(token))
})

signInLinks.get('/auth/code', (c) => showCheckYourMail(c, undefined))

signInLinks.post('/auth/code', async (c) => {
  const form = await parseForm(c, CodeForm)
  const at = form.typed.asked_at
  if (!form.ok) return showCheckYourMail(c, at, { form }, 422)
  const requester = requesterSecret(c)
  if (requester === undefined) return showCheckYourMail(c, at, { form: refuse(form, 'code', c.var.t('registration.code.elsewhere')) }, 422)
  const { em, services } = c.var
  try {
    const accountId = await signedInAccount(c)
    const attempt = () => signInByCode(em, services, requester, form.values.code, accountId)
    const entry = await countFailure(em, services.world, codeTries(requester), attempt)
    return entry ? await finishSignIn(c, entry) : showCheckYourMail(c, at, { form: refuse(form, 'code', c.var.t('registration.code.wrong')) }, 422)
  } catch (error) {
    if (!(error instanceof TooManyTries)) throw error
    const reason = c.var.t('registration.code.tooMany', { minutes: minutesToWait(c, error) })
    return showCheckYourMail(c, at, { form: refuse(form, 'form', reason), isOver: true }, 429)
  }
})

async function knownLink(c: AppContext, token: string): Promise<KnownLink | undefined> {
  const link = await readLink(c.var.em, c.var.services, token)
  await speakTo(c, link?.language)
  return link
}

/** Only the organiser may know of a draft. */
function showNotOpenYet(c: AppContext): Response {
  return show(c, (frame) => <NotOpenYetPage frame={frame} />, 404)
}

function showRequestAccess(c: AppContext, invitation: Invitation, form: Refused, status: 200 | 422 | 429): Response {
  return show(c, (frame) => <RequestAccessPage invitation={invitation} form={form} frame={frame} />, status)
}

function showSignIn(c: AppContext, form: Refused, status: 200 | 422 | 429): Response {
  return show(c, (frame) => <SignInPage form={form} frame={frame} />, status)
}

async function showDeadLink(c: AppContext, token: string, link: KnownLink | undefined, form: Refused, status: 410 | 422 | 429): Promise<Response> {
  const isSignedIn = (await signedInParticipant(c)) !== undefined
  return show(c, (frame) => <DeadLinkPage token={token} link={link} form={form} isSignedIn={isSignedIn} frame={frame} />, status)
}

type Answered = { link?: KnownLink | undefined; form?: Refused; isOver?: boolean }

/** `at` is the path of the page where the link was asked for. */
async function showCheckYourMail(c: AppContext, at: string | undefined, { link, ...rest }: Answered = {}, status: 200 | 422 | 429 = 200): Promise<Response> {
  const asked = originAt(at)
  const sentTo = notedAddress(c, asked.at)
  const maskedTo = sentTo === undefined && link ? maskedAddress(link.email) : undefined
  const late = await whyLate(c.var.em, c.var.services, c.var.t)
  return show(c, (frame) => <CheckYourMailPage asked={asked} sentTo={sentTo} maskedTo={maskedTo} late={late} {...rest} frame={frame} />, status)
}

/** Asks for a link, into one exchange or all, and answers the same for every address. Returns why not when it is past a limit. */
async function askForLink(c: AppContext, email: string, slug?: string): Promise<string | undefined> {
  const access = slug === undefined ? { email } : { email, slug }
  const asked = await asking(c, (who) => inEvenTime(requestAccess(c.var.em, c.var.services, access, who)))
  if ('refusal' in asked) return asked.refusal
  noteAddress(c, email)
  return undefined
}

async function sendFreshLink(c: AppContext, token: string, link: KnownLink | undefined): Promise<Response> {
  if (!link) return showDeadLink(c, token, link, blank(), 410)
  const asked = await asking(c, (who) => requestFreshLink(c.var.em, c.var.services, link, who))
  if ('refusal' in asked) return showDeadLink(c, token, link, refuse(blank(), 'form', asked.refusal), 429)
  return asked.answer ? goTo(c, paths.freshLinkRequested(token)) : showDeadLink(c, token, undefined, blank(), 410)
}

/** Asks for a link, and sets the cookie by which the link recognises this browser. Returns the outcome, or why it may not ask now. */
async function asking<Answer>(c: AppContext, ask: (who: Requester) => Promise<Answer>): Promise<{ answer: Answer } | { refusal: string }> {
  try {
    const who = requesterOf(c)
    rememberRequester(c, who)
    return { answer: await ask(who) }
  } catch (error) {
    if (error instanceof TooManyTries) return { refusal: tryLater(c, error) }
    throw error
  }
}

async function signInWith(c: AppContext, token: string, link: KnownLink | undefined, isMatchWanted: boolean): Promise<Response> {
  const entry = await signInByLink(c.var.em, c.var.services, token, await signedInAccount(c))
  if (entry) return finishSignIn(c, entry, isMatchWanted)
  const me = await signedInParticipant(c)
  if (link && me?.id === link.participantId) return goTo(c, pathTo(link.destination))
  return showDeadLink(c, token, link, blank(), 410)
}

/** With `isMatchWanted` the match is shown from now on, too, if the link is about that: that the draw was undone is no reason to turn anybody away. */
async function finishSignIn(c: AppContext, { person, leadsTo }: Entry, isMatchWanted = false): Promise<Response> {
  const { em, services } = c.var
  const me = await startParticipantSession(c, person, person.exchange.id)
  // In a transaction of its own: in PostgreSQL rows of one transaction bear its number.
  const shown = isMatchWanted && leadsTo === 'match' ? await revealMatch(em, services, me, true) : undefined
  return goTo(c, shown?.refusal ? paths.dashboard() : pathTo(leadsTo))
}

function pathTo(destination: Destination): string {
  return { dashboard: paths.dashboard(), match: paths.match(), 'gift ideas': paths.giftIdeas(), messages: paths.threads(), questions: paths.answers() }[
    destination
  ]
}
