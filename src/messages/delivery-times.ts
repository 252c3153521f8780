/** The full hours at which messages are delivered, where the exchange is. */
const hours = [8, 12, 16, 20]

/** When a message that is written at `now` is delivered: at the next of the full hours in `timezone`. Were it at once, its time would tell who was at their phone. */
export function nextDelivery(now: Date, timezone: string): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone).toPlainDate()
  return deliveriesOf([today, today.add({ days: 1 })], timezone).find((delivery) => delivery > now) as Date
}

function deliveriesOf(days: readonly Temporal.PlainDate[], timezone: string): Date[] {
  return days.flatMap((day) => hours.map((hour) => new Date(day.toZonedDateTime({ timeZone: timezone, plainTime: { hour } }).epochMilliseconds)))
}
