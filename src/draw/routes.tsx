import { Hono } from 'hono'
import { organiserOnly, participantOnly } from '../auth/guards.ts'
import { needsPassword, passwordRefusal } from '../auth/recent-password.ts'
import { RuleBroken, refusalOf } from '../errors.ts'
import { localDate } from '../exchanges/local-date.ts'
import { mustBeTheirs } from '../participants/form-owner.tsx'
import { paths, segment } from '../paths.ts'
import { answer, goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { readConstraints } from './constraints.ts'
import { drawingOf, drawNames } from './draw-names.ts'
import { DrawnPage, UndoPage } from './drawn-page.tsx'
import { assessFeasibility } from './feasibility.ts'
import { DrawForm, RevealForm, UndoForm } from './forms.ts'
import { DrawingPage, DrawingPart, MatchPage } from './pages.tsx'
import { PreFlightPage } from './pre-flight-page.tsx'
import { readExchange, readWhoIsReady } from './reads.ts'
import { readReceiver, revealMatch } from './reveal.ts'
import { undoDraw } from './undo-draw.ts'
import { readLastRepair, undoRepair } from './undo-repair.ts'

export const draw = new Hono<Env>()

const drawn = 'The names are drawn. Everyone is being told by e-mail.'

draw.get(`/admin/exchange/${segment.id}/draw`, organiserOnly, async (c) => {
  const id = c.req.param('id') ?? ''
  const { backgroundTasks } = c.var.services
  const underWay = await backgroundTasks.underWay(drawingOf(id))
  if (underWay) {
    const part = <DrawingPart exchangeId={id} milliseconds={underWay.milliseconds} />
    return answer(c, part, (child, frame) => <DrawingPage frame={frame}>{child}</DrawingPage>)
  }
  const failure = backgroundTasks.takeFailure(drawingOf(id))
  if (failure)
    return showDraw(
      c,
      refuse({ typed: {} }, 'form', failure instanceof RuleBroken ? failure.refusal : 'The draw failed. Nothing has changed; please try again.'),
      409,
    )
  const isWaitedFor = c.req.query('under-way') !== undefined
  if (!isWaitedFor) return showDraw(c, blank(), 200)
  // Why it did not happen is known to the process that tried.
  if ((await readExchange(c.var.em, id)).drawMethod === null)
    return showDraw(c, refuse({ typed: {} }, 'form', 'The draw didn’t happen. Nothing has changed; please try again.'), 409)
  leaveFlash(c, drawn)
  return goTo(c, paths.exchange(id))
})

draw.post(`/admin/exchange/${segment.id}/draw`, organiserOnly, async (c) => {
  const id = c.req.param('id') ?? ''
  const { services } = c.var
  const form = await parseForm(c, DrawForm)
  // What is drawn already can't be drawn, with the password or without.
  const unconfirmed = (await readExchange(c.var.em, id)).drawMethod === null ? await passwordRefusal(c, form) : undefined
  if (unconfirmed) return showDraw(c, unconfirmed.refused, unconfirmed.status)
  let isDone = false
  const refusal = await refusalOf(
    services.backgroundTasks
      .start(drawingOf(id), (stop) => drawNames(services.orm.em.fork(), services, { exchangeId: id, closes: form.ok && form.values.close }, stop))
      .then((done) => {
        isDone = done
      }),
  )
  if (refusal) return showDraw(c, refuse(form, 'form', refusal), 409)
  if (!isDone) return goTo(c, paths.drawing(id))
  leaveFlash(c, drawn)
  return goTo(c, paths.exchange(id))
})

draw.get(`/admin/exchange/${segment.id}/draw/undo`, organiserOnly, (c) => showUndo(c, blank(), 200))

draw.post(`/admin/exchange/${segment.id}/draw/undo`, organiserOnly, async (c) => {
  const id = c.req.param('id') ?? ''
  const { em, services } = c.var
  const form = await parseForm(c, UndoForm)
  if (!form.ok) return showUndo(c, form, 422)
  // Where there is nothing to undo, the password would not help.
  const unconfirmed = (await readExchange(em, id)).state === 'matched' ? await passwordRefusal(c, form) : undefined
  if (unconfirmed) return showUndo(c, unconfirmed.refused, unconfirmed.status)
  const isWhole = form.values.what === 'draw'
  const refusal = await refusalOf(isWhole ? undoDraw(em, services, id) : undoRepair(em, services, id))
  if (refusal) return showUndo(c, refuse(form, 'form', refusal), 409)
  leaveFlash(c, isWhole ? 'The draw is undone. Everyone who was told about it hears there’ll be a new one.' : 'The last change is undone.')
  return goTo(c, paths.exchange(id))
})

draw.get('/participant/match', participantOnly, async (c) => {
  const { em, services, me } = c.var
  const receiver = await readReceiver(em, services, me)
  if (!receiver) return goTo(c, paths.dashboard())
  return show(c, (frame) => <MatchPage giverId={me.id} receiver={receiver} frame={frame} />)
})

draw.post('/participant/match', participantOnly, async (c) => {
  const form = await parseForm(c, RevealForm)
  const { em, services, me } = c.var
  mustBeTheirs(form.typed, me)
  const isShown = form.ok && form.values.show === 'yes'
  await revealMatch(em, services, me, isShown)
  return goTo(c, isShown ? paths.match() : paths.dashboard())
})

async function showDraw(c: AppContext, form: Refused, status: 200 | 409 | 422 | 429): Promise<Response> {
  const { em, services } = c.var
  const exchange = await readExchange(em, c.req.param('id') ?? '')
  const people = await readWhoIsReady(em, exchange.id)
  if (exchange.drawMethod !== null) {
    const lastRepair = await readLastRepair(em, exchange.id)
    return show(c, (frame) => <DrawnPage exchange={exchange} people={people.length} lastRepair={lastRepair} form={form} frame={frame} />, status)
  }
  const constraints = await readConstraints(em, services, exchange.id)
  const isDayOver = exchange.exchangeDate < localDate(services.world.now(), exchange.timezone)
  const preFlight = { exchange, people, constraints, feasibility: assessFeasibility(constraints), isDayOver, form, needsPassword: needsPassword(c) }
  return show(c, (frame) => <PreFlightPage {...preFlight} frame={frame} />, status)
}

async function showUndo(c: AppContext, form: Refused, status: 200 | 409 | 422 | 429): Promise<Response> {
  const { em } = c.var
  const exchange = await readExchange(em, c.req.param('id') ?? '')
  const people = (await readWhoIsReady(em, exchange.id)).length
  // What was just refused is not offered again.
  const isRefused = form.typed.what === 'repair' && form.errors.form !== undefined
  const lastRepair = isRefused ? undefined : await readLastRepair(em, exchange.id)
  return show(
    c,
    (frame) => <UndoPage exchange={exchange} people={people} lastRepair={lastRepair} form={form} needsPassword={needsPassword(c)} frame={frame} />,
    status,
  )
}
