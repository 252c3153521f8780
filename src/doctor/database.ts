import { existsSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { isServed } from '../database/lock.ts'
import { pendingMigrations } from '../database/migrator.ts'
import { openDatabase } from '../database/orm.ts'
import { damageOf } from '../database/soundness.ts'
import { CannotStart } from '../errors.ts'
import type { Settings } from '../settings.ts'
import { presentSecrets } from '../vault.ts'
import type { World } from '../world.ts'
import { about, type Finding, reasonOf } from './finding.ts'
import { trySeals } from './seals.ts'

const minute = 60_000
const longestWait = 15 * minute

/** Whether the database is sound, of this version, opens with the present key, and has nothing lying about. */
export async function checkDatabase(settings: Settings, world: World): Promise<Finding[]> {
  const { ok, hint, mend } = about('database')
  const { databaseFile } = settings
  if (!existsSync(databaseFile)) return [hint('there is none yet: `sneaky-klaus migrate` makes it, and so does the start.')]
  const database = await open(databaseFile, world)
  if (typeof database === 'string') return [mend(database)]
  try {
    const damage = damageOf(database.native, 'quick_check')
    if (damage) return [mend(`${databaseFile} is damaged (${damage}). Stop the site and restore a backup.`)]
    const pending = await pendingMigrations(database)
    const found = [ok('sound, with every reference and the settings that keep data safe')]
    if (pending.length > 0) return [...found, mend(`it needs ${pending.join(', ')}: stop the site and run \`sneaky-klaus migrate\`.`)]
    return [...found, ...checkSeals(database.native, settings), ...checkOutbox(database.native, settings, world), ...checkZones(database.native)]
  } catch (error) {
    if (error instanceof CannotStart) return [mend(error.message)]
    throw error
  } finally {
    await database.close()
  }
}

/** Opening asserts how SQLite must behave for us. Returns why not, if it can't be opened. */
async function open(databaseFile: string, world: World) {
  try {
    return openDatabase(databaseFile, world)
  } catch (error) {
    return `${databaseFile} can’t be opened: ${(error as Error).message} (${reasonOf(error)}). If it is damaged, stop the site and restore a backup.`
  }
}

function checkSeals(native: Database.Database, settings: Settings): Finding[] {
  const { ok, mend } = about('secret key')
  const { sealed, shut } = trySeals(native, presentSecrets(settings))
  if (shut === 0) return [ok(sealed === 0 ? 'nothing is sealed yet' : `opens what is sealed (${sealed} matches and e-mails)`)]
  return [mend(`${shut} of ${sealed} sealed matches and e-mails can’t be opened. Put the key from then back; SECRET_KEY takes old ones behind a comma.`)]
}

function checkOutbox(native: Database.Database, { databaseFile }: Settings, world: World): Finding[] {
  const { ok, hint, mend } = about('outbox')
  const { oldest, givenUp } = native
    .prepare(
      `select min(case when state = 'queued' then created_at end) as oldest, count(case when state = 'given_up' then 1 end) as givenUp from outgoing_email`,
    )
    .get() as { oldest: number | null; givenUp: number }
  const waited = oldest === null ? 0 : world.now().getTime() - oldest
  const lag = `an e-mail has been waiting for ${Math.round(waited / minute)} minutes`
  const found = []
  if (waited > longestWait)
    found.push(isServed(databaseFile) ? mend(`${lag}. The log says why, and so does the page “Mail”.`) : hint(`${lag} for the site to run.`))
  if (givenUp > 0) found.push(hint(`${givenUp} e-mails were given up. The page “Mail” says why, and can try them again.`))
  return found.length > 0 ? found : [ok('nothing is late')]
}

/** An exchange whose time zone is unknown here would miss its dates. */
function checkZones(native: Database.Database): Finding[] {
  const { ok, mend } = about('time zones')
  const used = native.prepare('select distinct timezone from exchange').pluck().all() as string[]
  const unknown = used.filter((zone) => !isKnown(zone))
  return [unknown.length === 0 ? ok('known') : mend(`${unknown.join(', ')} are unknown here. Use a Node with full time zone data (ICU).`)]
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
