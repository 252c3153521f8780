import { Hono } from 'hono'
import { neededProof, proofRefusal } from '../accounts/proof-of-identity.ts'
import { statesWithDraw } from '../exchanges/exchange-states.ts'
import { exchangeOnly } from '../exchanges/guards.ts'
import { localDate } from '../exchanges/local-date.ts'
import { inWords } from '../language/refusals.ts'
import { paths, segment } from '../paths.ts'
import { answer, goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { isPrefetch } from '../web/visit.ts'
import { readConstraints } from './constraints.ts'
import { readAttempt } from './draw-attempt.ts'
import { drawingOf, drawNames } from './draw-names.ts'
import { DrawnPage, UndoPage } from './drawn-page.tsx'
import { readExpectedEmails } from './expected-emails.ts'
import { assessFeasibility } from './feasibility.ts'
import { DrawForm, UndoForm } from './forms.ts'
import { DrawingPage, DrawingPart } from './pages.tsx'
import { PreFlightPage } from './pre-flight-page.tsx'
import { readExchange, readWhoIsReady } from './reads.ts'
import { readBrake } from './redraws.ts'
import { RefusedRehearsalPage, RehearsalPage } from './rehearsal-page.tsx'
import { rehearseDraw } from './rehearse.ts'
import { undoDraw } from './undo-draw.ts'
import { readLastRepair, undoRepair } from './undo-repair.ts'

export const draw = new Hono<Env>()

draw.get(`/admin/exchange/${segment.id}/draw`, exchangeOnly, async (c) => {
  const { id } = c.var.exchange
  const { backgroundTasks, world } = c.var.services
  if (await backgroundTasks.isUnderWay(drawingOf(id))) {
    const since = (await readAttempt(c.var.em, id))?.createdAt
    const part = <DrawingPart exchangeId={id} since={since} now={world.now()} t={c.var.t} />
    return answer(c, part, (child, frame) => <DrawingPage frame={frame}>{child}</DrawingPage>)
  }
  const isWaitedFor = c.req.query('under-way') !== undefined
  if (!isWaitedFor) return showDraw(c, blank(), 200)
  // It may have ended since the guard looked.
  if ((await readExchange(c.var.em, c.var.services.vault, id)).method === null) {
    const why = (await readAttempt(c.var.em, id))?.whyRefused
    return showDraw(c, refuse({ typed: {} }, 'form', why ? inWords(why, c.var.t) : c.var.t('draw.drawing.failed')), 409)
  }
  leaveFlash(c, c.var.t('draw.drawn.done'))
  return goTo(c, paths.exchange(id))
})

draw.post(`/admin/exchange/${segment.id}/draw`, exchangeOnly, async (c) => {
  const { id } = c.var.exchange
  const { em, services } = c.var
  const form = await parseForm(c, DrawForm)
  // What is drawn already can't be drawn, with the password or without.
  const unconfirmed = !statesWithDraw.includes(c.var.exchange.state) ? await proofRefusal(c, form) : undefined
  if (unconfirmed) return showDraw(c, unconfirmed.refused, unconfirmed.status)
  const what = { exchangeId: id, closes: form.ok && form.values.close }
  const { value: isDone, refusal } = await services.backgroundTasks.start(drawingOf(id), (stop) => drawNames(em.fork(), services, what, stop))
  if (refusal) return showDraw(c, refuse(form, 'form', inWords(refusal, c.var.t)), 409)
  if (!isDone) return goTo(c, paths.drawing(id))
  leaveFlash(c, c.var.t('draw.drawn.done'))
  return goTo(c, paths.exchange(id))
})

// A trial stores nothing, so that asking for it again is no harm; but it is work, which no browser need do ahead.
draw.get(`/admin/exchange/${segment.id}/draw/rehearsal`, exchangeOnly, async (c) => {
  if (isPrefetch(c)) return c.body(null, 204)
  const { em, exchange, services, t } = c.var
  const about = await readExchange(em, c.var.services.vault, exchange.id)
  const { value: rehearsal, refusal } = await rehearseDraw(em, services, exchange.id, c.req.raw.signal)
  if (refusal) {
    const feasibility = assessFeasibility(await readConstraints(em, services, exchange.id, { t, accountId: c.var.accountSession.accountId }))
    return show(c, (frame) => <RefusedRehearsalPage exchange={about} refusal={refusal} feasibility={feasibility} frame={frame} />, 409)
  }
  const expected = await readExpectedEmails(em, services, exchange.id, t)
  return show(c, (frame) => <RehearsalPage exchange={about} rehearsal={rehearsal} expected={expected} language={c.req.query('language')} frame={frame} />)
})

draw.get(`/admin/exchange/${segment.id}/draw/undo`, exchangeOnly, (c) => showUndo(c, blank(), 200))

draw.post(`/admin/exchange/${segment.id}/draw/undo`, exchangeOnly, async (c) => {
  const { id } = c.var.exchange
  const { em, services } = c.var
  const form = await parseForm(c, UndoForm)
  if (!form.ok) return showUndo(c, form, 422)
  // Where there is nothing to undo, the password would not help.
  const unconfirmed = c.var.exchange.state === 'matched' ? await proofRefusal(c, form) : undefined
  if (unconfirmed) return showUndo(c, unconfirmed.refused, unconfirmed.status)
  const isWhole = form.values.what === 'draw'
  const { refusal } = await (isWhole ? undoDraw(em, services, id) : undoRepair(em, services, id))
  if (refusal) return showUndo(c, refuse(form, 'form', inWords(refusal, c.var.t)), 409)
  leaveFlash(c, c.var.t(isWhole ? 'draw.undo.whole.done' : 'draw.undo.change.done'))
  return goTo(c, paths.exchange(id))
})

async function showDraw(c: AppContext, form: Refused, status: 200 | 409 | 422 | 429): Promise<Response> {
  const { em, services } = c.var
  const exchange = await readExchange(em, c.var.services.vault, c.var.exchange.id)
  const people = await readWhoIsReady(em, exchange.id, c.var.t)
  if (exchange.method !== null) {
    const lastRepair = await readLastRepair(em, exchange.id)
    return show(c, (frame) => <DrawnPage exchange={exchange} people={people.length} lastRepair={lastRepair} form={form} frame={frame} />, status)
  }
  const constraints = await readConstraints(em, services, exchange.id, { t: c.var.t, accountId: c.var.accountSession.accountId })
  const isDayOver = exchange.exchangeDate < localDate(services.world.now(), exchange.timezone)
  const proof = await neededProof(c)
  const brake = await readBrake(em, services.world, exchange.id, constraints)
  const preFlight = { exchange, people, constraints, feasibility: assessFeasibility(constraints), isDayOver, brake, form, proof }
  return show(c, (frame) => <PreFlightPage {...preFlight} frame={frame} />, status)
}

async function showUndo(c: AppContext, form: Refused, status: 200 | 409 | 422 | 429): Promise<Response> {
  const { em, services } = c.var
  const exchange = await readExchange(em, c.var.services.vault, c.var.exchange.id)
  const brake = await readBrake(em, services.world, exchange.id, await readConstraints(em, services, exchange.id))
  const people = (await readWhoIsReady(em, exchange.id, c.var.t)).length
  // What was just refused is not offered again.
  const isRefused = form.typed.what === 'repair' && form.errors.form !== undefined
  const lastRepair = isRefused ? undefined : await readLastRepair(em, exchange.id)
  const proof = await neededProof(c)
  const undo = { exchange, people, lastRepair, brake, form, proof }
  return show(c, (frame) => <UndoPage {...undo} frame={frame} />, status)
}
