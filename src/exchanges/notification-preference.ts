import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { Exchange } from './exchange.ts'

/** What the organiser wants to be told of, and how many days before the exchange date people are reminded. */
export type Preferences = {
  newRegistration: boolean
  withdrawal: boolean
  drawDone: boolean
  mailFailing: boolean
  purgeComing: boolean
  reminderDays: number[]
}

/** What holds for an exchange as long as nobody has chosen. */
export const defaultPreferences: Preferences = {
  newRegistration: true,
  withdrawal: true,
  drawDone: true,
  mailFailing: true,
  purgeComing: true,
  reminderDays: [7, 1],
}

const NotificationPreferenceSchema = defineEntity({
  name: 'NotificationPreference',
  tableName: 'notification_preference',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange).index(false).unique(),
    newRegistration: p.boolean(),
    withdrawal: p.boolean(),
    drawDone: p.boolean(),
    mailFailing: p.boolean(),
    purgeComing: p.boolean(),
    /** Like 7,1; empty for no reminders. */
    reminderDays: p.string().length(40).default('7,1'),
  },
})

/** What was chosen for one exchange; there is no row until somebody chooses. */
export class NotificationPreference extends NotificationPreferenceSchema.class {
  choose({ reminderDays, ...wanted }: Preferences): void {
    Object.assign(this, wanted)
    this.reminderDays = reminderDays.join()
  }
}
NotificationPreferenceSchema.setClass(NotificationPreference)

/** The days that are stored like 7,1; those that hold by default where nothing is. */
export function reminderDaysFrom(stored: string | null): number[] {
  return stored === null ? defaultPreferences.reminderDays : stored.split(',').filter(Boolean).map(Number)
}
