import { Hono } from 'hono'
import { NotFound } from '../errors.ts'
import { paths, segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { acceptInvitation, readInvitation } from './accept-invitation.ts'
import { HandOverForm, InvitationForm, InviteForm, RemoveAccountForm, WithdrawForm, withUncommonPassword } from './forms.ts'
import { ownerOnly, signInAccount } from './guards.ts'
import { handOver } from './hand-over.ts'
import { DeadInvitationOfOrganiserPage, OrganiserInvitationPage } from './invitation-pages.tsx'
import { inviteToSite, withdrawInvitation } from './invite-to-site.ts'
import { OrganisersPage, RemoveAccountPage } from './organisers-page.tsx'
import { type ListedAccount, readAccounts, readExchangesOfOthers, readInvitations } from './read-organisers.ts'
import { needsPassword, passwordRefusal } from './recent-password.ts'
import { readHoldings, removeAccount } from './remove-account.ts'

/** The owner's page of all organisers, and the way in of those who were invited. */
export const organisers = new Hono<Env>()

organisers.get('/admin/organisers', ownerOnly, (c) => showOrganisers(c, blank(), 200))

organisers.post('/admin/organisers', ownerOnly, async (c) => {
  const form = await parseForm(c, InviteForm)
  if (!form.ok) return showOrganisers(c, form, 422)
  const { email } = form.values
  const isNew = await inviteToSite(c.var.em, c.var.services, c.var.accountSession, email)
  if (!isNew) return showOrganisers(c, refuse(form, 'email', c.var.t('organisers.invite.already', { address: email })), 422)
  leaveFlash(c, c.var.t('organisers.invite.done', { address: email }))
  return goTo(c, paths.organisers())
})

organisers.post('/admin/organisers/withdraw', ownerOnly, async (c) => {
  const form = await parseForm(c, WithdrawForm)
  const email = form.ok ? await withdrawInvitation(c.var.em, form.values.invitation_id) : undefined
  if (email !== undefined) leaveFlash(c, c.var.t('organisers.waiting.withdrawn', { address: email }))
  return goTo(c, paths.organisers())
})

organisers.post('/admin/organisers/hand-over', ownerOnly, async (c) => {
  const form = await parseForm(c, HandOverForm)
  const done = form.ok ? await handOver(c.var.em, c.var.services.world, form.values.exchange_id, form.values.to) : undefined
  if (!done) throw new NotFound('There is no such account.')
  leaveFlash(c, c.var.t('organisers.handOver.done', done))
  return goTo(c, paths.organisers())
})

organisers.get(`/admin/organisers/${segment.accountId}/remove`, ownerOnly, async (c) => showRemove(c, await removable(c), blank(), 200))

organisers.post(`/admin/organisers/${segment.accountId}/remove`, ownerOnly, async (c) => {
  const account = await removable(c)
  const form = await parseForm(c, RemoveAccountForm)
  const { to } = form.ok ? form.values : { to: '' }
  const isHeir = (await heirsOf(c, account)).some(({ id }) => id === to)
  const end = isHeir ? { heir: to } : to === 'delete' ? 'deletion' : undefined
  const undecided = () => showRemove(c, account, refuse(form, 'to', c.var.t('organisers.remove.choose')), 422)
  if (end === undefined && (await readHoldings(c.var.em, account.id)).alone.length > 0) return undecided()
  const unconfirmed = await passwordRefusal(c, form)
  if (unconfirmed) return showRemove(c, account, unconfirmed.refused, unconfirmed.status)
  const removal = await removeAccount(c.var.em, c.var.services, account.id, end)
  if (removal === 'nobody said') return undecided()
  if (removal === 'was not there') throw new NotFound('There is no such account.')
  leaveFlash(c, c.var.t('organisers.remove.done', { organiser: account.name ?? account.email }))
  return goTo(c, paths.organisers())
})

organisers.get(`/admin/invitation/${segment.token}`, async (c) => {
  const invitation = await readInvitation(c.var.em, c.var.services.world, pathParameter(c, 'token'))
  return invitation ? showInvitation(c, invitation.email, blank(), 200) : showDead(c)
})

organisers.post(`/admin/invitation/${segment.token}`, async (c) => {
  const { em, services, seenLanguage: language } = c.var
  const token = pathParameter(c, 'token')
  const invitation = await readInvitation(em, services.world, token)
  if (!invitation) return showDead(c)
  const form = await withUncommonPassword(await parseForm(c, InvitationForm), c.var.t, () => invitation.email)
  if (!form.ok) return showInvitation(c, invitation.email, form, 422)
  const account = await acceptInvitation(em, services.world, token, { ...form.values, language })
  if (!account || !(await signInAccount(c, account, false))) return showDead(c)
  leaveFlash(c, c.var.t('organisers.join.done'))
  return goTo(c, paths.adminDashboard())
})

/** The account that the path names, which is not the owner's. Throws NotFound. */
async function removable(c: AppContext): Promise<ListedAccount> {
  const id = pathParameter(c, 'accountId')
  const account = (await readAccounts(c.var.em)).find((one) => one.id === id && !one.isOwner)
  if (!account) throw new NotFound('There is no such account.')
  return account
}

async function heirsOf(c: AppContext, account: ListedAccount): Promise<ListedAccount[]> {
  return (await readAccounts(c.var.em)).filter(({ id }) => id !== account.id)
}

async function showOrganisers(c: AppContext, form: Refused, status: 200 | 422): Promise<Response> {
  const { em, services, accountSession } = c.var
  const [accounts, invitations] = [await readAccounts(em), await readInvitations(em, services.world.now())]
  const others = await readExchangesOfOthers(em, accountSession.accountId)
  return show(c, (frame) => <OrganisersPage accounts={accounts} invitations={invitations} others={others} form={form} frame={frame} />, status)
}

async function showRemove(c: AppContext, account: ListedAccount, form: Refused, status: 200 | 422 | 429): Promise<Response> {
  const { alone, shared } = await readHoldings(c.var.em, account.id)
  const shown = { account, alone: alone.length, shared, heirs: await heirsOf(c, account), form, needsPassword: needsPassword(c) }
  return show(c, (frame) => <RemoveAccountPage {...shown} frame={frame} />, status)
}

function showInvitation(c: AppContext, email: string, form: Refused, status: 200 | 422): Response {
  return show(c, (frame) => <OrganiserInvitationPage token={pathParameter(c, 'token')} email={email} form={form} frame={frame} />, status)
}

function showDead(c: AppContext): Response {
  return show(c, (frame) => <DeadInvitationOfOrganiserPage frame={frame} />, 410)
}
