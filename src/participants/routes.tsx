import { Hono } from 'hono'
import { participantOnly, signOut } from '../auth/guards.ts'
import { declineToken } from '../auth/participant-token.ts'
import { Forbidden, NotFound, refusalOf } from '../errors.ts'
import { paths, segment } from '../paths.ts'
import { answer, goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { isOneClick } from '../web/one-click.ts'
import { askToLeave } from './ask-to-leave.ts'
import { calendarFile } from './calendar.ts'
import { DashboardPage } from './dashboard-page.tsx'
import { editProfile } from './edit-profile.ts'
import { mustBeTheirs, ownedBy, whyNotTheirs } from './form-owner.tsx'
import { GiftIdeasForm, PreferencesForm, ProfileForm, WithdrawForm } from './forms.ts'
import { countOf } from './namesakes.ts'
import { GiftIdeasPage, GiftIdeasPart, ProfilePage, ProfilePart, UnsubscribePage } from './pages.tsx'
import { readDashboard, readNames } from './reads.ts'
import { readUnsubscribe, unsubscribe, wantReminders } from './reminders.ts'
import { wishFor } from './wish-for.ts'
import { withdraw } from './withdraw.ts'
import { WithdrawPage } from './withdraw-page.tsx'

export const participants = new Hono<Env>()

participants.get('/participant/dashboard', participantOnly, async (c) => {
  const { em, me } = c.var
  const dashboard = await readDashboard(em, me.id)
  const names = await readNames(em, me.exchangeId)
  return show(c, (frame) => <DashboardPage dashboard={dashboard} names={names} frame={frame} />)
})

participants.get(`/participant/exchange/${segment.exchangeId}/calendar.ics`, participantOnly, async (c) => {
  const { em, me, services } = c.var
  if (c.req.param('exchangeId') !== me.exchangeId)
    throw new Forbidden('You’re signed in to another exchange. To see this one, use its own invitation link or the last e-mail about it.')
  const file = await calendarFile(services.world, await readDashboard(em, me.id))
  return c.body(file, 200, { 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': 'attachment; filename="secret-santa.ics"' })
})

participants.get('/participant/gift-ideas', participantOnly, async (c) => {
  const { giftIdeas, state, updatedAt } = await readDashboard(c.var.em, c.var.me.id)
  if (state === 'completed') return backFromWhatIsOver(c)
  return showGiftIdeas(c, blank({ gift_ideas: giftIdeas, version: `${updatedAt}` }), 200)
})

participants.post('/participant/gift-ideas', participantOnly, async (c) => {
  const form = await parseForm(c, GiftIdeasForm)
  if (!form.ok) return showGiftIdeas(c, form, 422)
  const { em, me, services } = c.var
  const notTheirs = whyNotTheirs(form.typed, me)
  if (notTheirs) return showGiftIdeas(c, refuse(form, 'form', notTheirs), 409)
  const refusal = await refusalOf(wishFor(em, services.world, me, form.values.gift_ideas, form.values.version))
  if (refusal) return showGiftIdeas(c, refuse(await seenAnew(c, form), 'form', refusal), 409)
  leaveFlash(c, 'Your gift ideas are saved.')
  return goTo(c, paths.dashboard())
})

participants.get('/participant/profile', participantOnly, async (c) => {
  const { name, giftIdeas, state, updatedAt } = await readDashboard(c.var.em, c.var.me.id)
  if (state === 'completed') return backFromWhatIsOver(c)
  return showProfile(c, blank({ name, gift_ideas: giftIdeas, version: `${updatedAt}` }), 200)
})

participants.post('/participant/profile', participantOnly, async (c) => {
  const form = await parseForm(c, ProfileForm)
  if (!form.ok) return showProfile(c, form, 422)
  const { name, gift_ideas, version } = form.values
  const { em, me } = c.var
  const notTheirs = whyNotTheirs(form.typed, me)
  if (notTheirs) return showProfile(c, refuse(form, 'form', notTheirs), 409)
  const refusal = await refusalOf(editProfile(em, me, { name, giftIdeas: gift_ideas, version }))
  if (refusal) return showProfile(c, refuse(await seenAnew(c, form), 'form', refusal), 409)
  leaveFlash(c, 'Your profile is saved.')
  return goTo(c, paths.dashboard())
})

participants.post('/participant/preferences', participantOnly, async (c) => {
  const form = await parseForm(c, PreferencesForm)
  const { em, me } = c.var
  mustBeTheirs(form.typed, me)
  const isWanted = form.ok && form.values.reminder_enabled
  await wantReminders(em, me, isWanted)
  leaveFlash(c, isWanted ? 'We’ll remind you before gift day.' : 'Reminders are off.')
  return goTo(c, paths.dashboard())
})

participants.get('/participant/withdraw', participantOnly, (c) => showWithdraw(c, 200))

participants.post('/participant/withdraw', participantOnly, async (c) => {
  const { em, me, services } = c.var
  const form = await parseForm(c, WithdrawForm)
  mustBeTheirs(form.typed, me)
  if (form.ok && form.values.ask === 'organiser') {
    if (await refusalOf(askToLeave(em, services, me))) return showWithdraw(c, 409)
    return goTo(c, paths.withdraw())
  }
  const refusal = await refusalOf(withdraw(em, services, me))
  if (refusal) return showWithdraw(c, 409)
  await signOut(c, 'participant')
  leaveFlash(c, 'You’ve left the exchange. We’ve e-mailed you to confirm it.')
  return goTo(c, paths.landing())
})

participants.get(`/reminders/unsubscribe/${segment.token}`, async (c) => {
  const { exchangeName, slug } = await subscriber(c)
  return show(c, (frame) => <UnsubscribePage exchangeName={exchangeName} slug={slug} isDone={c.req.query('done') !== undefined} frame={frame} />)
})

participants.post(`/reminders/unsubscribe/${segment.token}`, async (c) => {
  const { id } = await subscriber(c)
  await unsubscribe(c.var.em, id)
  if (await isOneClick(c)) return c.text('You’ll get no more reminders.\n')
  return goTo(c, `${c.req.path}?done=yes`)
})

participants.post('/participant/logout', participantOnly, async (c) => {
  await signOut(c, 'participant')
  leaveFlash(c, 'You’ve signed out.')
  return goTo(c, paths.landing())
})

function backFromWhatIsOver(c: AppContext): Response {
  leaveFlash(c, 'The exchange is over, so nothing can be changed.', 'notice')
  return goTo(c, paths.dashboard())
}

/** What was typed, as by someone who has seen the newest: sent once more, it replaces that. */
async function seenAnew(c: AppContext, { typed }: Pick<Refused, 'typed'>): Promise<Pick<Refused, 'typed'>> {
  const { em, me } = c.var
  return { typed: { ...typed, version: `${(await readDashboard(em, me.id)).updatedAt}` } }
}

function showGiftIdeas(c: AppContext, form: Refused, status: 200 | 409 | 422): Response {
  return answer(c, <GiftIdeasPart form={ownedBy(c.var.me, form)} />, (part, frame) => <GiftIdeasPage frame={frame}>{part}</GiftIdeasPage>, status)
}

async function showProfile(c: AppContext, form: Refused, status: 200 | 409 | 422): Promise<Response> {
  const { name, state } = await readDashboard(c.var.em, c.var.me.id)
  const hasNamesake = countOf(name, await readNames(c.var.em, c.var.me.exchangeId)) > 1
  return answer(
    c,
    <ProfilePart form={ownedBy(c.var.me, form)} isNameFixed={state === 'matched'} hasNamesake={hasNamesake} />,
    (part, frame) => <ProfilePage frame={frame}>{part}</ProfilePage>,
    status,
  )
}

async function showWithdraw(c: AppContext, status: 200 | 409): Promise<Response> {
  const dashboard = await readDashboard(c.var.em, c.var.me.id)
  const declining = dashboard.addedByOrganiser ? paths.decline(declineToken(c.var.services.vault, dashboard)) : undefined
  return show(c, (frame) => <WithdrawPage dashboard={dashboard} declining={declining} frame={frame} />, status)
}

async function subscriber(c: AppContext) {
  const found = await readUnsubscribe(c.var.em, c.var.services.vault, c.req.param('token') ?? '')
  if (!found) throw new NotFound('There is no such link.')
  return found
}
