import { Hono } from 'hono'
import { organiserOnly } from '../auth/guards.ts'
import { RuleBroken } from '../errors.ts'
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
import { readExchangeOfPeople } from './reads.ts'

/** The organiser's messages to everybody. */
export const messages = new Hono<Env>()

messages.get(`/admin/exchange/${segment.id}/message`, organiserOnly, async (c) => {
  const refusal = await forbiddenBy(c.var.em, exchangeId(c), (exchange) => exchange.mustAllowMessages())
  return showMessage(c, refusal ? refuse(blank(), 'form', refusal) : blank(), 200)
})

messages.post(`/admin/exchange/${segment.id}/message`, organiserOnly, async (c) => {
  const { em, services } = c.var
  const form = await parseForm(c, MessageForm)
  if (!form.ok) return showMessage(c, form, 422)
  const { subject, message, confirm, nonce } = form.values
  try {
    if (!confirm) return await showPreview(c, blank(form.typed), { subject, message })
    const count = await writeToEverybody(em, services, exchangeId(c), { subject, message, nonce })
    if (count === undefined) leaveFlash(c, 'That message is on its way already, so it wasn’t sent again.', 'notice')
    else leaveFlash(c, `Your message is on its way to ${count === 1 ? '1 person' : `${count} people`}.`)
    return goTo(c, paths.people(exchangeId(c)))
  } catch (error) {
    if (error instanceof RuleBroken) return showMessage(c, refuse(form, 'form', error.refusal), 409)
    throw error
  }
})

function exchangeId(c: AppContext): string {
  return c.req.param('id') ?? ''
}

async function showPreview(c: AppContext, form: Refused, words: { subject: string; message: string }): Promise<Response> {
  const { em, services } = c.var
  const email = await composeForSomebody(em, services.world, exchangeId(c), words)
  return showMessage(c, form, 200, { email, nonce: services.world.newId() })
}

async function showMessage(c: AppContext, form: Refused, status: 200 | 409 | 422, preview?: { email: Email; nonce: string }): Promise<Response> {
  const exchange = await readExchangeOfPeople(c.var.em, exchangeId(c))
  return answer(
    c,
    <MessagePart exchange={exchange} form={form} preview={preview} />,
    (part, frame) => (
      <MessagePage exchange={exchange} frame={frame}>
        {part}
      </MessagePage>
    ),
    status,
  )
}
