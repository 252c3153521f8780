import { Hono } from 'hono'
import { adminOnly, participantOnly } from '../auth/guards.ts'
import { needsPassword, passwordRefusal } from '../auth/weighty.ts'
import { refusalOf } from '../errors.ts'
import { paths, segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import type { Site, SiteContext } from '../web/parts.ts'
import { drawNames } from './draw-names.ts'
import { DrawForm, LookForm } from './forms.ts'
import { lookAtMatch, readReceiver } from './look.ts'
import { MatchPage, PreFlightPage } from './pages.tsx'
import { readPreFlight } from './reads.ts'

export const draw = new Hono<Site>()

draw.get(`/admin/exchange/${segment.id}/draw`, adminOnly, (c) => showPreFlight(c, blank(), 200))

draw.post(`/admin/exchange/${segment.id}/draw`, adminOnly, async (c) => {
  const id = c.req.param('id') ?? ''
  const form = await parseForm(c, DrawForm)
  const unconfirmed = await passwordRefusal(c, form)
  if (unconfirmed) return showPreFlight(c, unconfirmed.refused, unconfirmed.status)
  const refusal = await refusalOf(drawNames(c.var.em, c.var.parts, id))
  if (refusal) return showPreFlight(c, refuse(form, 'form', refusal), 409)
  leaveFlash(c, 'The names are drawn. Everybody is being told by e-mail.')
  return goTo(c, paths.exchange(id))
})

draw.get('/participant/match', participantOnly, async (c) => {
  const receiver = await readReceiver(c.var.em, c.var.parts, c.var.me)
  if (!receiver) return goTo(c, paths.dashboard())
  return show(c, (frame) => <MatchPage receiver={receiver} frame={frame} />)
})

draw.post('/participant/match', participantOnly, async (c) => {
  const form = await parseForm(c, LookForm)
  const isShown = form.ok && form.values.show === 'yes'
  await lookAtMatch(c.var.em, c.var.parts, c.var.me, isShown)
  return goTo(c, isShown ? paths.match() : paths.dashboard())
})

async function showPreFlight(c: SiteContext, form: Refused, status: 200 | 409 | 422 | 429): Promise<Response> {
  const counts = await readPreFlight(c.var.em, c.req.param('id') ?? '')
  return show(c, (frame) => <PreFlightPage counts={counts} form={form} needsPassword={needsPassword(c)} frame={frame} />, status)
}
