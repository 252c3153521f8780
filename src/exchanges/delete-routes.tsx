import { Hono } from 'hono'
import { organiserOnly } from '../auth/guards.ts'
import { needsPassword, passwordRefusal } from '../auth/recent-password.ts'
import { NotFound } from '../errors.ts'
import { paths, segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { deleteExchange } from './delete-exchange.ts'
import { DeletePage } from './delete-page.tsx'
import { Exchange } from './exchange.ts'
import { DeleteForm } from './forms.ts'
import { readDeletionSummary } from './reads.ts'

export const deleting = new Hono<Env>()

deleting.get(`/admin/exchange/${segment.id}/delete`, organiserOnly, (c) => showDelete(c, blank(), 200))

deleting.post(`/admin/exchange/${segment.id}/delete`, organiserOnly, async (c) => {
  const form = await parseForm(c, DeleteForm)
  const exchange = await exchangeOf(c)
  const name = form.typed.name ?? ''
  if (!exchange.isNamed(name)) return showDelete(c, refuse(form, 'name', 'That isn’t the name of this exchange. Please type it exactly as above.'), 422)
  const unconfirmed = await passwordRefusal(c, form)
  if (unconfirmed) return showDelete(c, unconfirmed.refused, unconfirmed.status)
  await deleteExchange(c.var.em, c.var.services, exchange.id)
  leaveFlash(c, exchange.isUnderWay() ? 'The exchange is deleted. Everyone who took part is told by e-mail.' : 'The exchange is deleted.')
  return goTo(c, paths.adminDashboard())
})

async function showDelete(c: AppContext, form: Refused, status: 200 | 422 | 429): Promise<Response> {
  const exchange = await exchangeOf(c)
  const summary = await readDeletionSummary(c.var.em, exchange.id)
  return show(
    c,
    (frame) => (
      <DeletePage
        summary={summary}
        needsName={!exchange.isNamed('')}
        tellsPeople={exchange.isUnderWay()}
        form={form}
        needsPassword={needsPassword(c)}
        frame={frame}
      />
    ),
    status,
  )
}

async function exchangeOf(c: AppContext): Promise<Exchange> {
  const exchange = await c.var.em.findOne(Exchange, { id: c.req.param('id') ?? '' })
  if (!exchange) throw new NotFound('There is no such exchange.')
  return exchange
}
