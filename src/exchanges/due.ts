import { localDate } from './local-date.ts'

const morning = '09:00'

/** The time at which the local day `date` (like 2026-12-24) is over in `timezone`: the first one of the day after, however long the nights are. */
export function endOfDay(date: string, timezone: string): Date {
  return asDate(Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime({ timeZone: timezone }))
}

/** 09:00 in `timezone`, `days` before the local day `date`. Where the clocks skip that hour, or the whole day, it is the last 09:00 or so before. */
export function morningBefore(date: string, days: number, timezone: string): Date {
  const skipped = { disambiguation: 'earlier' } as const
  return asDate(Temporal.PlainDate.from(date).subtract({ days }).toPlainDateTime(morning).toZonedDateTime(timezone, skipped))
}

/** 09:00 on the day of `now` in `timezone`. */
export function morningOf(now: Date, timezone: string): Date {
  return morningBefore(localDate(now, timezone), 0, timezone)
}

/** The same time of day in `timezone`, `days` after `time`. */
export function daysAfter(time: Date, days: number, timezone: string): Date {
  return asDate(Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO(timezone).add({ days }))
}

/** How many local days there are from the day of `now` to the day `date`: 1 for tomorrow, less than 0 when it is over. */
export function daysUntil(date: string, now: Date, timezone: string): number {
  return Temporal.PlainDate.from(localDate(now, timezone)).until(date, { largestUnit: 'days' }).days
}

/**
 * Which of the reminders, named by its days before `exchangeDate`, has to go out at `now`: the newest that is due, since
 * of several missed ones the older say nothing new. One that was missed is sent late, as long as the day is still ahead.
 * Those that were due before the names were drawn, at `drawnAt`, are left out: everybody has just been told.
 */
export function dueReminder(
  { exchangeDate, timezone }: { exchangeDate: string; timezone: string },
  reminderDays: readonly number[],
  drawnAt: Date,
  now: Date,
): number | undefined {
  const ahead = daysUntil(exchangeDate, now, timezone)
  const isDue = (days: number) => {
    const at = morningBefore(exchangeDate, days, timezone)
    return at <= now && at >= drawnAt
  }
  const newest = reminderDays.filter(isDue).toSorted((one, other) => one - other)[0]
  return newest !== undefined && ahead >= Math.min(newest, 1) ? newest : undefined
}

function asDate(moment: Temporal.ZonedDateTime): Date {
  return new Date(moment.epochMilliseconds)
}
