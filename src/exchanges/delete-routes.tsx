import { Hono } from 'hono'
import { neededProof, proofRefusal } from '../accounts/proof-of-identity.ts'
import { paths, segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { deleteExchange, isNamed } from './delete-exchange.ts'
import { DeletePage } from './delete-page.tsx'
import { readDeletionSummary } from './deletion-summary.ts'
import { isUnderWay } from './exchange-states.ts'
import { DeleteForm } from './forms.ts'
import { exchangeOnly } from './guards.ts'

export const deleting = new Hono<Env>()

deleting.get(`/admin/exchange/${segment.id}/delete`, exchangeOnly, (c) => showDelete(c, blank(), 200))

deleting.post(`/admin/exchange/${segment.id}/delete`, exchangeOnly, async (c) => {
  const form = await parseForm(c, DeleteForm)
  const { exchange } = c.var
  if (!isNamed(exchange, form.typed.name ?? '')) return showDelete(c, refuse(form, 'name', c.var.t('exchanges.delete.wrongName')), 422)
  const unconfirmed = await proofRefusal(c, form)
  if (unconfirmed) return showDelete(c, unconfirmed.refused, unconfirmed.status)
  await deleteExchange(c.var.em, c.var.services, exchange.id)
  leaveFlash(c, c.var.t(isUnderWay(exchange) ? 'exchanges.delete.doneAndTold' : 'exchanges.delete.done'))
  return goTo(c, paths.adminDashboard())
})

async function showDelete(c: AppContext, form: Refused, status: 200 | 422 | 429): Promise<Response> {
  const { exchange } = c.var
  const summary = await readDeletionSummary(c.var.em, { id: exchange.id })
  const page = { summary, needsName: !isNamed(exchange, ''), tellsPeople: isUnderWay(exchange), form, proof: await neededProof(c) }
  return show(c, (frame) => <DeletePage {...page} frame={frame} />, status)
}
