import { existsSync } from 'node:fs'
import { explainBriefly } from '../commands/explain.ts'
import { engineOf } from '../database/engine.ts'
import { isServed } from '../database/exclusive-access.ts'
import { pendingMigrations } from '../database/migrations.ts'
import { openDatabase } from '../database/open.ts'
import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import { entities } from '../entities.ts'
import { CannotStart } from '../errors.ts'
import { findShutDraws, trySeals } from '../seals.ts'
import type { Settings } from '../settings.ts'
import { presentSecrets } from '../vault.ts'
import type { World } from '../world.ts'
import { about, type Finding, reasonOf } from './finding.ts'

const minute = 60_000
const longestWait = 15 * minute

/** Whether the database is sound, of this version, opens with the present key, and has nothing lying about. */
export async function checkDatabase(settings: Settings, world: World): Promise<Finding[]> {
  const { ok, hint, mend } = about('database')
  const { database: place } = settings
  const name = 'file' in place ? place.file : 'PostgreSQL'
  if ('file' in place && !existsSync(place.file)) return [hint('there is none yet: `sneaky-klaus migrate` makes it, and so does the start.')]
  const database = await open(settings, world)
  if (typeof database === 'string') return [mend(database)]
  try {
    const em = database.orm.em.fork()
    const damage = await engineOf(em).findDamage()
    if (damage) return [mend(`${name} is damaged (${damage}). Stop the site and restore a backup.`)]
    const pending = await pendingMigrations(database)
    const found = [ok('file' in place ? 'sound, with every reference and the settings that keep data safe' : 'PostgreSQL answers')]
    if (pending.length > 0) return [...found, mend(`it needs ${pending.join(', ')}: stop the site and run \`sneaky-klaus migrate\`.`)]
    return [...found, ...(await checkSeals(em, settings)), ...(await checkOutbox(em, settings, world)), ...(await checkZones(em))]
  } catch (error) {
    return [mend(explainBriefly(error))]
  } finally {
    await database.close()
  }
}

/** Opening asserts how SQLite must behave for us, and that PostgreSQL suits. Returns why not, if it can't be opened. */
async function open({ database: place }: Settings, world: World) {
  try {
    return await openDatabase(place, world, entities)
  } catch (error) {
    if ('url' in place || error instanceof CannotStart) return explainBriefly(error)
    return `${place.file} can’t be opened: ${(error as Error).message} (${reasonOf(error)}). If it is damaged, stop the site and restore a backup.`
  }
}

async function checkSeals(em: EntityManager, settings: Settings): Promise<Finding[]> {
  const { ok, mend } = about('secret key')
  const { sealed, shut } = await trySeals(em, presentSecrets(settings))
  if (shut === 0) {
    const draws = await findShutDraws(em, presentSecrets(settings))
    if (draws.length > 0)
      return [mend(`matches of ${draws.join(', ')} were changed and can’t be opened. Restore a backup, or undo these draws and draw again.`)]
    return [ok(sealed === 0 ? 'nothing is sealed yet' : `opens what is sealed (${sealed} matches and e-mails)`)]
  }
  return [mend(`${shut} of ${sealed} sealed matches and e-mails can’t be opened. Put the key from then back; SECRET_KEY takes old ones behind a comma.`)]
}

async function checkOutbox(em: EntityManager, { database }: Settings, world: World): Promise<Finding[]> {
  const { ok, hint, mend } = about('outbox')
  const { oldest = null, givenUp = 0 } = (await findWaiting(em, {})) ?? {}
  const waited = oldest === null ? 0 : world.now().getTime() - oldest.getTime()
  const lag = `an e-mail has been waiting for ${Math.round(waited / minute)} minutes`
  const findings = []
  if (waited > longestWait)
    findings.push((await isServed(database)) ? mend(`${lag}. The log says why, and so does the page “Mail”.`) : hint(`${lag} for the site to run.`))
  if (givenUp > 0) findings.push(hint(`${givenUp} e-mails were given up. The page “Mail” says why, and can try them again.`))
  return findings.length > 0 ? findings : [ok('nothing is late')]
}

const findWaiting = queryOne((db) =>
  db.selectFrom('OutgoingEmail').select((eb) => [
    eb.fn
      .min(
        eb
          .case()
          .when(eb.and([eb('state', '=', 'queued'), eb('isSecret', '=', false)]))
          .then(eb.ref('createdAt'))
          .end(),
      )
      .as('oldest'),
    eb.fn.count<number>(eb.case().when('state', '=', 'given_up').then(1).end()).as('givenUp'),
  ]),
)

/** An exchange whose time zone is unknown here would miss its dates. */
async function checkZones(em: EntityManager): Promise<Finding[]> {
  const { ok, mend } = about('time zones')
  const used = await findZones(em, {})
  const unknown = used.map(({ timezone }) => timezone).filter((zone) => !isKnown(zone))
  return [unknown.length === 0 ? ok('known') : mend(`${unknown.join(', ')} are unknown here. Use a Node with full time zone data (ICU).`)]
}

const findZones = query((db) => db.selectFrom('Exchange').select('timezone').distinct())

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
