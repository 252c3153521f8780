import { leaveNoTrace } from '../database/erase.ts'
import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'
import type { ClockContext, Report } from '../jobs/context.ts'
import { eraseExchange } from './erase-exchange.ts'
import { holdExchangeIfThere } from './hold-exchange.ts'
import { erasedFrom, type Kept, type KeptColumns, keptColumns, keptFrom, keptJoins, warnedFrom } from './retention.ts'
import { writeToOrganiser } from './write-to-organiser.ts'

const completed = `select e.id, ${keptColumns} from exchange e ${keptJoins} where e.state = 'completed'`

type Completed = KeptColumns & { id: string; completedAt: number }

/** Warns the organiser of the exchanges that are erased a week later. */
export async function warnOfPurges(clockwork: ClockContext): Promise<Report> {
  const warned: string[] = []
  for (const id of await findDue(clockwork, warnedFrom)) if (await warn(clockwork, id)) warned.push(id)
  return { exchanges: warned }
}

function warn(clockwork: ClockContext, id: string): Promise<boolean> {
  return clockwork.em().transactional(async (transaction) => {
    const exchange = await holdExchangeIfThere(transaction, id)
    if (!exchange || !(await isStillDue(transaction, clockwork, id, warnedFrom))) return false
    return writeToOrganiser(transaction, clockwork, id, { kind: 'purge coming', cause: id, parameters: {} })
  })
}

/** Erases the exchanges that were completed long enough ago, and whose warning went out long enough ago. */
export async function purgeDueExchanges(clockwork: ClockContext): Promise<Report> {
  const erased: string[] = []
  for (const id of await findDue(clockwork, erasedFrom)) {
    if (await eraseExchange(clockwork.em(), id, (transaction) => isStillDue(transaction, clockwork, id, erasedFrom))) erased.push(id)
  }
  if (erased.length > 0) await leaveNoTrace(clockwork.em())
  return { exchanges: erased }
}

type Instant = (kept: Kept) => Date | undefined

/** The completed exchanges for which that instant is over. */
async function findDue(clockwork: ClockContext, instant: Instant): Promise<string[]> {
  const found = await rows<Completed>(clockwork.em(), completed)
  return found.filter((one) => isDue(clockwork, one, instant)).map(({ id }) => id)
}

/** Looks again behind the lock: whether a warning is wanted may have changed. */
async function isStillDue(em: EntityManager, clockwork: ClockContext, id: string, instant: Instant): Promise<boolean> {
  const found = await row<Completed>(em, `${completed} and e.id = ?`, [id])
  return found !== undefined && isDue(clockwork, found, instant)
}

function isDue({ world }: ClockContext, found: Completed, instant: Instant): boolean {
  const at = instant(keptOf(found))
  return at !== undefined && at <= world.now()
}

function keptOf(found: Completed): Kept {
  return keptFrom(found, new Date(found.completedAt))
}
