import type { Kysely } from 'kysely'
import type { Tables } from '../database/query.ts'
import { daysAfter } from './due.ts'

/** The retention of a completed exchange, in days: after that it is erased. */
export const keptDays = 30

/** How long after its completion the organiser is warned that it will be erased, in days. */
const warnedAfterDays = 23

/** The fewest days between the warning and the erasing. */
const warnedForDays = keptDays - warnedAfterDays

/**
 * What tells when a completed exchange is erased. Of the warning: whether it is wanted, whether it is in the outbox, and when it went out or
 * was given up, null until then.
 */
export type Kept = { completedAt: Date; timezone: string; isWarningWanted: boolean; hasWarning: boolean; warnedAt: Date | null }

/** Selects exchanges, called `e`, with what tells when they are erased; their preferences are called `n`. */
export function selectRetention(db: Kysely<Tables>) {
  return db
    .selectFrom('Exchange as e')
    .leftJoin('NotificationPreference as n', 'n.exchange', 'e.id')
    .leftJoin('OutgoingEmail as w', (join) => join.on('w.deduplicationKey', '=', (eb) => eb(eb.val('purge coming:'), '||', eb.ref('e.id'))))
    .select(['e.id', 'e.completedAt', 'e.timezone'])
    .select((eb) => [
      eb.or([eb('n.purgeComing', 'is', null), eb('n.purgeComing', '=', true)]).as('isWarningWanted'),
      eb('w.id', 'is not', null).as('hasWarning'),
      eb.case('w.state').when('sent').then(eb.ref('w.sentAt')).when('queued').then(null).else(eb.ref('w.giveUpAt')).end().as('warnedAt'),
    ])
}

/** What was selected; `completedAt` stands in for an exchange that is not completed yet. */
export function retentionFrom({ timezone, isWarningWanted, hasWarning, warnedAt }: Omit<Kept, 'completedAt'>, completedAt: Date): Kept {
  return { completedAt, timezone, isWarningWanted, hasWarning, warnedAt }
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
