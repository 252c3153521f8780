import { Hono } from 'hono'
import { exchangeOnly } from '../exchanges/guards.ts'
import { inWords } from '../language/refusals.ts'
import type { Email } from '../mail/email.ts'
import { paths, segment } from '../paths.ts'
import { answer, goTo } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { forbiddenBy } from './find-person.ts'
import { MessageForm } from './forms.ts'
import { composeForSomebody, writeToEverybody } from './message.ts'
import { MessagePage, MessagePart } from './message-page.tsx'
import { whyNotSent } from './not-sent.ts'
import { readExchangeOfPeople } from './reads.ts'

/** The organiser's messages to everybody. */
export const messages = new Hono<Env>()

messages.get(`/admin/exchange/${segment.id}/message`, exchangeOnly, async (c) => {
  const refusal = await forbiddenBy(c.var.em, c.var.exchange.id, (exchange) => exchange.mustAllowMessages())
  return showMessage(c, refusal ? refuse(blank(), 'form', inWords(refusal, c.var.t)) : blank(), 200)
})

messages.post(`/admin/exchange/${segment.id}/message`, exchangeOnly, async (c) => {
  const { em, services, exchange, t } = c.var
  const form = await parseForm(c, MessageForm)
  if (!form.ok) return showMessage(c, form, 422)
  const { subject, message, confirm, nonce } = form.values
  if (!confirm) return showPreview(c, form, { subject, message })
  const { value: written, refusal } = await writeToEverybody(em, services, exchange.id, { subject, message, nonce })
  if (refusal) return showMessage(c, refuse(form, 'form', inWords(refusal, t)), 409)
  if (written === undefined) leaveFlash(c, t('message.again'), 'notice')
  else {
    const whyNot = whyNotSent(written, 'writeAgain', t)
    leaveFlash(c, `${t('message.sent', { count: written.sent })} ${whyNot}`.trim(), whyNot === '' ? 'done' : 'notice')
  }
  return goTo(c, paths.people(exchange.id))
})

async function showPreview(c: AppContext, form: Pick<Refused, 'typed'>, words: { subject: string; message: string }): Promise<Response> {
  const { em, services, t } = c.var
  const { value: email, refusal } = await composeForSomebody(em, services.world, c.var.exchange.id, words, t)
  if (refusal) return showMessage(c, refuse(form, 'form', inWords(refusal, t)), 409)
  return showMessage(c, blank(form.typed), 200, { email, nonce: services.world.newId() })
}

async function showMessage(c: AppContext, form: Refused, status: 200 | 409 | 422, preview?: { email: Email; nonce: string }): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, c.var.exchange)
  return answer(
    c,
    <MessagePart exchange={exchange} form={form} preview={preview} t={c.var.t} />,
    (part, frame) => (
      <MessagePage exchange={exchange} frame={frame}>
        {part}
      </MessagePage>
    ),
    status,
  )
}
