import type { ClockContext, DailyBackups, Report } from '../jobs/context.ts'
import { dailyBackupOf, dailyBackups } from '../jobs/daily-backup.ts'
import { queueEmail, wasQueued } from '../mail/outbox.ts'
import { holdAccountIfThere } from './hold-account.ts'

const hour = 60 * 60 * 1000
const longestGap = 36 * hour

/** Writes to the owner, once a day, while daily backups are wanted and the newest is missing or too old. */
export async function tellOfFailingBackups({ em, world, vault, backups }: ClockContext & { backups?: DailyBackups }): Promise<Report> {
  if (!backups) return {}
  const now = world.now()
  const [newest] = dailyBackups(backups.backupFolder)
  if (newest !== undefined && newest >= dailyBackupOf(new Date(now.getTime() - longestGap))) return {}
  const cause = `backups failing:${now.toISOString().slice(0, 10)}`
  return em().transactional(async (transaction) => {
    const account = await holdAccountIfThere(transaction)
    if (!account || (await wasQueued(transaction, cause))) return {}
    const parameters = { newest: newest ?? null }
    await queueEmail(transaction, { world, vault }, { kind: 'backups failing', reader: account, parameters, exchangeId: null, cause })
    return { emails: 1 }
  })
}
