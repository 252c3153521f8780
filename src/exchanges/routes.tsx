import { Hono } from 'hono'
import { adminOnly, participantLifetime, signIn } from '../auth/guards.ts'
import { RuleBroken, refusalOf } from '../errors.ts'
import { inWords } from '../language/refusals.ts'
import { MailCard } from '../mailroom/mail-card.tsx'
import { readMailState } from '../mailroom/mail-state.ts'
import { readNewestPeople } from '../participants/standing.ts'
import { mayOpenPage, readOwnRecord, takePart } from '../participants/take-part.ts'
import { isId, paths, segment } from '../paths.ts'
import { answer, type Frame, goTo, show } from '../web/answer.tsx'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused } from '../web/form.ts'
import type { Site, SiteContext } from '../web/parts.ts'
import { changeState } from './change-state.ts'
import { comingUp } from './coming-up.tsx'
import { createExchange } from './create-exchange.ts'
import { DeskPage } from './desk-page.tsx'
import { Value } from './details.tsx'
import type { Exchange } from './exchange.ts'
import { detailsFrom, exchangeForm, isFieldName, TakePartForm } from './forms.ts'
import { NewExchangePage, NewExchangePart } from './new-exchange-page.tsx'
import { ExchangesPage, FirstExchangePage } from './pages.tsx'
import { PosterPage } from './poster-page.tsx'
import { countTroubledEmails, readDesk, readExchanges, readLastTimezone, readPlan } from './reads.ts'
import { newSlug } from './slug.ts'

const newestOnDesk = 5

export const exchanges = new Hono<Site>()

exchanges.get('/admin/dashboard', adminOnly, async (c) => {
  const list = await readExchanges(c.var.em, c.var.parts.world)
  if (list.length === 0) {
    const mail = await readMailState(c.var.em, c.var.parts, c.var.adminSession.adminId)
    return show(c, (frame) => <FirstExchangePage mail={<MailCard mail={mail} />} frame={frame} />)
  }
  const troubled = await countTroubledEmails(c.var.em)
  return show(c, (frame) => <ExchangesPage exchanges={list} troubled={troubled} frame={frame} />)
})

exchanges.get('/admin/exchange/new', adminOnly, async (c) => {
  const timezone = await readLastTimezone(c.var.em)
  return showNew(c, blank({ reply_to: 'on', nonce: c.var.parts.world.newId(), ...(timezone === undefined ? {} : { timezone }) }), 200)
})

exchanges.post('/admin/exchange/new', adminOnly, async (c) => {
  const { em, parts } = c.var
  const form = await parseForm(c, exchangeForm(parts.world.now()))
  if (!form.ok) return showNew(c, form, 422)
  const { take_part, my_name: name, open } = form.values
  const takesPart = take_part ? { accountId: c.var.adminSession.adminId, name } : undefined
  const asked = { details: detailsFrom(form.values), opens: open, takesPart }
  const id = await createExchange(em, parts.world, asked, isId(form.typed.nonce) ? form.typed.nonce : undefined)
  leaveFlash(c, open ? 'Registration is open. Share the invitation.' : 'The draft is saved. Have a look, then open registration.')
  return goTo(c, open ? paths.invitation(id) : paths.exchange(id))
})

exchanges.get(`/admin/exchange/${segment.id}`, adminOnly, (c) => showDesk(c, 200))

exchanges.get(`/admin/exchange/${segment.id}/poster`, adminOnly, async (c) => {
  const { em, parts } = c.var
  const desk = await readDesk(em, parts.world, c.req.param('id') ?? '')
  return show(c, (frame) => <PosterPage desk={desk} invitation={parts.world.url(paths.register(desk.slug))} frame={frame} />)
})

exchanges.post(`/admin/exchange/${segment.id}/link/rotate`, adminOnly, (c) =>
  move(c, (exchange) => exchange.replaceLink(newSlug(c.var.parts.world)), 'Here is the new link. The old one has stopped working.'),
)

exchanges.post(`/admin/exchange/${segment.id}/state/open-registration`, adminOnly, (c) =>
  move(c, (exchange) => exchange.openRegistration(c.var.parts.world.now()), 'Registration is open. Share the invitation.'),
)

exchanges.post(`/admin/exchange/${segment.id}/state/close-registration`, adminOnly, (c) =>
  move(c, (exchange) => exchange.closeRegistration(), 'Registration is closed.'),
)

exchanges.post(`/admin/exchange/${segment.id}/state/reopen-registration`, adminOnly, (c) =>
  move(c, (exchange) => exchange.reopenRegistration(c.var.parts.world.now()), 'Registration is open again.'),
)

exchanges.post(`/admin/exchange/${segment.id}/state/complete`, adminOnly, (c) =>
  move(c, (exchange) => exchange.complete(c.var.parts.world.now()), 'The exchange is completed.'),
)

exchanges.post(`/admin/exchange/${segment.id}/take-part`, adminOnly, async (c) => {
  const { em, parts, adminSession } = c.var
  const id = c.req.param('id') ?? ''
  const form = await parseForm(c, TakePartForm)
  if (!form.ok) return showDesk(c, 422, { form })
  try {
    const part = await takePart(em, parts, id, adminSession, form.values.my_name)
    if (part === 'already') return showDesk(c, 409, { problem: 'Your address is already registered here. You get in by a sign-in link: see below.' })
  } catch (error) {
    if (error instanceof RuleBroken) return showDesk(c, 409, { problem: inWords(error.refusal) })
    throw error
  }
  leaveFlash(c, 'You take part. Open your page to add gift ideas.')
  return goTo(c, paths.exchange(id))
})

exchanges.post(`/admin/exchange/${segment.id}/my-page`, adminOnly, async (c) => {
  const { em, adminSession } = c.var
  const id = c.req.param('id') ?? ''
  const own = await readOwnRecord(em, id, adminSession.adminId)
  const isIn = own && (await signIn(c, { participant: own.id }, participantLifetime, (transaction) => mayOpenPage(transaction, adminSession, id, own.id)))
  return isIn ? goTo(c, paths.dashboard()) : showDesk(c, 409, { problem: 'You don’t take part here with your account, so there is no page of yours to open.' })
})

async function move(c: SiteContext, change: (exchange: Exchange) => void, done: string): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const refusal = await refusalOf(changeState(c.var.em, id, change))
  if (refusal) return showDesk(c, 409, { problem: refusal })
  leaveFlash(c, done)
  return goTo(c, paths.exchange(id))
}

async function showDesk(c: SiteContext, status: 200 | 409 | 422, { problem, form = blank() }: { problem?: string; form?: Refused } = {}): Promise<Response> {
  const { em, parts, adminSession } = c.var
  const desk = await readDesk(em, parts.world, c.req.param('id') ?? '')
  const newest = await readNewestPeople(em, parts.vault, desk.id, newestOnDesk)
  const own = await readOwnRecord(em, desk.id, adminSession.adminId)
  const invitation = parts.world.url(paths.register(desk.slug))
  const coming = comingUp(await readPlan(em, desk.id), parts.world.now())
  const page = (frame: Frame) => (
    <DeskPage desk={desk} newest={newest} own={own} coming={coming} invitation={invitation} problem={problem} form={form} frame={frame} />
  )
  const field = c.req.query('field') ?? ''
  // Whoever gives up changing a value in place gets that value back.
  if (isFieldName(field)) return answer(c, <Value desk={desk} name={field} isBack />, (_, frame) => page(frame), status)
  return show(c, page, status)
}

function showNew(c: SiteContext, form: Refused, status: 200 | 422): Response {
  return answer(c, <NewExchangePart form={form} />, (part, frame) => <NewExchangePage frame={frame}>{part}</NewExchangePage>, status)
}
