import { row } from '../database/read.ts'
import type { Clockwork, Report } from '../jobs/clockwork.ts'
import { type DailyBackups, dailyBackupOf, dailyBackups } from '../jobs/daily-backup.ts'
import { priorities, queueEmail } from '../mail/outbox.ts'
import { Admin } from './admin.ts'
import { backupsFailing } from './emails.ts'

const hour = 60 * 60 * 1000
const longestGap = 36 * hour

/** Writes to the admin, once a day, while daily backups are wanted and the newest is missing or too old. */
export async function tellOfFailingBackups({ em, world, vault, backups }: Clockwork & { backups?: DailyBackups }): Promise<Report> {
  if (!backups) return {}
  const now = world.now()
  const [newest] = dailyBackups(backups.backupFolder)
  if (newest !== undefined && newest >= dailyBackupOf(new Date(now.getTime() - longestGap))) return {}
  const key = `backups failing:${now.toISOString().slice(0, 10)}`
  return em().transactional(async (transaction) => {
    const [admin] = await transaction.find(Admin, {})
    if (!admin || (await row(transaction, 'select 1 from outgoing_email where deduplication_key = ?', [key]))) return {}
    const envelope = { kind: 'backups failing', recipient: admin.email, exchangeId: null, deduplicationKey: key, priority: priorities.news, expiresAt: null }
    await queueEmail(transaction, { world, vault }, envelope, backupsFailing(newest))
    return { emails: 1 }
  })
}
