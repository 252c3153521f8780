import { dayInWords, momentInWords, zoneInWords } from '../ui/dates.ts'
import { endOfDay, morningBefore } from './due.ts'
import { beforehand, missedReminders, type Reminding } from './missed-reminders.ts'
import { erasedAfterWarning, erasedFrom, type Kept, warnedFrom } from './retention.ts'

/** What decides when jobs act on one exchange. */
export type Plan = Reminding & {
  id: string
  name: string
  registrationCloseDate: string
  /** Its retention, counted from its completion, which may be to come. */
  kept: Kept
}

/** Something that a job will do: the time, and that time in words. `needsDraw`: only if the names are drawn by then. */
type Coming = { at: Date; when: string; what: string; needsDraw: boolean }

/** What lies ahead of an exchange: its events, next things first, and which reminders will not come, in a sentence. */
export type Outlook = { events: Coming[]; missed: string | undefined }

/** What happens to an exchange automatically after `now`. */
export function comingUp(plan: Plan, now: Date): Outlook {
  const events = eventsOf(plan, now)
    .filter(({ at }) => at > now)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
  return { events, missed: missedReminders(plan, now) }
}

function eventsOf(plan: Plan, now: Date): Coming[] {
  switch (plan.state) {
    case 'draft':
      return []
    case 'registration_open':
      return [closing(plan), ...reminders(plan), ...ending(plan, now)]
    case 'registration_closed':
    case 'matched':
      return [...reminders(plan), ...ending(plan, now)]
    case 'completed':
      return erasing(plan, now)
  }
}

function closing({ registrationCloseDate, timezone }: Plan): Coming {
  const when = `${dayInWords(registrationCloseDate)}, midnight ${zoneInWords(timezone)}`
  return { at: endOfDay(registrationCloseDate, timezone), when, what: 'Registration closes', needsDraw: false }
}

function reminders(plan: Plan): Coming[] {
  const { exchangeDate, timezone, reminderDays, drawnAt } = plan
  const mornings = reminderDays.map((days) => ({ at: morningBefore(exchangeDate, days, timezone), days }))
  return mornings
    .filter(({ at }) => drawnAt === null || at >= drawnAt)
    .map(({ at, days }) => event(plan, at, `Reminder to everyone who wants it, ${beforehand(days)}`))
}

function ending(plan: Plan, now: Date): Coming[] {
  return [event(plan, plan.kept.completedAt, 'The exchange is completed'), ...erasing(plan, now)]
}

/** Nothing is erased before its warning went out. One that is late goes out within minutes, or when the mail service is back. */
function erasing(plan: Plan, now: Date): Coming[] {
  const { kept } = plan
  const warned = warnedFrom(kept)
  const erased = erasedFrom(kept)
  if (erased !== undefined) return [event(plan, erased, 'Everything about it is erased')]
  if (warned === undefined)
    return [event(plan, erasedAfterWarning(kept, now), 'Everything about it is erased, or later: first the e-mail that reminds you has to go out')]
  const atOnce = warned < now ? now : warned
  return [event(plan, warned, 'You’re reminded that it will be erased'), event(plan, erasedAfterWarning(kept, atOnce), 'Everything about it is erased')]
}

function event({ state, timezone }: Plan, at: Date, what: string): Coming {
  return { at, when: momentInWords(at, timezone), what, needsDraw: state === 'registration_open' || state === 'registration_closed' }
}

/** The title of its card. */
export const comingUpTitle = 'What happens automatically'

/** What happens automatically, and when, in the exchange's own time: the inside of a card. */
export function ComingUp({ outlook: { events, missed } }: { outlook: Outlook }) {
  const sure = events.filter(({ needsDraw }) => !needsDraw)
  const afterDraw = events.filter(({ needsDraw }) => needsDraw)
  return (
    <>
      {events.length === 0 && <p class="quiet">Nothing yet – it’s waiting for you.</p>}
      {sure.length > 0 && <Events events={sure} />}
      {afterDraw.length > 0 && (
        <>
          {sure.length === 0 && <p class="quiet">Nothing before the draw.</p>}
          <h3>Once the names are drawn</h3>
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
