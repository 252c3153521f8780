import { paths } from '../paths.ts'
import type { World } from '../world.ts'
import type { Dashboard } from './reads.ts'

/**
 * The day of the exchange as an iCalendar file (RFC 5545): the whole day, in whatever time zone it is read. It is the same
 * for everybody who takes part and says nothing of matches.
 */
export async function calendarFile(
  world: World,
  { exchangeId, exchangeName, description, budget, exchangeDate, exchangeCreatedAt, exchangeUpdatedAt }: Dashboard,
): Promise<string> {
  // Few ask for it, and a start would wait for it.
  const { default: ical } = await import('ical-generator')
  const calendar = ical({ prodId: { company: 'Sneaky Klaus', product: 'Sneaky Klaus', language: 'EN' } })
  calendar.createEvent({
    // Stays the same when the day is moved, so that a calendar replaces the event that it has.
    id: `${exchangeId}@sneaky-klaus`,
    // Grows with each change, which calendars demand before they take one in.
    sequence: Math.floor((exchangeUpdatedAt - exchangeCreatedAt) / 1000),
    stamp: world.now(),
    start: new Date(`${exchangeDate}T00:00:00Z`),
    allDay: true,
    summary: `Secret Santa: ${exchangeName}`,
    description: [description, budget && `Budget: ${budget}`].filter(Boolean).join('\n\n') || null,
    url: world.url(paths.dashboard()),
  })
  return `${calendar.toString().trimEnd()}\r\n`
}
