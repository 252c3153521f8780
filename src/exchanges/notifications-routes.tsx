import { Hono } from 'hono'
import { paths, segment } from '../paths.ts'
import { answer, goTo } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused } from '../web/form.ts'
import { comingUp } from './coming-up.tsx'
import { NotificationsForm, notificationsAsTyped, preferencesFrom } from './forms.ts'
import { exchangeOnly } from './guards.ts'
import { NotificationsPage, NotificationsPart } from './notifications-page.tsx'
import { choosePreferences, preferencesOf } from './preferences.ts'
import { readPlan } from './reads.ts'

export const notifications = new Hono<Env>()

notifications.get(`/admin/exchange/${segment.id}/notifications`, exchangeOnly, async (c) => {
  const preferences = await preferencesOf(c.var.em, c.var.exchange.id, c.var.accountSession.accountId)
  return showNotifications(c, blank(notificationsAsTyped(preferences)), 200)
})

notifications.post(`/admin/exchange/${segment.id}/notifications`, exchangeOnly, async (c) => {
  const { em, exchange, accountSession } = c.var
  const [id, accountId] = [exchange.id, accountSession.accountId]
  const form = await parseForm(c, NotificationsForm)
  if (!form.ok) return showNotifications(c, form, 422)
  await choosePreferences(em, id, accountId, preferencesFrom(form.values, await preferencesOf(em, id, accountId)))
  leaveFlash(c, c.var.t('exchanges.notifications.saved'))
  return goTo(c, paths.notifications(id))
})

async function showNotifications(c: AppContext, form: Refused, status: 200 | 422): Promise<Response> {
  const plan = await readPlan(c.var.em, c.var.exchange.id)
  const coming = comingUp(plan, c.var.services.world.now(), c.var.t)
  return answer(
    c,
    <NotificationsPart plan={plan} form={form} t={c.var.t} />,
    (part, frame) => (
      <NotificationsPage plan={plan} coming={coming} frame={frame}>
        {part}
      </NotificationsPage>
    ),
    status,
  )
}
