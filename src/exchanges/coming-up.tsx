import type { Printer } from '../language/printer.ts'
import { dayInWords, momentInWords, zoneInWords } from '../ui/dates.ts'
import { endOfDay, morningBefore } from './due.ts'
import { missedReminders, type Reminding } from './missed-reminders.ts'
import { erasedAfterWarning, erasedFrom, type Kept, warnedFrom } from './retention.ts'

/** What decides when jobs act on one exchange. */
export type Plan = Reminding & {
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
export function comingUp(plan: Plan, now: Date, t: Printer): Outlook {
  const events = eventsOf(plan, now, t)
    .filter(({ at }) => at > now)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
  return { events, missed: missedReminders(plan, now, t) }
}

function eventsOf(plan: Plan, now: Date, t: Printer): Coming[] {
  switch (plan.state) {
    case 'draft':
      return []
    case 'registration_open':
      return [closing(plan, t), ...reminders(plan, t), ...ending(plan, now, t)]
    case 'registration_closed':
    case 'matched':
      return [...reminders(plan, t), ...ending(plan, now, t)]
    case 'completed':
      return erasing(plan, now, t)
  }
}

function closing({ registrationCloseDate, timezone }: Plan, t: Printer): Coming {
  const when = t('exchanges.comingUp.midnight', { day: dayInWords(registrationCloseDate, t), zone: zoneInWords(timezone, t) })
  return { at: endOfDay(registrationCloseDate, timezone), when, what: t('exchanges.comingUp.closes'), needsDraw: false }
}

function reminders(plan: Plan, t: Printer): Coming[] {
  const { exchangeDate, timezone, reminderDays, drawnAt } = plan
  const mornings = reminderDays.map((days) => ({ at: morningBefore(exchangeDate, days, timezone), days }))
  return mornings.filter(({ at }) => drawnAt === null || at >= drawnAt).map(({ at, days }) => event(plan, at, t('exchanges.comingUp.reminder', { days }), t))
}

function ending(plan: Plan, now: Date, t: Printer): Coming[] {
  return [event(plan, plan.kept.completedAt, t('exchanges.comingUp.completed'), t), ...erasing(plan, now, t)]
}

/** Nothing is erased before its warning went out. One that is late goes out within minutes, or when the mail service is back. */
function erasing(plan: Plan, now: Date, t: Printer): Coming[] {
  const { kept } = plan
  const erasedAt = (at: Date) => event(plan, at, t(plan.rememberPairs ? 'exchanges.comingUp.erasedButPairs' : 'exchanges.comingUp.erased'), t)
  const warned = warnedFrom(kept)
  const erased = erasedFrom(kept)
  if (erased !== undefined) return [erasedAt(erased)]
  if (warned === undefined) return [event(plan, erasedAfterWarning(kept, now), t('exchanges.comingUp.erasedLater'), t)]
  const atOnce = warned < now ? now : warned
  return [event(plan, warned, t('exchanges.comingUp.warned'), t), erasedAt(erasedAfterWarning(kept, atOnce))]
}

function event({ state, timezone }: Plan, at: Date, what: string, t: Printer): Coming {
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
