import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { backUpInThread } from '../database/backup-in-thread.ts'
import { makeFolder } from '../database/durable-files.ts'
import type { EntityManager } from '../database/orm.ts'
import { writeKeyFile } from '../keys/key-file.ts'
import type { World } from '../world.ts'
import type { DailyBackups, Report } from './context.ts'

/** Makes today's backup (UTC) if it is not there yet, and removes the oldest of its kind beyond those to keep. */
export async function backUpDaily({ em, backups, world }: { em(): EntityManager; backups?: DailyBackups; world: World }): Promise<Report> {
  if (!backups) return {}
  const name = dailyBackupOf(world.now())
  makeFolder(backups.backupFolder)
  removeUnfinished(backups.backupFolder)
  const isThere = existsSync(join(backups.backupFolder, name))
  if (!isThere) await backUpInThread(backups.database, join(backups.backupFolder, name))
  // Past the backup, whose keys are among them; and every hour, so that a key that was destroyed is soon gone from there.
  await writeKeyFile(em(), backups.backupFolder)
  if (isThere) return {}
  for (const old of dailyBackups(backups.backupFolder).slice(backups.backupKeep)) rmSync(join(backups.backupFolder, old))
  return { backup: name }
}

/** The name of the file of that day. */
export function dailyBackupOf(day: Date): string {
  return `daily-${day.toISOString().slice(0, 10)}.sqlite`
}

/** The daily backups in a folder, newest first, by their file names. */
export function dailyBackups(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  const daily = readdirSync(folder).filter((file) => /^daily-\d{4}-\d\d-\d\d\.sqlite$/.test(file))
  return daily.sort().reverse()
}

/** What a process left that was killed in the middle of a daily backup, or of one before migrations, which are not made while the site runs. */
function removeUnfinished(folder: string): void {
  for (const file of readdirSync(folder)) if (/^((daily|.*-before)-.*|exchange\.keys.*)\.part/.test(file)) rmSync(join(folder, file), { force: true })
}
