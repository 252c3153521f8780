import type { Printer } from '../language/printer.ts'
import { dayInWords, momentInWords, zoneInWords } from '../ui/dates.ts'
import { endOfDay, morningBefore } from './due.ts'
import { missedReminders, type Reminding } from './missed-reminders.ts'
import { erasedAfterWarning, erasedFrom, type Kept, warnedFrom } from './retention.ts'

/** What decides when jobs act on one exchange. */
export type Timetable = Reminding & {
  id: string
  name: string
  registrationCloseDate: string
  rememberPairs: boolean
  /** Its retention, counted from its completion, which may be to come. */
  kept: Kept
}

/** Something that a job will do: the time, and that time in words. `needsDraw`: only if the names are drawn by then. */
type Coming = { at: Date; when: string; what: string; needsDraw: boolean }

/** What lies ahead of an exchange: its events, next things first, and which reminders will not come, in a sentence. */
export type Outlook = { events: Coming[]; missed: string | undefined }

/** What happens to an exchange automatically after `now`, in the words of `t`. */
export function comingUp(timetable: Timetable, now: Date, t: Printer): Outlook {
  const events = eventsOf(timetable, now, t)
    .filter(({ at }) => at > now)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
  return { events, missed: missedReminders(timetable, now, t) }
}

function eventsOf(timetable: Timetable, now: Date, t: Printer): Coming[] {
  switch (timetable.state) {
    case 'draft':
      return []
    case 'registration_open':
      return [closing(timetable, t), ...reminders(timetable, t), ...ending(timetable, now, t)]
    case 'registration_closed':
    case 'matched':
      return [...reminders(timetable, t), ...ending(timetable, now, t)]
    case 'completed':
      return erasing(timetable, now, t)
  }
}

function closing({ registrationCloseDate, timezone }: Timetable, t: Printer): Coming {
  const when = t('exchanges.comingUp.midnight', { day: dayInWords(registrationCloseDate, t), zone: zoneInWords(timezone, t) })
  return { at: endOfDay(registrationCloseDate, timezone), when, what: t('exchanges.comingUp.closes'), needsDraw: false }
}

function reminders(timetable: Timetable, t: Printer): Coming[] {
  const { exchangeDate, timezone, reminderDays, drawnAt } = timetable
  const mornings = reminderDays.map((days) => ({ at: morningBefore(exchangeDate, days, timezone), days }))
  return mornings
    .filter(({ at }) => drawnAt === null || at >= drawnAt)
    .map(({ at, days }) => event(timetable, at, t('exchanges.comingUp.reminder', { days }), t))
}

function ending(timetable: Timetable, now: Date, t: Printer): Coming[] {
  return [event(timetable, timetable.kept.completedAt, t('exchanges.comingUp.completed'), t), ...erasing(timetable, now, t)]
}

/** Nothing is erased before its warning went out. One that is late goes out within minutes, or when the mail service is back. */
function erasing(timetable: Timetable, now: Date, t: Printer): Coming[] {
  const { kept } = timetable
  const erasedAt = (at: Date) => event(timetable, at, t(timetable.rememberPairs ? 'exchanges.comingUp.erasedButPairs' : 'exchanges.comingUp.erased'), t)
  const warned = warnedFrom(kept)
  const erased = erasedFrom(kept)
  if (erased !== undefined) return [erasedAt(erased)]
  if (warned === undefined) return [event(timetable, erasedAfterWarning(kept, now), t('exchanges.comingUp.erasedLater'), t)]
  const atOnce = warned < now ? now : warned
  return [event(timetable, warned, t('exchanges.comingUp.warned'), t), erasedAt(erasedAfterWarning(kept, atOnce))]
}

function event({ state, timezone }: Timetable, at: Date, what: string, t: Printer): Coming {
  return { at, when: momentInWords(at, timezone, t), what, needsDraw: state === 'registration_open' || state === 'registration_closed' }
}

/** What happens automatically, and when, in the exchange's own time: the inside of a card. */
export function ComingUp({ outlook: { events, missed }, t }: { outlook: Outlook; t: Printer }) {
  const sure = events.filter(({ needsDraw }) => !needsDraw)
  const afterDraw = events.filter(({ needsDraw }) => needsDraw)
  return (
    <>
      {events.length === 0 && <p class="quiet">{t('exchanges.comingUp.nothing')}</p>}
      {sure.length > 0 && <Events events={sure} />}
      {afterDraw.length > 0 && (
        <>
          {sure.length === 0 && <p class="quiet">{t('exchanges.comingUp.nothingBeforeDraw')}</p>}
          <h3>{t('exchanges.comingUp.onceDrawn')}</h3>
          <Events events={afterDraw} />
        </>
      )}
      {missed !== undefined && <p class="message notice">{missed}</p>}
    </>
  )
}

function Events({ events }: { events: Coming[] }) {
  return (
    <ol class="coming">
      {events.map(({ at, when, what }) => (
        <li>
          <time datetime={at.toISOString()}>{when}</time>
          <span>{what}</span>
        </li>
      ))}
    </ol>
  )
}
