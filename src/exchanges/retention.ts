import type { ExpressionBuilder, Kysely } from 'kysely'
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

/** Selects exchanges, called `e`, with what tells when they are erased. Of several organisers one may want a warning, and the last of theirs counts. */
export function selectRetention(db: Kysely<Tables>) {
  return db
    .selectFrom('Exchange as e')
    .select(['e.id', 'e.completedAt', 'e.timezone'])
    .select((eb) => [
      eb.exists(eb.selectFrom('Organiser as o').select('o.id').whereRef('o.exchange', '=', 'e.id').where('o.purgeComing', '=', true)).as('isWarningWanted'),
      eb.exists(warnings(eb).select('w.id')).as('hasWarning'),
      eb
        .case()
        .when(eb.not(eb.exists(warnings(eb).select('w.id').where('w.state', '=', 'queued'))))
        .then(warnings(eb).select((of) => of.fn.max(of.case('w.state').when('sent').then(of.ref('w.sentAt')).else(of.ref('w.giveUpAt')).end()).as('at')))
        .else(null)
        .end()
        .as('warnedAt'),
    ])
}

function warnings(eb: ExpressionBuilder<Tables & { e: Tables['Exchange'] }, 'e'>) {
  return eb.selectFrom('OutgoingEmail as w').whereRef('w.exchange', '=', 'e.id').where('w.kind', '=', 'purge coming')
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
