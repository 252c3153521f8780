import { Hono } from 'hono'
import { participantOnly, signOut } from '../auth/guards.ts'
import { declineToken } from '../auth/signed-token.ts'
import { readPlanOf } from '../draw/plans.ts'
import type { Refusal } from '../language/refusals.ts'
import { inWords } from '../language/refusals.ts'
import { countUnread } from '../messages/unread.ts'
import { paths, segment } from '../paths.ts'
import { ownedBy, whyNotTheirs } from '../ui/form-owner.tsx'
import { answer, goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { answerRefusal } from '../web/failure.tsx'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { withoutMarks } from '../web/marks.ts'
import { caughtUp, versionOf, writeVersion } from '../web/version.ts'
import { nothingAsked, readAnswerProgress } from '../wishes/answers.ts'
import { emptyPlan } from '../wishes/plan.ts'
import { readWishes } from '../wishes/wish-list.ts'
import { askToLeave } from './ask-to-leave.ts'
import { calendarFile } from './calendar.ts'
import { DashboardPage } from './dashboard-page.tsx'
import { editProfile, type Overtaken } from './edit-profile.ts'
import { GiftIdeasForm, PreferencesForm, ProfileForm, WithdrawForm } from './forms.ts'
import { ownExchangeOnly } from './guards.ts'
import { canRead } from './messages-card.tsx'
import { countOf } from './namesakes.ts'
import { GiftIdeasPage, GiftIdeasPart, ProfilePage, ProfilePart, type Stored } from './pages.tsx'
import { type Dashboard, readDashboard, readNames } from './reads.ts'
import { choosePreferences } from './reminders.ts'
import { wishFor } from './wish-for.ts'
import { withdraw } from './withdraw.ts'
import { WithdrawPage } from './withdraw-page.tsx'

export const participants = new Hono<Env>()

participants.get('/participant/dashboard', participantOnly, async (c) => {
  const em = c.get('em')
  const me = c.get('me')
  const dashboard = await readDashboard(em, me.id)
  const names = await readNames(em, me.exchangeId, c.get('t'))
  // Most have neither a list nor questions, and each read that is spared is felt on the page that everybody opens.
  const wishes = dashboard.hasWishList ? await readWishes(em, me.id) : []
  const progress = dashboard.isAsked ? await readAnswerProgress(em, { exchangeId: me.exchangeId, participantId: me.id }) : nothingAsked
  const { look } = dashboard.hasMatch ? await readPlanOf(em, c.var.services.vault, me) : emptyPlan
  const unread = canRead(dashboard) ? await countUnread(em, c.var.services, me) : undefined
  const seen = { dashboard, look, wishes, names, progress, unread }
  return show(c, (frame) => <DashboardPage {...seen} frame={frame} />)
})

participants.get(`/participant/exchange/${segment.exchangeId}/calendar.ics`, ownExchangeOnly, async (c) => {
  const { em, me, services, t } = c.var
  const file = await calendarFile(services.world, await readDashboard(em, me.id), t)
  return c.body(file, 200, { 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': 'attachment; filename="secret-santa.ics"' })
})

participants.get('/participant/gift-ideas', participantOnly, async (c) => {
  const dashboard = await readDashboard(c.var.em, c.var.me.id)
  if (dashboard.state === 'completed') return backFromWhatIsOver(c)
  return showGiftIdeas(c, blank({ gift_ideas: dashboard.giftIdeas, version: writeVersion(versionOf(dashboard, ['giftIdeas'])) }), 200)
})

participants.post('/participant/gift-ideas', participantOnly, async (c) => {
  const form = await parseForm(c, GiftIdeasForm)
  if (!form.ok) return showGiftIdeas(c, form, 422)
  const { em, me, services } = c.var
  const notTheirs = whyNotTheirs(form.typed, me)
  if (notTheirs) return showGiftIdeas(c, refuse(form, 'form', inWords(notTheirs, c.var.t)), 409)
  const { value, refusal } = await wishFor(em, services.world, me, form.values.gift_ideas, form.values.version)
  if (refusal) return showGiftIdeas(c, refuse(form, 'form', inWords(refusal, c.var.t)), 409)
  if (value.overtaken.length > 0) {
    const { refused, stored } = await overtakenBy(c, form, value)
    return showGiftIdeas(c, refused, 409, stored)
  }
  leaveFlash(c, c.var.t('participants.giftIdeas.saved'))
  return goTo(c, paths.dashboard())
})

participants.get('/participant/profile', participantOnly, async (c) => {
  const { name, giftIdeas, state } = await readDashboard(c.var.em, c.var.me.id)
  if (state === 'completed') return backFromWhatIsOver(c)
  return showProfile(c, blank({ name, gift_ideas: giftIdeas, version: writeVersion(versionOf(profileOf({ name, giftIdeas }), ['name', 'giftIdeas'])) }), 200)
})

participants.post('/participant/profile', participantOnly, async (c) => {
  const form = await parseForm(c, ProfileForm)
  if (!form.ok) return showProfile(c, form, 422)
  const { name, gift_ideas, version } = form.values
  const { em, me, services } = c.var
  const notTheirs = whyNotTheirs(form.typed, me)
  if (notTheirs) return showProfile(c, refuse(form, 'form', inWords(notTheirs, c.var.t)), 409)
  const { value, refusal } = await editProfile(em, services.world, me, { name, giftIdeas: gift_ideas, version })
  if (refusal) return showProfile(c, refuse(form, 'form', inWords(refusal, c.var.t)), 409)
  if (value.overtaken.length > 0) {
    const { refused, stored } = await overtakenBy(c, form, value)
    return showProfile(c, refused, 409, stored)
  }
  leaveFlash(c, c.var.t('participants.profile.saved'))
  return goTo(c, paths.dashboard())
})

participants.post('/participant/preferences', participantOnly, async (c) => {
  const form = await parseForm(c, PreferencesForm)
  const { em, me } = c.var
  const notTheirs = whyNotTheirs(form.typed, me)
  if (notTheirs) return answerRefusal(c, notTheirs)
  if (!form.ok) return goTo(c, paths.dashboard())
  const { preference, reminder_enabled: reminderEnabled, invite_again: inviteAgain } = form.values
  const isAboutInvitations = preference === 'invite_again'
  await choosePreferences(em, me, { ...(!isAboutInvitations && { reminderEnabled }), ...((isAboutInvitations || inviteAgain) && { inviteAgain }) })
  if (isAboutInvitations || inviteAgain) leaveFlash(c, c.var.t(inviteAgain ? 'participants.again.turnedOn' : 'participants.again.turnedOff'))
  else leaveFlash(c, c.var.t(reminderEnabled ? 'participants.reminders.turnedOn' : 'participants.reminders.turnedOff'))
  return goTo(c, paths.dashboard())
})

participants.get('/participant/withdraw', participantOnly, (c) => showWithdraw(c, 200))

participants.post('/participant/withdraw', participantOnly, async (c) => {
  const { em, me, services } = c.var
  const form = await parseForm(c, WithdrawForm)
  const notTheirs = whyNotTheirs(form.typed, me)
  if (notTheirs) return answerRefusal(c, notTheirs)
  if (form.ok && form.values.ask === 'organiser') {
    const { refusal } = await askToLeave(em, services, me)
    if (refusal) return showWithdraw(c, 409, refusal)
    return goTo(c, paths.withdraw())
  }
  const { refusal } = await withdraw(em, services, me)
  if (refusal) return showWithdraw(c, 409, refusal)
  await signOut(c, 'participant')
  leaveFlash(c, c.var.t('participants.withdraw.left'))
  return goTo(c, paths.landing())
})

participants.post('/participant/logout', participantOnly, async (c) => {
  await signOut(c, 'participant')
  leaveFlash(c, c.var.t('participants.dashboard.signedOut'))
  return goTo(c, paths.landing())
})

function backFromWhatIsOver(c: AppContext): Response {
  leaveFlash(c, c.var.t('participants.dashboard.over.unchanged'), 'notice')
  return goTo(c, paths.dashboard())
}

/** The form once more, with what was stored elsewhere meanwhile beside what was typed; saving again replaces it. */
async function overtakenBy(c: AppContext, { typed }: Pick<Refused, 'typed'>, { overtaken }: Overtaken<keyof Stored>) {
  const now = profileOf(await readDashboard(c.var.em, c.var.me.id))
  const version = caughtUp(typed.version ?? '', now, overtaken)
  const stored: Stored = Object.fromEntries(overtaken.map((detail) => [detail, now[detail]]))
  return { refused: refuse({ typed: { ...typed, version } }, 'form', inWords({ code: 'changed meanwhile' }, c.var.t)), stored }
}

/** Names are compared without the marks that nobody sees, which an older version let through. */
function profileOf({ name, giftIdeas }: Pick<Dashboard, 'name' | 'giftIdeas'>) {
  return { name: withoutMarks(name), giftIdeas }
}

function showGiftIdeas(c: AppContext, form: Refused, status: 200 | 409 | 422, stored?: Stored): Response {
  const part = <GiftIdeasPart form={ownedBy(c.var.me, form)} stored={stored} t={c.var.t} />
  return answer(c, part, (child, frame) => <GiftIdeasPage frame={frame}>{child}</GiftIdeasPage>, status)
}

async function showProfile(c: AppContext, form: Refused, status: 200 | 409 | 422, stored?: Stored): Promise<Response> {
  const { name, state } = await readDashboard(c.var.em, c.var.me.id)
  const hasNamesake = countOf(name, await readNames(c.var.em, c.var.me.exchangeId, c.var.t)) > 1
  return answer(
    c,
    <ProfilePart form={ownedBy(c.var.me, form)} stored={stored} isNameFixed={state === 'matched'} hasNamesake={hasNamesake} t={c.var.t} />,
    (part, frame) => <ProfilePage frame={frame}>{part}</ProfilePage>,
    status,
  )
}

async function showWithdraw(c: AppContext, status: 200 | 409, refusal?: Refusal): Promise<Response> {
  const dashboard = await readDashboard(c.var.em, c.var.me.id)
  const declining = dashboard.addedByOrganiser ? paths.decline(declineToken(c.var.services.vault, dashboard)) : undefined
  return show(c, (frame) => <WithdrawPage dashboard={dashboard} refusal={refusal} declining={declining} frame={frame} />, status)
}
