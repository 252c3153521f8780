import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { Exchange } from './exchange.ts'

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
    /** How many days before the exchange date people are reminded, like 7,1; empty for no reminders. */
    reminderDays: p.string().length(40).default('7,1'),
  },
})

/** Which e-mails about one exchange the admin wants. */
export class NotificationPreference extends NotificationPreferenceSchema.class {}
NotificationPreferenceSchema.setClass(NotificationPreference)
