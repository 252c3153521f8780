import { defineEntity, p } from '@mikro-orm/core'
import { columns, identifier } from '../database/columns.ts'
import { exchangeStates } from './exchange-states.ts'

/** What is stored of an exchange. */
export const ExchangeSchema = defineEntity({
  name: 'Exchange',
  tableName: 'exchange',
  properties: {
    ...columns,
    slug: p.string().length(32).unique(),
    name: p.string().length(255),
    description: p.text(),
    budget: p.string().length(100),
    maxParticipants: p.integer().strictNullable(),
    registrationCloseDate: p.string().length(10),
    exchangeDate: p.string().length(10),
    /** When the latest gift day that people were told since the draw is over; null where neither day nor zone was changed since. */
    surpriseEndsAt: p.datetime().nullable(),
    timezone: p.string().length(64),
    matchInEmail: p.boolean(),
    /** Whether answers to e-mails about it reach its organiser, whose address people see then. */
    replyTo: p.boolean().default(false),
    /** Whether who gave to whom outlives its erasing, sealed, for the next exchanges. */
    rememberPairs: p.boolean().default(false),
    /** Whether giver and receiver can write to each other. */
    messages: p.boolean().default(true),
    /** Up to when messages were delivered of which e-mails tell; null before the first. */
    messagesAnnouncedAt: p.datetime().nullable(),
    /** The exchange that this one was made from, erased or not; null for one that was made anew. */
    againOf: identifier().nullable().index(),
    state: p.enum(exchangeStates),
    /** Which sign-in links were used, of all people, sealed (`used-links.ts`); null until the first was. */
    sealedUsedLinks: p.text().strictNullable().lazy().default(null),
    /** The language of e-mails to people who have chosen none. */
    language: p.string().length(8).default('en'),
    /** How many days before it people are reminded, like 7,1; empty for no reminders. */
    reminderDays: p.string().length(40).default('7,1'),
    /** Until when changes of gift ideas, wishes and answers were told of, to givers; null before the first time. */
    changesToldAt: p.datetime().nullable(),
    /** When it was completed; null until then. The purge counts from here. */
    completedAt: p.datetime().strictNullable(),
  },
  checks: [
    { name: 'exchange_dates_check', expression: 'exchange_date >= registration_close_date' },
    { name: 'exchange_max_participants_check', expression: 'max_participants is null or max_participants >= 3' },
    { name: 'exchange_completed_at_check', expression: `(completed_at is not null) = (state = 'completed')` },
  ],
})
