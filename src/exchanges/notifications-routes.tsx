import { Hono } from 'hono'
import type { Printer } from '../language/printer.ts'
import { paths, segment } from '../paths.ts'
import { answer, goTo } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused } from '../web/form.ts'
import { readVersion, writeVersion } from '../web/version.ts'
import { comingUp } from './coming-up.tsx'
import { exchangeOnly } from './guards.ts'
import { NotificationsForm, notificationsAsTyped, preferencesFrom } from './notification-forms.ts'
import { NotificationsPage, NotificationsPart } from './notifications-page.tsx'
import { choosePreferences, preferencesOf, versionOfDays } from './preferences.ts'
import { readTimetable } from './reads.ts'

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
  const before = await preferencesOf(em, id, accountId)
  const isStored = await choosePreferences(em, { exchangeId: id, accountId }, preferencesFrom(form.values, before), readVersion(form.values.version))
  if (!isStored) return showNotifications(c, overtakenBy(form, (await preferencesOf(em, id, accountId)).reminderDays, c.var.t), 409)
  leaveFlash(c, c.var.t('exchanges.notifications.saved'))
  return goTo(c, paths.notifications(id))
})

/** The form once more, with the days that another organiser has chosen meanwhile beside those that were typed; saving again replaces them. */
function overtakenBy({ typed }: Pick<Refused, 'typed'>, days: number[], t: Printer): Refused {
  const value = days.join(', ')
  return { typed: { ...typed, version: writeVersion(versionOfDays(days)) }, errors: { reminder_days: t('exchanges.edit.overtaken', { value }) } }
}

async function showNotifications(c: AppContext, form: Refused, status: 200 | 409 | 422): Promise<Response> {
  const timetable = await readTimetable(c.var.em, c.var.exchange.id)
  const coming = comingUp(timetable, c.var.services.world.now(), c.var.t)
  return answer(
    c,
    <NotificationsPart timetable={timetable} form={form} t={c.var.t} />,
    (part, frame) => (
      <NotificationsPage timetable={timetable} coming={coming} frame={frame}>
        {part}
      </NotificationsPage>
    ),
    status,
  )
}
