import { lazy } from '../memoize.ts'

/** The date, like 2026-12-24, that people in `timezone` (an IANA name) have at the time `now`. */
export function localDate(now: Date, timezone: string): string {
  const minute = Math.floor(now.getTime() / 60_000)
  const last = today.get(timezone)
  if (last?.minute === minute) return last.date
  const date = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone).toPlainDate().toString()
  today.set(timezone, { minute, date })
  return date
}

/** By the zone, the date of the last minute that was asked for: it is asked for on every page, and days begin on whole minutes everywhere. */
const today = new Map<string, { minute: number; date: string }>()

/** Whether `date` is a day of the calendar, written like 2026-12-24. */
export function isDate(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' }).toString() === date
  } catch {
    return false
  }
}

/** Whether `timezone` is the name of a time zone, like Europe/Berlin. */
export function isTimezone(timezone: string): boolean {
  return timezones().includes(timezone) || (/^[A-Za-z]+(\/[A-Za-z0-9_+-]+)+$/.test(timezone) && isKnown(timezone))
}

/** The name as it is written in the list, however it was typed. */
export function canonicalTimezone(timezone: string): string {
  return timezones().includes(timezone) ? timezone : inPresentWords(new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone)
}

/** What the data of ICU still calls by an older name than IANA does, which its rules of stability keep it from changing. */
const presentNames: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

function inPresentWords(name: string): string {
  return presentNames[name] ?? name
}

/** The names that people choose from, as places are called today. */
export const timezones = lazy((): readonly string[] => [
  'UTC',
  ...Intl.supportedValuesOf('timeZone')
    .filter((name) => name !== 'UTC')
    .map(inPresentWords)
    .toSorted(),
])

/** Where the server is, as far as it says: the best guess before there is any exchange. */
export const serverTimezone = lazy(() => knownOrUtc(new Intl.DateTimeFormat('en').resolvedOptions().timeZone))

function knownOrUtc(timezone: string): string {
  return isTimezone(timezone) ? canonicalTimezone(timezone) : 'UTC'
}

/** Aliases of a zone are known, though not offered. */
function isKnown(timezone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: timezone }))
  } catch {
    return false
  }
}
