import { Hono } from 'hono'
import type { Child } from '#jsx/jsx-runtime'
import { carrySession, participantLifetime, sessionSecret, signedInParticipant, userAgent } from '../auth/guards.ts'
import { readLink } from '../auth/links.ts'
import { hasAskedFor, knowAgain, requesterOf } from '../auth/requester.ts'
import { DeadInvitation, RuleBroken, TooManyTries } from '../errors.ts'
import { readTrouble } from '../mail/trouble.ts'
import { missingMail } from '../mail/way-in-words.ts'
import { GiftIdeasCount } from '../participants/gift-ideas.tsx'
import { paths, segment } from '../paths.ts'
import { answer, type Frame, goTo, show } from '../web/answer.tsx'
import { inEvenTime } from '../web/even-time.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import type { Site, SiteContext } from '../web/parts.ts'
import { noteAddress, notedAddress } from '../web/sent-to.ts'
import { tryLater } from '../web/try-later.ts'
import { askedAboutAddress } from '../web/uncertain-address.ts'
import { isVisit } from '../web/visit.ts'
import { CheckYourMailPage } from './check-your-mail-page.tsx'
import { AccessForm, CountForm, RegistrationForm } from './forms.ts'
import { AlreadyJoined, ConfirmLinkPage, DeadLinkPage, InvitationPage, JoinPart, NotOpenYetPage, RequestAccessPage, SignInPage, untouched } from './pages.tsx'
import { type Invitation, readInvitation } from './reads.ts'
import { register } from './register.ts'
import { type Access, requestAccess } from './request-access.ts'
import { signInByLink } from './sign-in-by-link.ts'

export const joining = new Hono<Site>()

joining.get(`/exchange/${segment.slug}/register`, async (c) => {
  const invitation = await invited(c)
  if (c.req.query('sent')) return showCheckYourMail(c, paths.requestAccess(invitation.slug), paths.register(invitation.slug))
  if (invitation.state === 'draft') return showNotOpenYet(c)
  return showInvitation(c, invitation, untouched, 200)
})

joining.post(`/exchange/${segment.slug}/register`, async (c) => {
  const invitation = await invited(c)
  const form = askedAboutAddress(await parseForm(c, RegistrationForm))
  if (!invitation.isOpen) return refuseRegistration(c, invitation, form)
  if (!form.ok) return showInvitation(c, invitation, form, 422)
  try {
    const who = requesterOf(c)
    const outcome = await register(c.var.em, c.var.parts, invitation.slug, form.values, who)
    if (outcome === 'joined') knowAgain(c, who)
    if (outcome === 'joined' || outcome === 'sent twice') {
      noteAddress(c, form.values.email)
      return goTo(c, paths.registered(invitation.slug))
    }
    // Closed, deleted, or under another link since it was looked at.
    if (outcome === 'not open') return refuseRegistration(c, await invited(c), form)
    return answer(
      c,
      <AlreadyJoined invitation={invitation} form={{ ...form, errors: {} }} email={form.values.email} />,
      (part, frame) => around(invitation, frame, part),
      400,
    )
  } catch (error) {
    if (error instanceof TooManyTries) return showInvitation(c, invitation, refuse(form, 'form', tryLater(c, error)), 429)
    if (error instanceof RuleBroken) return showInvitation(c, await invited(c), refuse(form, 'form', error.message), 409)
    throw error
  }
})

joining.get(`/exchange/${segment.slug}/request-access`, async (c) => {
  const invitation = await invited(c)
  if (invitation.state === 'draft') return showNotOpenYet(c)
  if (c.req.query('sent')) return showCheckYourMail(c, paths.requestAccess(invitation.slug))
  const me = await signedInParticipant(c)
  if (me?.exchangeId === invitation.id) return goTo(c, paths.dashboard())
  return showRequestAccess(c, invitation, blank(), 200)
})

joining.post(`/exchange/${segment.slug}/request-access`, async (c) => {
  const invitation = await invited(c)
  if (invitation.state === 'draft') return showNotOpenYet(c)
  const form = await parseForm(c, AccessForm)
  if (!form.ok) return showRequestAccess(c, invitation, form, 422)
  const refusal = await askForLink(c, { email: form.values.email, slug: invitation.slug })
  if (refusal) return showRequestAccess(c, invitation, refuse(form, 'form', refusal), 429)
  return goTo(c, paths.accessRequested(invitation.slug))
})

joining.get('/sign-in', (c) => {
  if (c.req.query('sent')) return showCheckYourMail(c, paths.signIn())
  return showSignIn(c, blank(), 200)
})

joining.post('/sign-in', async (c) => {
  const form = await parseForm(c, AccessForm)
  if (!form.ok) return showSignIn(c, form, 422)
  const refusal = await askForLink(c, { email: form.values.email })
  if (refusal) return showSignIn(c, refuse(form, 'form', refusal), 429)
  return goTo(c, paths.signInRequested())
})

joining.post('/gift-ideas/count', async (c) => {
  const form = await parseForm(c, CountForm)
  return c.html(String(<GiftIdeasCount text={form.typed.gift_ideas ?? ''} />))
})

joining.get(`/auth/magic/${segment.token}`, async (c) => {
  const token = c.req.param('token') ?? ''
  if (c.req.query('sent')) return showCheckYourMail(c, paths.magicLink(token))
  const link = await readLink(c.var.em, c.var.parts.world, token)
  if (!link) return showDeadLink(c, token, blank(), 410)
  if (isVisit(c) && hasAskedFor(c, link)) return signInWith(c, token)
  return show(c, (frame) => <ConfirmLinkPage token={token} exchangeName={link.exchangeName} email={link.email} frame={frame} />)
})

joining.post(`/auth/magic/${segment.token}`, async (c) => {
  const token = c.req.param('token') ?? ''
  const form = await parseForm(c, AccessForm)
  if (form.typed.email === undefined) return signInWith(c, token)
  if (!form.ok) return showDeadLink(c, token, form, 422)
  const refusal = await askForLink(c, { email: form.values.email })
  if (refusal) return showDeadLink(c, token, refuse(form, 'form', refusal), 429)
  return goTo(c, paths.freshLinkRequested(token))
})

async function invited(c: SiteContext): Promise<Invitation> {
  const invitation = await readInvitation(c.var.em, c.var.parts.world, c.req.param('slug') ?? '')
  if (!invitation) throw new DeadInvitation('There is no such invitation.')
  return invitation
}

/** A draft is nobody's business but the organiser's. */
function showNotOpenYet(c: SiteContext, status: 400 | 404 = 404): Response {
  return show(c, (frame) => <NotOpenYetPage frame={frame} />, status)
}

function showInvitation(c: SiteContext, invitation: Invitation, form: Refused, status: 200 | 400 | 409 | 422 | 429): Response {
  return answer(c, <JoinPart invitation={invitation} form={form} />, (part, frame) => around(invitation, frame, part), status)
}

function around(invitation: Invitation, frame: Frame, part: Child) {
  return (
    <InvitationPage invitation={invitation} frame={frame}>
      {part}
    </InvitationPage>
  )
}

function refuseRegistration(c: SiteContext, invitation: Invitation, form: { typed: Record<string, string> }): Response {
  if (invitation.state === 'draft') return showNotOpenYet(c, 400)
  return showInvitation(c, invitation, refuse(form, 'form', 'Registration is closed.'), 400)
}

function showRequestAccess(c: SiteContext, invitation: Invitation, form: Refused, status: 200 | 422 | 429): Response {
  return show(c, (frame) => <RequestAccessPage invitation={invitation} form={form} frame={frame} />, status)
}

function showSignIn(c: SiteContext, form: Refused, status: 200 | 422 | 429): Response {
  return show(c, (frame) => <SignInPage form={form} frame={frame} />, status)
}

async function showDeadLink(c: SiteContext, token: string, form: Refused, status: 410 | 422 | 429): Promise<Response> {
  const isSignedIn = (await signedInParticipant(c)) !== undefined
  return show(c, (frame) => <DeadLinkPage token={token} form={form} isSignedIn={isSignedIn} frame={frame} />, status)
}

/** `again` is where to ask for another link; `joinAgain`, for whoever has just joined, where to do that with another address. */
async function showCheckYourMail(c: SiteContext, again: string, joinAgain?: string): Promise<Response> {
  const missing = missingMail(c.var.parts.mail.way)
  const isLate = missing === undefined && (await readTrouble(c.var.em)) !== undefined
  return show(c, (frame) => <CheckYourMailPage again={again} joinAgain={joinAgain} sentTo={notedAddress(c)} isLate={isLate} missing={missing} frame={frame} />)
}

/** Asks for a link and answers the same for every address. Returns why not when it is past a limit. */
async function askForLink(c: SiteContext, access: Access): Promise<string | undefined> {
  try {
    const who = requesterOf(c)
    knowAgain(c, who)
    await inEvenTime(requestAccess(c.var.em, c.var.parts, access, who))
    noteAddress(c, access.email)
    return undefined
  } catch (error) {
    if (error instanceof TooManyTries) return tryLater(c, error)
    throw error
  }
}

async function signInWith(c: SiteContext, token: string): Promise<Response> {
  const session = await signInByLink(c.var.em, c.var.parts, token, {
    oldSession: sessionSecret(c, 'participant'),
    userAgent: userAgent(c),
    lifetime: participantLifetime,
  })
  if (session === undefined) return showDeadLink(c, token, blank(), 410)
  carrySession(c, 'participant', session, participantLifetime)
  return goTo(c, paths.dashboard())
}
