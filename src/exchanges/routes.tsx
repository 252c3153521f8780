import { Hono } from 'hono'
import { organiserOnly, startParticipantSession } from '../auth/guards.ts'
import { countGiftsReady } from '../draw/gifts-ready.ts'
import { readPlansOf } from '../draw/plans.ts'
import { inWords } from '../language/refusals.ts'
import { readMailState } from '../outbox/mail-state.ts'
import { readNewestPeople } from '../participants/standing.ts'
import { openOwnPage, readOwnParticipant, takePart } from '../participants/take-part.ts'
import { isId, paths, segment } from '../paths.ts'
import { MailCard } from '../ui/mail-card.tsx'
import { answer, type Frame, goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { changeState } from './change-state.ts'
import { comingUp } from './coming-up.tsx'
import { createExchange } from './create-exchange.ts'
import { DeskPage } from './desk-page.tsx'
import { Value } from './details.tsx'
import type { Exchange } from './exchange.ts'
import { detailsFrom, exchangeForm, isFieldName, TakePartForm } from './forms.ts'
import { exchangeOnly } from './guards.ts'
import { NewExchangePage, NewExchangePart } from './new-exchange-page.tsx'
import { openRegistration } from './open-registration.ts'
import { ExchangesPage, FirstExchangePage } from './pages.tsx'
import { PosterPage } from './poster-page.tsx'
import { countTroubledEmails, readDesk, readExchanges, readLastTimezone, readRemembered, readTimetable } from './reads.ts'
import { newSlug } from './slug.ts'

const newestOnDesk = 5

export const exchanges = new Hono<Env>()

exchanges.get('/admin/dashboard', organiserOnly, async (c) => {
  const list = await readExchanges(c.var.em, c.var.services, c.var.accountSession.accountId)
  const remembered = await readRemembered(c.var.em, c.var.accountSession.accountId)
  if (list.length + remembered.length === 0) {
    const mail = await readMailState(c.var.em, c.var.services, c.var.accountSession.accountId)
    return show(c, (frame) => <FirstExchangePage mail={<MailCard mail={mail} t={frame.t} />} frame={frame} />)
  }
  const troubled = await countTroubledEmails(c.var.em, c.var.accountSession.accountId)
  return show(c, (frame) => <ExchangesPage exchanges={list} remembered={remembered} troubled={troubled} frame={frame} />)
})

exchanges.get('/admin/exchange/new', organiserOnly, async (c) => {
  const timezone = await readLastTimezone(c.var.em, c.var.accountSession.accountId)
  return showNew(
    c,
    blank({
      reply_to: 'on',
      remember_pairs: 'on',
      messages: 'on',
      language: c.var.t.language.code,
      nonce: c.var.services.world.newId(),
      ...(timezone === undefined ? {} : { timezone }),
    }),
    200,
  )
})

exchanges.post('/admin/exchange/new', organiserOnly, async (c) => {
  const { em, services } = c.var
  const form = await parseForm(c, exchangeForm(services.world.now()))
  if (!form.ok) return showNew(c, form, 422)
  const { take_part, my_name: name, open } = form.values
  const { accountId } = c.var.accountSession
  const asked = { details: detailsFrom(form.values, c.var.t.language.code), opens: open, accountId, takesPartAs: take_part ? name : undefined }
  const { value: id, refusal } = await createExchange(em, services.world, asked, isId(form.typed.nonce) ? form.typed.nonce : undefined)
  if (refusal) return showNew(c, refuse(form, 'form', inWords(refusal, c.var.t)), 409)
  leaveFlash(c, c.var.t(open ? 'exchanges.done.opened' : 'exchanges.new.draftSaved'))
  return goTo(c, open ? paths.invitation(id) : paths.exchange(id))
})

exchanges.get(`/admin/exchange/${segment.id}`, exchangeOnly, (c) => showDesk(c, 200))

exchanges.get(`/admin/exchange/${segment.id}/poster`, exchangeOnly, async (c) => {
  const { em, services } = c.var
  const desk = await readDesk(em, services, c.var.exchange.id)
  return show(c, (frame) => <PosterPage desk={desk} invitation={services.world.url(paths.register(desk.slug))} frame={frame} />)
})

exchanges.post(`/admin/exchange/${segment.id}/link/rotate`, exchangeOnly, (c) =>
  move(c, (exchange) => exchange.replaceLink(newSlug(c.var.services.world)), 'exchanges.invitation.replaced'),
)

exchanges.post(`/admin/exchange/${segment.id}/state/open-registration`, exchangeOnly, async (c) => {
  const { em, services, exchange, t } = c.var
  const { value: invited, refusal } = await openRegistration(em, services, exchange.id)
  if (refusal) return showDesk(c, 409, { problem: inWords(refusal, t) })
  leaveFlash(c, invited === 0 ? t('exchanges.done.opened') : t('exchanges.done.openedAgain', { count: invited }))
  return goTo(c, paths.exchange(exchange.id))
})

exchanges.post(`/admin/exchange/${segment.id}/state/close-registration`, exchangeOnly, (c) =>
  move(c, (exchange) => exchange.closeRegistration(), 'exchanges.done.closed'),
)

exchanges.post(`/admin/exchange/${segment.id}/state/reopen-registration`, exchangeOnly, (c) =>
  move(c, (exchange) => exchange.reopenRegistration(c.var.services.world.now()), 'exchanges.done.reopened'),
)

exchanges.post(`/admin/exchange/${segment.id}/state/complete`, exchangeOnly, (c) =>
  move(c, (exchange) => exchange.complete(c.var.services.world.now()), 'exchanges.done.completed'),
)

exchanges.post(`/admin/exchange/${segment.id}/take-part`, exchangeOnly, async (c) => {
  const { em, services, accountSession, exchange } = c.var
  const form = await parseForm(c, TakePartForm)
  if (!form.ok) return showDesk(c, 422, { form })
  const { value, refusal } = await takePart(em, services, exchange.id, accountSession, form.values.my_name)
  if (refusal) return showDesk(c, 409, { problem: inWords(refusal, c.var.t) })
  if (value === 'already') return showDesk(c, 409, { problem: c.var.t('exchanges.own.already') })
  leaveFlash(c, c.var.t('exchanges.own.done'))
  return goTo(c, paths.exchange(exchange.id))
})

exchanges.post(`/admin/exchange/${segment.id}/my-page`, exchangeOnly, async (c) => {
  const { em, accountSession, exchange } = c.var
  const own = await openOwnPage(em, accountSession, exchange.id)
  if (!own) return showDesk(c, 409, { problem: c.var.t('exchanges.own.noPage') })
  await startParticipantSession(c, own, exchange.id)
  return goTo(c, paths.dashboard())
})

type Done = 'exchanges.invitation.replaced' | `exchanges.done.${'closed' | 'reopened' | 'completed'}`

async function move(c: AppContext, change: (exchange: Exchange) => void, done: Done): Promise<Response> {
  const { id } = c.var.exchange
  const { refusal } = await changeState(c.var.em, id, change)
  if (refusal) return showDesk(c, 409, { problem: inWords(refusal, c.var.t) })
  leaveFlash(c, c.var.t(done))
  return goTo(c, paths.exchange(id))
}

async function showDesk(c: AppContext, status: 200 | 409 | 422, { problem, form = blank() }: { problem?: string; form?: Refused } = {}): Promise<Response> {
  const { em, services, accountSession } = c.var
  const desk = await readDesk(em, services, c.var.exchange.id)
  const plans = await readPlansOf(em, services.vault, desk.id)
  const newest = await readNewestPeople(em, services.vault, desk.id, newestOnDesk, plans)
  const own = await readOwnParticipant(em, desk.id, accountSession.accountId)
  const invitation = services.world.url(paths.register(desk.slug))
  const coming = comingUp(await readTimetable(em, desk.id), services.world.now(), c.var.t)
  const gifts = countGiftsReady(plans)
  const page = (frame: Frame) => (
    <DeskPage desk={desk} newest={newest} own={own} gifts={gifts} coming={coming} invitation={invitation} problem={problem} form={form} frame={frame} />
  )
  const field = c.req.query('field') ?? ''
  // Whoever gives up changing a value in place gets that value back.
  if (isFieldName(field)) return answer(c, <Value desk={desk} name={field} isBack t={c.var.t} />, (_, frame) => page(frame), status)
  return show(c, page, status)
}

function showNew(c: AppContext, form: Refused, status: 200 | 409 | 422): Response {
  return answer(c, <NewExchangePart form={form} t={c.var.t} />, (part, frame) => <NewExchangePage frame={frame}>{part}</NewExchangePage>, status)
}
