import type { Exchange } from '../exchanges/exchange.ts'
import type { Printer } from '../language/printer.ts'
import type { Email } from '../mail/email.ts'
import { type Kind, kinds } from '../mail/kinds.ts'
import { paths } from '../paths.ts'
import type { World } from '../world.ts'
import type { Dashboard } from './reads.ts'

type GiftDay = Pick<Dashboard, 'exchangeId' | 'exchangeName' | 'slug' | 'description' | 'budget' | 'exchangeDate' | 'exchangeCreatedAt' | 'exchangeUpdatedAt'>

/** Adds the calendar file of an exchange to an e-mail, where its kind announces the day. */
export async function withDay(world: World, kind: Kind, exchange: Exchange, email: Email, t: Printer): Promise<Email> {
  if (!kinds[kind].announcesDay) return email
  const { id, name, slug, description, budget, exchangeDate, createdAt, updatedAt } = exchange
  const changes = { exchangeCreatedAt: createdAt, exchangeUpdatedAt: updatedAt }
  return { ...email, calendar: await calendarFile(world, { exchangeId: id, exchangeName: name, slug, description, budget, exchangeDate, ...changes }, t) }
}

/**
 * The day of the exchange as an iCalendar file (RFC 5545): the whole day, in whatever time zone it is read. It is the same
 * for everybody who takes part, but for its language, and says nothing of matches. Its address leads back in, signed in or not, from any browser.
 */
export async function calendarFile(
  world: World,
  { exchangeId, exchangeName, slug, description, budget, exchangeDate, exchangeCreatedAt, exchangeUpdatedAt }: GiftDay,
  t: Printer,
): Promise<string> {
  // Few ask for it, and a start would wait for it.
  const { default: ical, ICalEventBusyStatus, ICalEventTransparency } = await import('ical-generator')
  const calendar = ical({ prodId: { company: 'Sneaky Klaus', product: 'Sneaky Klaus', language: t.language.code.toUpperCase() } })
  const wayIn = world.url(paths.requestAccess(slug))
  // Outside of the sentence, where no invisible mark around it becomes a part of the link.
  const page = `${t('email.text.label', { label: t('email.calendar.page') })} ${wayIn}`
  calendar.createEvent({
    // Stays the same when the day is moved, so that a calendar replaces the event that it has.
    id: `${exchangeId}@sneaky-klaus`,
    // Grows with each change, which calendars demand before they take one in.
    sequence: Math.floor((exchangeUpdatedAt.getTime() - exchangeCreatedAt.getTime()) / 1000),
    stamp: world.now(),
    start: new Date(`${exchangeDate}T00:00:00Z`),
    allDay: true,
    summary: t('email.calendar.summary', { exchange: exchangeName }),
    description: [description, budget && t('email.calendar.budget', { budget }), page].filter(Boolean).join('\n\n'),
    url: wayIn,
    // A day of gifts keeps nobody from being asked to a meeting.
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
  })
  return `${calendar.toString().trimEnd()}\r\n`
}
