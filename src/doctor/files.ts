import { existsSync, readdirSync, type Stats, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Settings } from '../settings.ts'
import { secretFile } from '../vault.ts'
import { about, type Finding } from './finding.ts'

const megabyte = 1024 * 1024

/** Whether the data, the key and the backups are there for the owner alone, and that is us. */
export function checkPermissions({ dataDir, database, backupFolder, secretKeys }: Settings): Finding[] {
  const { ok, hint, mend } = about('permissions')
  const files = 'file' in database ? ['', '-wal', '-shm', '.lock'].map((rest) => database.file + rest) : []
  const backups = existsSync(backupFolder) ? readdirSync(backupFolder).map((file) => join(backupFolder, file)) : []
  const present = [dataDir, backupFolder, ...files, ...backups, secretFile(dataDir)].filter((path) => existsSync(path))
  const wrong = present.flatMap((path) => whatIsWrong(path, statSync(path)) ?? [])
  const found = wrong.length > 0 ? wrong.map((text) => mend(text)) : [ok(`${present.length} files and folders are for their owner alone`)]
  const lacksKey = secretKeys.length === 0 && !existsSync(secretFile(dataDir))
  return lacksKey ? [...found, hint('there is no secret key yet; the first start makes one.')] : found
}

function whatIsWrong(path: string, { uid, mode }: Stats): string | undefined {
  const me = process.getuid?.()
  if (me !== undefined && me !== 0 && uid !== me) return `${path} belongs to user ${uid}, and this is user ${me}: \`chown ${me} ${path}\``
  // A folder with a sticky bit or setgid is still as private as its last six bits say.
  if ((mode & 0o077) !== 0) return `others may read ${path}: \`chmod ${(mode & 0o700).toString(8)} ${path}\``
  return undefined
}

/** Whether there is room for a backup beside the database, and some more. */
export function checkDisk({ database, dataDir }: Settings): Finding[] {
  const { ok, hint, mend } = about('disk')
  const file = 'file' in database ? database.file : undefined
  const folder = [...(file === undefined ? [] : [dirname(file)]), dataDir].find((path) => existsSync(path))
  if (folder === undefined) return [file === undefined ? ok('nothing is kept here') : hint(`${dataDir} does not exist yet; the first start makes it.`)]
  const { bavail, bsize } = statfsSync(folder)
  const size = file !== undefined && existsSync(file) ? statSync(file).size : 0
  const [free, least] = [bavail * bsize, 3 * size + 20 * megabyte]
  const text = `${Math.floor(free / megabyte)} MB are free`
  if (free < least) return [mend(`${text}, which is too little for a backup: make at least ${Math.ceil(least / megabyte)} MB.`)]
  return [free < 10 * least ? hint(`${text}. That is enough for now.`) : ok(text)]
}
