import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Logger } from 'pino'
import { daysAsideIsKept } from '../database/durable-files.ts'
import type { World } from '../world.ts'
import type { DailyBackups, Report } from './context.ts'

const day = 24 * 60 * 60 * 1000

/**
 * Removes databases from before a restore, some time after it: they hold the keys of exchanges, also of those that are erased
 * meanwhile. Of any other file it removes none.
 */
export async function forgetAsides({ backups, world, log }: { backups?: DailyBackups; world: World; log: Logger }): Promise<Report> {
  if (!backups) return {}
  const until = world.now().getTime() - daysAsideIsKept * day
  for (const { file, at } of asidesOf(backups)) {
    if (at > until) continue
    rmSync(file)
    log.info({ file: basename(file) }, 'a database from before a restore was removed')
  }
  return {}
}

/** The databases from before restores, each with when that was (milliseconds): beside the present one, and, of PostgreSQL, among the backups. */
function asidesOf({ database, backupFolder }: DailyBackups): { file: string; at: number }[] {
  const amongBackups = filesIn(backupFolder, `^${stamp}-before-restore\\.sqlite$`)
  if (!('file' in database)) return amongBackups
  const { file } = database
  return [...amongBackups, ...filesIn(dirname(file), `^${RegExp.escape(basename(file))}\\.before-restore-${stamp}(-wal)?$`)]
}

/** A time as `stampOf` writes it into names. */
const stamp = '(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d)-(\\d\\d)-(\\d\\d\\.\\d{3})'

function filesIn(folder: string, pattern: string): { file: string; at: number }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => {
    const [, date, hours, minutes, seconds] = new RegExp(pattern).exec(name) ?? []
    return date === undefined ? [] : [{ file: join(folder, name), at: Date.parse(`${date}T${hours}:${minutes}:${seconds}Z`) }]
  })
}
