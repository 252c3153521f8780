import { lazy, memoize } from '../memoize.ts'

const whole = lazy(() => new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }))
const short = memoize((timeZone: string) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone }))

/**
 * A local date like 2026-12-24 in words: Thursday 24 December 2026. Memoised, since every page and e-mail of an exchange says the same two, and
 * formatting one takes as long as a dozen elements.
 */
export const dateInWords = memoize((date: string) =>
  whole()
    .format(new Date(`${date}T00:00:00Z`))
    .replace(',', ''),
)

/** The end of a local date like 2026-12-24: Thursday 24 December 2026, midnight. */
export function midnightAfter(date: string): string {
  return `${dateInWords(date)}, midnight`
}

/** A local date like 2026-12-24 in short: 24 Dec 2026. */
export function shortDate(date: string): string {
  return short('UTC').format(new Date(`${date}T00:00:00Z`))
}

/** A time zone as people read it: Europe/Berlin becomes “Berlin time”. */
export function zoneInWords(timezone: string): string {
  return timezone === 'UTC' ? 'UTC' : `${timezone.split('/').at(-1)?.replaceAll('_', ' ')} time`
}

/** A local date in few words: Thu 24 Dec 2026. */
export function dayInWords(date: string): string {
  return inParts(new Date(`${date}T00:00:00Z`), 'UTC', day)
}

/** A time by the clocks of `timezone`: Thu 24 Dec 2026, 09:00 Berlin time. */
export function momentInWords(moment: Date, timezone: string): string {
  return `${inParts(moment, timezone, day)}, ${inParts(moment, timezone, { hour: '2-digit', minute: '2-digit' })} ${zoneInWords(timezone)}`
}

const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const

function inParts(moment: Date, timeZone: string, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone }).format(moment).replace(',', '')
}

const dateAndTime = memoize((timeZone: string) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }))

/** A time by the clocks of `timezone`, or, where it belongs to no exchange and so to no zone of people, by UTC: 24 Dec 2026, 18:00 UTC. */
export function timeInWords(at: Date, timezone = 'UTC'): string {
  return `${dateAndTime(timezone).format(at)} ${zoneInWords(timezone)}`
}

/** The day of a time, as people in `timezone` have it, in short: 24 Dec 2026. */
export function shortDay(at: Date, timezone: string): string {
  return short(timezone).format(at)
}
