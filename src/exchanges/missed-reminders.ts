import type { Printer } from '../language/printer.ts'
import { dueReminder, morningBefore } from './due.ts'
import type { ExchangeState } from './exchange-states.ts'

/** What tells which reminders an exchange still gets. `isReminded`: at least one has gone out for the date as it is now. */
export type Reminding = {
  state: ExchangeState
  exchangeDate: string
  timezone: string
  drawnAt: Date | null
  reminderDays: number[]
  isReminded: boolean
}

/** Which reminders will not go out as planned, in a sentence: the date was moved, or the names are drawn, too late for them. Undefined when all do. */
export function missedReminders(reminding: Reminding, now: Date, t: Printer): string | undefined {
  const { state, exchangeDate, timezone, drawnAt, reminderDays, isReminded } = reminding
  if (state === 'draft' || state === 'completed' || isReminded) return undefined
  const late = drawnAt === null ? undefined : dueReminder(reminding, reminderDays, drawnAt, now)
  const over = reminderDays.filter((days) => morningBefore(exchangeDate, days, timezone) <= now)
  const missed = over.filter((days) => days !== late)
  if (late !== undefined) return t('exchanges.missed.overdue', { days: late })
  const [first, ...others] = missed
  if (first === undefined) return undefined
  if (missed.length === reminderDays.length) return t('exchanges.missed.all')
  if (others.length === 0) return t('exchanges.missed.one', { days: first })
  return t('exchanges.missed.several', { reminders: t.list(missed.map((days) => t('exchanges.missed.reminder', { days }))) })
}
