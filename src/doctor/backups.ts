import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { dailyBackupOf, dailyBackups } from '../jobs/daily-backup.ts'
import type { Settings } from '../settings.ts'
import type { World } from '../world.ts'
import { about, type Finding } from './finding.ts'

const hour = 60 * 60 * 1000

/** How old the newest backup is that we know of. */
export function checkBackups({ backupFolder, backupKeep, database }: Settings, world: World): Finding[] {
  const { ok, hint, mend } = about('backups')
  if ('file' in database && !existsSync(database.file)) return [ok('there is nothing to copy yet')]
  const now = world.now().getTime()
  if (backupKeep > 0) {
    const [newest] = dailyBackups(backupFolder)
    if (newest !== undefined && newest >= dailyBackupOf(new Date(now - 36 * hour))) return [ok(`the newest is ${newest}, of ${backupKeep} that are kept`)]
    return [mend(`daily backups are wanted, and the newest is ${newest ?? 'missing'}. The site makes them while it runs; its log says why not.`)]
  }
  const files = existsSync(backupFolder) ? readdirSync(backupFolder).filter((file) => file.endsWith('.sqlite')) : []
  const newest = Math.max(...files.map((file) => statSync(join(backupFolder, file)).mtimeMs))
  const age = files.length === 0 ? 'there is none' : `the newest is ${Math.floor((now - newest) / (24 * hour))} days old`
  if (now - newest < 2 * 24 * hour) return [ok(`${age} in ${backupFolder}`)]
  return [hint(`${age} in ${backupFolder}. Set BACKUP_KEEP=7 for daily ones, or call \`sneaky-klaus backup FILE\` by your own clock.`)]
}
