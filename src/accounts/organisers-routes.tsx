import { Hono } from 'hono'
import { signedInAccount } from '../auth/guards.ts'
import { NotFound, TooManyTries } from '../errors.ts'
import { isId, paths, segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { tryLater } from '../web/try-later.ts'
import { askedAboutAddress } from '../web/uncertain-address.ts'
import { acceptInvitation, readInvitation } from './accept-invitation.ts'
import { nameOf } from './account.ts'
import { HandOverForm, InvitationForm, InviteForm, RemoveAccountForm, WithdrawForm, withUncommonPassword } from './forms.ts'
import { ownerOnly, passwordsOnly, signInAccount, waysIn } from './guards.ts'
import { handOver } from './hand-over.ts'
import { readHoldings, versionOfHoldings } from './holdings.ts'
import { DeadInvitationOfOrganiserPage, OrganiserInvitationPage } from './invitation-pages.tsx'
import { inviteToSite, withdrawInvitation } from './invite-to-site.ts'
import { type HandingOver, OrganisersPage, RemoveAccountPage } from './organisers-page.tsx'
import { neededProof, proofRefusal } from './proof-of-identity.ts'
import { type ListedAccount, readAccounts, readExchangesOfOthers, readInvitations } from './read-organisers.ts'
import { readAddress } from './reads.ts'
import { type End, removeAccount } from './remove-account.ts'

/** The owner's page of all organisers, and the way in of those who were invited. */
export const organisers = new Hono<Env>()

organisers.get('/admin/organisers', ownerOnly, (c) => showOrganisers(c, blank(), 200))

organisers.post('/admin/organisers', ownerOnly, async (c) => {
  const form = askedAboutAddress(await parseForm(c, InviteForm), c.var.t)
  if (!form.ok) return showOrganisers(c, form, 422)
  const { email } = form.values
  try {
    const isNew = await inviteToSite(c.var.em, c.var.services, c.var.accountSession, email)
    if (!isNew) return showOrganisers(c, refuse(form, 'email', c.var.t('organisers.invite.already', { address: email })), 422)
  } catch (error) {
    if (error instanceof TooManyTries) return showOrganisers(c, refuse(form, 'form', tryLater(c, error)), 429)
    throw error
  }
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
  // What comes twice is joined, and then the name of nothing.
  const form = await parseForm(c, HandOverForm, ['exchange_id', 'to'])
  const { exchange_id: exchangeId = '', to = '' } = form.typed
  const askAgain = async (refused: Refused, status: 422 | 429) => showOrganisers(c, blank(), status, { exchangeId, form: refused, proof: await neededProof(c) })
  const nobody = refuse(form, 'to', c.var.t('organisers.handOver.choose'))
  if (!isId(to)) return askAgain(nobody, 422)
  const unconfirmed = await proofRefusal(c, form)
  if (unconfirmed) return askAgain(unconfirmed.refused, unconfirmed.status)
  const done = await handOver(c.var.em, c.var.services, exchangeId, to)
  if (!done) return askAgain(nobody, 422)
  leaveFlash(c, c.var.t('organisers.handOver.done', done))
  return goTo(c, paths.organisers())
})

organisers.get(`/admin/organisers/${segment.accountId}/remove`, ownerOnly, async (c) => showRemove(c, await removable(c), blank(), 200))

organisers.post(`/admin/organisers/${segment.accountId}/remove`, ownerOnly, async (c) => {
  const account = await removable(c)
  const form = await parseForm(c, RemoveAccountForm, ['to'])
  const end = await endIn(c, account, form)
  const undecided = () => showRemove(c, account, refuse(form, 'to', c.var.t('organisers.remove.choose')), 422)
  if (end === undefined && (await readHoldings(c.var.em, account.id)).alone.length > 0) return undecided()
  const unconfirmed = await proofRefusal(c, form)
  if (unconfirmed) return showRemove(c, account, unconfirmed.refused, unconfirmed.status)
  const removal = await removeAccount(c.var.em, c.var.services, account.id, end)
  if (removal === 'nobody said') return undecided()
  if (removal === 'others by now') return showRemove(c, account, refuse(form, 'form', c.var.t('organisers.remove.others')), 409)
  const organiser = nameOf(account)
  if (removal === 'done') leaveFlash(c, c.var.t('organisers.remove.done', { organiser }))
  else leaveFlash(c, c.var.t('organisers.remove.gone', { organiser }), 'notice')
  return goTo(c, paths.organisers())
})

organisers.get(`/admin/invitation/${segment.token}`, async (c) => {
  const invitation = await readInvitation(c.var.em, c.var.services.world, pathParameter(c, 'token'))
  return invitation ? showInvitation(c, invitation.email, blank(), 200) : showDead(c)
})

organisers.post(`/admin/invitation/${segment.token}`, passwordsOnly, async (c) => {
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

/** What is to become of the exchanges that an account organises alone, as far as the form says so. */
async function endIn(c: AppContext, account: ListedAccount, { typed: { to, version = '' } }: Pick<Refused, 'typed'>): Promise<End> {
  if (to === 'delete') return { deletion: version }
  const heir = (await heirsOf(c, account)).find(({ id }) => id === to)
  return heir && { heir: heir.id }
}

async function showOrganisers(c: AppContext, form: Refused, status: 200 | 422 | 429, handingOver?: HandingOver): Promise<Response> {
  const { em, services, accountSession } = c.var
  const [accounts, invitations] = [await readAccounts(em), await readInvitations(em, services.world.now())]
  const others = await readExchangesOfOthers(em, accountSession.accountId)
  return show(
    c,
    (frame) => <OrganisersPage accounts={accounts} invitations={invitations} others={others} handingOver={handingOver} form={form} frame={frame} />,
    status,
  )
}

async function showRemove(c: AppContext, account: ListedAccount, form: Refused, status: 200 | 409 | 422 | 429): Promise<Response> {
  const { alone, shared } = await readHoldings(c.var.em, account.id)
  const shown = { account, alone, version: versionOfHoldings(alone), shared, heirs: await heirsOf(c, account), form, proof: await neededProof(c) }
  return show(c, (frame) => <RemoveAccountPage {...shown} frame={frame} />, status)
}

async function showInvitation(c: AppContext, email: string, form: Refused, status: 200 | 422): Promise<Response> {
  const signedIn = await signedInAccount(c)
  const other = signedIn === undefined ? undefined : await readAddress(c.var.em, signedIn)
  const shown = { token: pathParameter(c, 'token'), email, other, form, ways: waysIn(c) }
  return show(c, (frame) => <OrganiserInvitationPage {...shown} frame={frame} />, status)
}

function showDead(c: AppContext): Response {
  return show(c, (frame) => <DeadInvitationOfOrganiserPage frame={frame} />, 410)
}
