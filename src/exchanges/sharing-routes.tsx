import { Hono } from 'hono'
import { NotFound } from '../errors.ts'
import { inWords } from '../language/refusals.ts'
import { paths, segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { ShareForm } from './forms.ts'
import { exchangeOnly } from './guards.ts'
import { findOrganisers } from './organisers.ts'
import { shareExchange, unshareExchange } from './share-exchange.ts'
import { SharingPage, UnsharePage } from './sharing-pages.tsx'

/** Who organises an exchange together. */
export const sharing = new Hono<Env>()

sharing.get(`/admin/exchange/${segment.id}/organisers`, exchangeOnly, (c) => showSharing(c, blank(), 200))

sharing.post(`/admin/exchange/${segment.id}/organisers`, exchangeOnly, async (c) => {
  const { em, services, exchange, accountSession, t } = c.var
  const form = await parseForm(c, ShareForm)
  if (!form.ok) return showSharing(c, form, 422)
  const { email } = form.values
  const shared = await shareExchange(em, services, exchange.id, accountSession, email)
  if (shared.with === 'nobody new') return showSharing(c, refuse(form, 'email', t('organisers.sharing.already', { address: email })), 422)
  leaveFlash(c, shared.with === 'an account' ? t('organisers.sharing.added', { organiser: shared.name }) : t('organisers.invite.done', { address: email }))
  return goTo(c, paths.sharing(exchange.id))
})

sharing.get(`/admin/exchange/${segment.id}/organisers/${segment.accountId}/remove`, exchangeOnly, (c) => showUnshare(c, blank(), 200))

sharing.post(`/admin/exchange/${segment.id}/organisers/${segment.accountId}/remove`, exchangeOnly, async (c) => {
  const { em, exchange, accountSession, t } = c.var
  const fellow = await thisFellow(c)
  const { refusal } = await unshareExchange(em, exchange.id, fellow.id)
  if (refusal) return showUnshare(c, refuse(blank(), 'form', inWords(refusal, t)), 409)
  const isOwn = fellow.id === accountSession.accountId
  leaveFlash(c, isOwn ? t('organisers.sharing.left', { exchange: exchange.name }) : t('organisers.sharing.removed', { organiser: fellow.name ?? fellow.email }))
  return goTo(c, isOwn ? paths.adminDashboard() : paths.sharing(exchange.id))
})

/** The organiser that the path names. Throws NotFound. */
async function thisFellow(c: AppContext) {
  const id = pathParameter(c, 'accountId')
  const fellow = (await findOrganisers(c.var.em, { exchangeId: c.var.exchange.id })).find((one) => one.id === id)
  if (!fellow) throw new NotFound('There is no such organiser.')
  return fellow
}

async function showSharing(c: AppContext, form: Refused, status: 200 | 422): Promise<Response> {
  const { em, exchange, accountSession } = c.var
  const organisers = await findOrganisers(em, { exchangeId: exchange.id })
  return show(c, (frame) => <SharingPage exchange={exchange} organisers={organisers} own={accountSession.accountId} form={form} frame={frame} />, status)
}

async function showUnshare(c: AppContext, form: Refused, status: 200 | 409): Promise<Response> {
  const { exchange, accountSession } = c.var
  const fellow = await thisFellow(c)
  const isOwn = fellow.id === accountSession.accountId
  return show(c, (frame) => <UnsharePage exchange={exchange} fellow={fellow} isOwn={isOwn} form={form} frame={frame} />, status)
}
