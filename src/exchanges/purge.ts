import { leaveNoTrace } from '../database/erase.ts'
import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import { isStorageFailure } from '../database/storage-failure.ts'
import type { ClockContext, Report } from '../jobs/context.ts'
import { dropErasedKeys } from '../keys/key-file.ts'
import { eraseExchange } from './erase-exchange.ts'
import type { Exchange } from './exchange.ts'
import { holdExchangeIfThere } from './hold-exchange.ts'
import { rememberExchange } from './remember-exchange.ts'
import { erasedFrom, type Kept, retentionFrom, selectRetention, warnedFrom } from './retention.ts'
import { writeToOrganisers } from './write-to-organisers.ts'

const findCompleted = query((db) => selectRetention(db).where('e.state', '=', 'completed'))
const findCompletedOne = queryOne((db, given: { id: string }) => selectRetention(db).where('e.state', '=', 'completed').where('e.id', '=', given.id))

type Completed = Awaited<ReturnType<typeof findCompleted>>[number]

/** Warns the organiser of the exchanges that are erased a week later. */
export async function warnOfPurges(context: ClockContext): Promise<Report> {
  const warned: string[] = []
  for (const id of await findDue(context, warnedFrom)) if (await warn(context, id)) warned.push(id)
  return { exchanges: warned }
}

function warn(context: ClockContext, id: string): Promise<boolean> {
  return context.em().transactional(async (transaction) => {
    const exchange = await holdExchangeIfThere(transaction, id)
    if (!exchange || !(await isStillDue(transaction, context, id, warnedFrom))) return false
    return writeToOrganisers(transaction, context, id, { kind: 'purge coming', wish: 'purgeComing', cause: id, parameters: {} })
  })
}

/** Erases the exchanges that were completed long enough ago, and whose warning went out long enough ago. */
export async function purgeDueExchanges(context: ClockContext): Promise<Report> {
  const erased: string[] = []
  for (const id of await findDue(context, erasedFrom)) {
    if (await eraseOrNote(context, id)) erased.push(id)
  }
  if (erased.length > 0) {
    await dropErasedKeys(context.em(), context)
    await leaveNoTrace(context.em())
  }
  return { exchanges: erased }
}

/** Erases an exchange. One that can't be erased is noted, so that those behind it are. */
async function eraseOrNote(context: ClockContext, id: string): Promise<boolean> {
  try {
    return await eraseExchange(context.em(), context, id, (transaction, exchange) => rememberIfDue(transaction, context, exchange))
  } catch (error) {
    if (isStorageFailure(error)) throw error
    context.log.error({ exchange: id, err: error }, 'an exchange could not be erased')
    return false
  }
}

/** Keeps what is to outlive an exchange that is still due; gives false for one that is not. */
async function rememberIfDue(em: EntityManager, context: ClockContext, exchange: Exchange): Promise<boolean> {
  if (!(await isStillDue(em, context, exchange.id, erasedFrom))) return false
  await rememberExchange(em, context, exchange)
  return true
}

type TimeOf = (kept: Kept) => Date | undefined

/** The completed exchanges that are due by `timeOf`. */
async function findDue(context: ClockContext, timeOf: TimeOf): Promise<string[]> {
  const found = await findCompleted(context.em(), {})
  return found.filter((one) => isDue(context, one, timeOf)).map(({ id }) => id)
}

/** Checks again under the lock: whether a warning is wanted may have changed. */
async function isStillDue(em: EntityManager, context: ClockContext, id: string, timeOf: TimeOf): Promise<boolean> {
  const found = await findCompletedOne(em, { id })
  return found !== undefined && isDue(context, found, timeOf)
}

function isDue({ world }: ClockContext, found: Completed, timeOf: TimeOf): boolean {
  const at = timeOf(keptOf(found))
  return at !== undefined && at <= world.now()
}

function keptOf(found: Completed): Kept {
  return retentionFrom(found, found.completedAt as Date)
}
