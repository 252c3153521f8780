import * as v from 'valibot'
import { later } from '../language/printer.ts'
import { checkbox } from '../web/form.ts'
import { writeVersion } from '../web/version.ts'
import { type Preferences, versionOfDays } from './preferences.ts'

/** The most reminders that people get before one exchange date, and the earliest of them in days. */
const mostReminders = 5
const earliestReminder = 60

/** Days like “7, 1”, newest last; undefined when the field was not sent, and nothing is to change. */
const reminderDays = v.optional(
  v.pipe(
    v.string(),
    v.trim(),
    v.regex(/^(\d{1,3}(\s*[,; ]\s*\d{1,3})*)?$/, later('forms.reminders.days')),
    v.transform((typed) => [...new Set((typed.match(/\d+/g) ?? []).map(Number))].toSorted((one, other) => other - one)),
    v.check((days) => days.every((day) => day <= earliestReminder), later('forms.reminders.tooEarly', { days: earliestReminder })),
    v.maxLength(mostReminders, later('forms.reminders.tooMany', { most: mostReminders })),
  ),
)

export const NotificationsForm = v.object({
  new_registration: checkbox,
  withdrawal: checkbox,
  draw_done: checkbox,
  mail_failing: checkbox,
  purge_coming: checkbox,
  reminder_days: reminderDays,
  version: v.optional(v.string(), ''),
})

/** What was chosen on the page of notifications; reminder days that were not sent stay as they were in `before`. */
export function preferencesFrom(values: v.InferOutput<typeof NotificationsForm>, before: Preferences): Preferences {
  return {
    newRegistration: values.new_registration,
    withdrawal: values.withdrawal,
    drawDone: values.draw_done,
    mailFailing: values.mail_failing,
    purgeComing: values.purge_coming,
    reminderDays: values.reminder_days ?? before.reminderDays,
  }
}

/** What stands in the form at first: ticked boxes are there, others are not. */
export function notificationsAsTyped({ newRegistration, withdrawal, drawDone, mailFailing, purgeComing, reminderDays }: Preferences): Record<string, string> {
  const boxes = { new_registration: newRegistration, withdrawal, draw_done: drawDone, mail_failing: mailFailing, purge_coming: purgeComing }
  const ticked = Object.entries(boxes).filter(([, isTicked]) => isTicked)
  return {
    ...Object.fromEntries(ticked.map(([name]) => [name, 'on'])),
    reminder_days: reminderDays.join(', '),
    version: writeVersion(versionOfDays(reminderDays)),
  }
}
