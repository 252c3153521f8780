/** The days that are stored like 7,1: how many before the exchange date people are reminded. */
export function reminderDaysFrom(stored: string): number[] {
  return stored.split(',').filter(Boolean).map(Number)
}

/** Days as they are stored. */
export function writeReminderDays(days: readonly number[]): string {
  return days.join()
}
