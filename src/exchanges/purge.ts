import { LockMode } from '@mikro-orm/core'
import { rows } from '../database/read.ts'
import type { Clockwork, Report } from '../jobs/clockwork.ts'
import { daysAfter } from './due.ts'
import { eraseExchange } from './erase-exchange.ts'
import { Exchange } from './exchange.ts'
import { keptDays, warnedAfterDays } from './kept.ts'
import { preferencesOf } from './preferences.ts'
import { writeToAdmin } from './write-to-admin.ts'

type Completed = { id: string; completedAt: number; timezone: string }

/** Warns the admin of the exchanges that are erased a week later. */
export async function warnOfPurges(clockwork: Clockwork): Promise<Report> {
  const unwarned = await rows<Completed>(
    clockwork.em(),
    `select id, completed_at as "completedAt", timezone from exchange e
      where state = 'completed' and not exists (select 1 from outgoing_email o where o.deduplication_key = 'purge coming:' || e.id)`,
  )
  const warned: string[] = []
  for (const { id } of unwarned.filter((completed) => isOver(clockwork, completed, warnedAfterDays))) if (await warn(clockwork, id)) warned.push(id)
  return { exchanges: warned }
}

function warn(clockwork: Clockwork, id: string): Promise<boolean> {
  return clockwork.em().transactional(async (transaction) => {
    const exchange = await transaction.findOne(Exchange, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!exchange?.completedAt || !(await preferencesOf(transaction, id)).purgeComing) return false
    return writeToAdmin(transaction, clockwork, id, { kind: 'purge coming', cause: id, parameters: {} })
  })
}

/** Erases the exchanges that were completed long enough ago. */
export async function purgeDueExchanges(clockwork: Clockwork): Promise<Report> {
  const completed = await rows<Completed>(clockwork.em(), `select id, completed_at as "completedAt", timezone from exchange where state = 'completed'`)
  const due = completed.filter((exchange) => isOver(clockwork, exchange, keptDays))
  const erased: string[] = []
  for (const { id } of due) if (await eraseExchange(clockwork.em(), id)) erased.push(id)
  return { exchanges: erased }
}

function isOver({ world }: Clockwork, { completedAt, timezone }: Completed, days: number): boolean {
  return daysAfter(new Date(completedAt), days, timezone) <= world.now()
}
