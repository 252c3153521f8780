import { Hono } from 'hono'
import { NotFound } from '../errors.ts'
import { segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { speakTo } from '../web/language.ts'
import { isOneClick } from '../web/one-click.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { readUnsubscribe, unsubscribe } from './reminders.ts'
import { UnsubscribePage } from './unsubscribe-page.tsx'

export const unsubscribing = new Hono<Env>()

unsubscribing.get(`/reminders/unsubscribe/${segment.token}`, async (c) => {
  const { exchangeName, slug } = await subscriber(c)
  return show(c, (frame) => <UnsubscribePage exchangeName={exchangeName} slug={slug} isDone={c.req.query('done') !== undefined} frame={frame} />)
})

unsubscribing.post(`/reminders/unsubscribe/${segment.token}`, async (c) => {
  const { id } = await subscriber(c)
  await unsubscribe(c.var.em, id)
  if (await isOneClick(c)) return c.text(`${c.var.t('participants.reminders.ended.plain')}\n`)
  return goTo(c, `${c.req.path}?done=yes`)
})

async function subscriber(c: AppContext) {
  const found = await readUnsubscribe(c.var.em, c.var.services.vault, pathParameter(c, 'token'))
  if (!found) throw new NotFound('There is no such link.')
  await speakTo(c, found.language)
  return found
}
