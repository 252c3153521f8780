import { inSentence } from '../ui/wording.ts'
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
export function missedReminders(reminding: Reminding, now: Date): string | undefined {
  const { state, exchangeDate, timezone, drawnAt, reminderDays, isReminded } = reminding
  if (state === 'draft' || state === 'completed' || isReminded) return undefined
  const late = drawnAt === null ? undefined : dueReminder(reminding, reminderDays, drawnAt, now)
  const over = reminderDays.filter((days) => morningBefore(exchangeDate, days, timezone) <= now)
  const missed = over.filter((days) => days !== late)
  if (late !== undefined) return `The reminder ${beforehand(late)} goes out within a minute, since it’s overdue.`
  if (missed.length === 0) return undefined
  if (missed.length === reminderDays.length) return 'No more reminders go out: it’s too late for them.'
  return `The ${missed.length === 1 ? 'reminder' : 'reminders'} ${inSentence(missed.map(beforehand))} won’t go out: it’s too late.`
}

/** How long before the day a reminder goes out, in words. */
export function beforehand(days: number): string {
  if (days === 0) return 'on the day'
  return days === 1 ? '1 day before' : `${days} days before`
}
