import { Hono } from 'hono'
import type { Child } from '#jsx/jsx-runtime'
import { signedInParticipant } from '../auth/guards.ts'
import { rememberRequester, requesterOf } from '../auth/requester.ts'
import { TooManyTries } from '../errors.ts'
import { inWords } from '../language/refusals.ts'
import { longestGiftIdeas } from '../participants/participant.ts'
import { paths, segment } from '../paths.ts'
import { GiftIdeasCount } from '../ui/gift-ideas.tsx'
import { answer, type Frame, goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { parseForm, type Refused, refuse } from '../web/form.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { noteAddress, notedAddress } from '../web/sent-to.ts'
import { tryLater } from '../web/try-later.ts'
import { askedAboutAddress } from '../web/uncertain-address.ts'
import { CheckYourMailPage } from './check-your-mail-page.tsx'
import { CountForm, RegistrationForm } from './forms.ts'
import { AlreadyJoined, JoinPart, untouched } from './join-part.tsx'
import { InvitationPage, NotOpenYetPage } from './pages.tsx'
import { type Invitation, mustBeInvited } from './reads.ts'
import { register } from './register.ts'
import { originAt } from './request-origin.ts'
import { whyLate } from './why-late.ts'

export const registration = new Hono<Env>()

registration.get(`/exchange/${segment.slug}/register`, async (c) => {
  const invitation = await invited(c)
  if (c.req.query('sent')) return showCheckYourMail(c)
  if (invitation.state === 'draft') return showNotOpenYet(c, 404)
  return showInvitation(c, invitation, untouched, 200)
})

registration.post(`/exchange/${segment.slug}/register`, async (c) => {
  const invitation = await invited(c)
  const form = askedAboutAddress(await parseForm(c, RegistrationForm), c.var.t)
  if (!invitation.isOpen) return refuseRegistration(c, invitation, form)
  if (!form.ok) return showInvitation(c, invitation, form, 422)
  try {
    const who = requesterOf(c)
    const { value, refusal } = await register(c.var.em, c.var.services, invitation.slug, { ...form.values, language: c.var.seenLanguage }, who)
    if (refusal) return showInvitation(c, await invited(c), refuse(form, 'form', inWords(refusal, c.var.t)), 409)
    if (value === 'joined') rememberRequester(c, who)
    if (value === 'joined' || value === 'sent twice') {
      noteAddress(c, form.values.email)
      return goTo(c, paths.registered(invitation.slug))
    }
    // Closed, deleted, or under another link since it was looked at.
    if (value === 'not open') return refuseRegistration(c, await invited(c), form)
    const already = <AlreadyJoined invitation={invitation} form={{ ...form, errors: {} }} email={form.values.email} t={c.var.t} />
    return answer(c, already, (part, frame) => around(invitation, frame, part), 400)
  } catch (error) {
    if (error instanceof TooManyTries) return showInvitation(c, invitation, refuse(form, 'form', tryLater(c, error)), 429)
    throw error
  }
})

registration.post('/gift-ideas/count', async (c) => {
  const form = await parseForm(c, CountForm)
  // Whoever is signed in reads it in the middle of their own page.
  await signedInParticipant(c)
  return c.html(String(<GiftIdeasCount text={form.typed.gift_ideas ?? ''} limit={longestGiftIdeas} t={c.var.t} />))
})

function invited(c: AppContext): Promise<Invitation> {
  return mustBeInvited(c.get('em'), c.get('services').world, pathParameter(c, 'slug'))
}

/** Only the organiser may know of a draft. */
function showNotOpenYet(c: AppContext, status: 400 | 404): Response {
  return show(c, (frame) => <NotOpenYetPage frame={frame} />, status)
}

function showInvitation(c: AppContext, invitation: Invitation, form: Refused, status: 200 | 400 | 409 | 422 | 429): Response {
  return answer(c, <JoinPart invitation={invitation} form={form} t={c.get('t')} />, (part, frame) => around(invitation, frame, part), status)
}

function around(invitation: Invitation, frame: Frame, part: Child) {
  return (
    <InvitationPage invitation={invitation} frame={frame}>
      {part}
    </InvitationPage>
  )
}

function refuseRegistration(c: AppContext, invitation: Invitation, form: { typed: Record<string, string> }): Response {
  if (invitation.state === 'draft') return showNotOpenYet(c, 400)
  return showInvitation(c, invitation, refuse(form, 'form', inWords({ code: 'registration is closed' }, c.var.t)), 400)
}

async function showCheckYourMail(c: AppContext): Promise<Response> {
  const late = await whyLate(c.var.em, c.var.services, c.var.t)
  return show(c, (frame) => <CheckYourMailPage asked={originAt(c.req.path)} sentTo={notedAddress(c)} late={late} frame={frame} />)
}
