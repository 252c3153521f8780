import { Hono } from 'hono'
import { nameOf } from '../accounts/account.ts'
import { NotFound, TooManyTries } from '../errors.ts'
import { paths, segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { tryLater } from '../web/try-later.ts'
import { askedAboutAddress } from '../web/uncertain-address.ts'
import { ShareForm, WithdrawShareForm } from './forms.ts'
import { exchangeOnly } from './guards.ts'
import { findInvitations, findOrganisers } from './organisers.ts'
import { shareExchange, unshareExchange, withdrawShare } from './share-exchange.ts'
import { LastOrganiserPage, SharingPage, UnsharePage } from './sharing-pages.tsx'

/** Who organises an exchange together. */
export const sharing = new Hono<Env>()

sharing.get(`/admin/exchange/${segment.id}/organisers`, exchangeOnly, (c) => showSharing(c, blank(), 200))

sharing.post(`/admin/exchange/${segment.id}/organisers`, exchangeOnly, async (c) => {
  const { em, services, exchange, accountSession, t } = c.var
  const form = askedAboutAddress(await parseForm(c, ShareForm), t)
  if (!form.ok) return showSharing(c, form, 422)
  const { email } = form.values
  try {
    const shared = await shareExchange(em, services, exchange.id, accountSession, email)
    if (shared.with === 'nobody new') return showSharing(c, refuse(form, 'email', t('organisers.sharing.already', { address: email })), 422)
    leaveFlash(c, shared.with === 'an account' ? t('organisers.sharing.added', { organiser: shared.name }) : t('organisers.invite.done', { address: email }))
    return goTo(c, paths.sharing(exchange.id))
  } catch (error) {
    if (error instanceof TooManyTries) return showSharing(c, refuse(form, 'form', tryLater(c, error)), 429)
    throw error
  }
})

sharing.post(`/admin/exchange/${segment.id}/organisers/withdraw`, exchangeOnly, async (c) => {
  const { em, exchange, t } = c.var
  const form = await parseForm(c, WithdrawShareForm)
  const email = form.ok ? await withdrawShare(em, exchange.id, form.values.invitation_id) : undefined
  if (email !== undefined) leaveFlash(c, t('organisers.waiting.withdrawn', { address: email }))
  return goTo(c, paths.sharing(exchange.id))
})

sharing.get(`/admin/exchange/${segment.id}/organisers/${segment.accountId}/remove`, exchangeOnly, (c) => showUnshare(c, 200))

sharing.post(`/admin/exchange/${segment.id}/organisers/${segment.accountId}/remove`, exchangeOnly, async (c) => {
  const { em, exchange, accountSession, t } = c.var
  const fellow = await thisFellow(c)
  const { refusal } = await unshareExchange(em, exchange.id, fellow.id)
  if (refusal) return showUnshare(c, 409)
  const isOwn = fellow.id === accountSession.accountId
  leaveFlash(c, isOwn ? t('organisers.sharing.left', { exchange: exchange.name }) : t('organisers.sharing.removed', { organiser: nameOf(fellow) }))
  return goTo(c, isOwn ? paths.adminDashboard() : paths.sharing(exchange.id))
})

/** The organiser that the path names. Throws NotFound. */
async function thisFellow(c: AppContext) {
  const id = pathParameter(c, 'accountId')
  const fellow = (await findOrganisers(c.var.em, { exchangeId: c.var.exchange.id })).find((one) => one.id === id)
  if (!fellow) throw new NotFound('There is no such organiser.')
  return fellow
}

async function showSharing(c: AppContext, form: Refused, status: 200 | 422 | 429): Promise<Response> {
  const { em, services, exchange, accountSession } = c.var
  const organisers = await findOrganisers(em, { exchangeId: exchange.id })
  const invitations = await findInvitations(em, { exchangeId: exchange.id, now: services.world.now() })
  const shown = { exchange, organisers, invitations, own: accountSession.accountId, form }
  return show(c, (frame) => <SharingPage {...shown} frame={frame} />, status)
}

async function showUnshare(c: AppContext, status: 200 | 409): Promise<Response> {
  const { em, exchange, accountSession } = c.var
  const fellow = await thisFellow(c)
  const isOwn = fellow.id === accountSession.accountId
  if ((await findOrganisers(em, { exchangeId: exchange.id })).length === 1)
    return show(c, (frame) => <LastOrganiserPage exchange={exchange} frame={frame} />, status)
  return show(c, (frame) => <UnsharePage exchange={exchange} fellow={fellow} isOwn={isOwn} frame={frame} />, status)
}
