import { daysAfter } from './due.ts'

/** How long a completed exchange is kept until it is erased, in days. */
const keptDays = 30

/** How long after its completion the organiser is warned that it will be erased, in days. */
const warnedAfterDays = 23

/** How long it is kept after the warning went out at least, in days. */
const warnedForDays = keptDays - warnedAfterDays

/**
 * What tells when a completed exchange is erased. Of the warning: whether it is wanted, whether it is in the outbox, and when it went out or
 * was given up, null until then.
 */
export type Kept = { completedAt: Date; timezone: string; isWarningWanted: boolean; hasWarning: boolean; warnedAt: Date | null }

/** The same as columns of a query, which names the exchange `e`: instants in milliseconds, truth as 0 and 1. */
export type KeptColumns = { completedAt: number | null; timezone: string; isWarningWanted: number; hasWarning: number; warnedAt: number | null }

export const keptColumns = `e.completed_at as "completedAt", e.timezone, n.purge_coming is null or n.purge_coming as "isWarningWanted", w.id is not null as "hasWarning",
       case w.state when 'sent' then w.sent_at when 'queued' then null else w.give_up_at end as "warnedAt"`

/** What `keptColumns` stand in, beside the exchange. */
export const keptJoins = `left join notification_preference n on n.exchange_id = e.id
       left join outgoing_email w on w.deduplication_key = 'purge coming:' || e.id`

/** Makes it of its columns; `completedAt` stands in for an exchange that is not completed yet. */
export function keptFrom({ timezone, isWarningWanted, hasWarning, warnedAt }: KeptColumns, completedAt: Date): Kept {
  const wentOut = warnedAt === null ? null : new Date(warnedAt)
  return { completedAt, timezone, isWarningWanted: isWarningWanted === 1, hasWarning: hasWarning === 1, warnedAt: wentOut }
}

/** When the organiser is to be warned; undefined when that is not wanted, or under way. */
export function warnedFrom({ completedAt, timezone, isWarningWanted, hasWarning }: Kept): Date | undefined {
  return isWarningWanted && !hasWarning ? daysAfter(completedAt, warnedAfterDays, timezone) : undefined
}

/** When it may be erased; undefined while a warning has yet to go out. */
export function erasedFrom(kept: Kept): Date | undefined {
  if (kept.warnedAt !== null) return erasedAfterWarning(kept, kept.warnedAt)
  return kept.hasWarning || kept.isWarningWanted ? undefined : daysAfter(kept.completedAt, keptDays, kept.timezone)
}

/** When it may be erased if the warning goes out at `warnedAt`. */
export function erasedAfterWarning({ completedAt, timezone }: Pick<Kept, 'completedAt' | 'timezone'>, warnedAt: Date): Date {
  const [planned, aWeekLater] = [daysAfter(completedAt, keptDays, timezone), daysAfter(warnedAt, warnedForDays, timezone)]
  return planned > aWeekLater ? planned : aWeekLater
}
