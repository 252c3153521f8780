import type { Printer } from '../language/printer.ts'
import { memoize } from '../memoize.ts'

type Parts = Intl.DateTimeFormatOptions

const weekday = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
const dateAndTime = { dateStyle: 'medium', timeStyle: 'short' } as const

// To make a format takes as long as several elements, and to use one as long as a dozen.
const formatOf = memoize(([locale, timeZone, parts]: [string, string, Parts]) => new Intl.DateTimeFormat(locale, { ...parts, timeZone }))
const isLatin = memoize(
  (locale: string) => new Intl.Locale(locale).maximize().script === 'Latn',
  (locale) => locale,
)
/** The name of a zone in summer and winter alike, which is that of a time with both around it. */
const nameOf = memoize(([locale, timeZone]: [string, string]) => {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(new Date('2026-07-01T00:00:00Z'))
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
})
const durationOf = memoize(
  ([locale, unit]: [string, string]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumSignificantDigits: 2 }),
)
const wholeDate = memoize(
  ([locale, date]: [string, string]) => format(locale, midnight(date), 'UTC', { dateStyle: 'full' }),
  ([locale, date]) => `${locale} ${date}`,
)

/** A local date like 2026-12-24 in words: Thursday 24 December 2026. Memoised, since every page and e-mail of an exchange says the same two. */
export function dateInWords(date: string, t: Printer): string {
  return wholeDate([t.language.locale, date])
}

/** The end of a local date like 2026-12-24: Thursday 24 December 2026, midnight. */
export function midnightAfter(date: string, t: Printer): string {
  return t('dates.midnightAfter', { date: dateInWords(date, t) })
}

/** A local date like 2026-12-24 in short: 24 Dec 2026. */
export function shortDate(date: string, t: Printer): string {
  return format(t.language.locale, midnight(date), 'UTC', { dateStyle: 'medium' })
}

/**
 * A time zone as people read it: Europe/Berlin becomes “Berlin time”. Where the language has other letters than the names of cities
 * that the zones are called by, it becomes the language's own name, like “Central European Time”.
 */
export function zoneInWords(timezone: string, t: Printer): string {
  if (timezone === 'UTC') return 'UTC'
  if (!isLatin(t.language.locale)) return nameOf([t.language.locale, timezone])
  return t('dates.zone', { city: timezone.split('/').at(-1)?.replaceAll('_', ' ') ?? '' })
}

/** A local date in few words: Thu 24 Dec 2026. */
export function dayInWords(date: string, t: Printer): string {
  return format(t.language.locale, midnight(date), 'UTC', weekday)
}

/** A time by the clocks of `timezone`: Thu 24 Dec 2026, 09:00 Berlin time. */
export function momentInWords(moment: Date, timezone: string, t: Printer): string {
  const time = format(t.language.locale, moment, timezone, { hour: '2-digit', minute: '2-digit' })
  return t('dates.moment', { day: format(t.language.locale, moment, timezone, weekday), time, zone: zoneInWords(timezone, t) })
}

/** A time by the clocks of `timezone`, or, where it belongs to no exchange and so to no zone of people, by UTC: 24 Dec 2026, 18:00 UTC. */
export function timeInWords(at: Date, timezone = 'UTC', t: Printer): string {
  return t('dates.time', { time: format(t.language.locale, at, timezone, dateAndTime), zone: zoneInWords(timezone, t) })
}

/** The day of a time, as people in `timezone` have it, in short: 24 Dec 2026. */
export function shortDay(at: Date, timezone: string, t: Printer): string {
  return format(t.language.locale, at, timezone, { dateStyle: 'medium' })
}

/** How long something took, in milliseconds, as about as much as one wants to know: 38 milliseconds, 1.2 seconds. */
export function durationInWords(milliseconds: number, t: Printer): string {
  const isShort = milliseconds < 999.5
  const unit = isShort ? 'millisecond' : 'second'
  return durationOf([t.language.locale, unit]).format(isShort ? Math.max(1, milliseconds) : milliseconds / 1000)
}

function midnight(date: string): Date {
  return new Date(`${date}T00:00:00Z`)
}

function format(locale: string, at: Date, timeZone: string, parts: Parts): string {
  const text = formatOf([locale, timeZone, parts]).format(at)
  // British English sets a comma behind the weekday of a long date, which reads better without.
  return locale === 'en-GB' && !('timeStyle' in parts) ? text.replace(',', '') : text
}
