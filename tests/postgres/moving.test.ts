import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { rounds } from '../doors/extent.ts'
import { fixtures, unpack } from '../support/fixture.ts'
import { temporaryFolder } from '../support/folder.ts'
import { freePort } from '../support/free-port.ts'
import { newDatabase } from '../support/postgres/new-database.ts'
import { printed, startProgram } from '../support/program.ts'
import { run } from '../support/run.ts'

const secret = 'a secret of the tests that is long enough'

/** An SQLite installation that was upgraded from an earlier version, and settings under which the same program uses PostgreSQL. */
async function openMove(template?: string) {
  const folder = temporaryFolder()
  const file = join(folder, 'old.sqlite')
  const url = await newDatabase(template)
  const settings = { NODE_ENV: 'production', BASE_URL: 'http://localhost', PORT: await freePort(), SECRET_KEY: secret, DATA_DIR: folder, DATABASE_URL: url }
  await upgrade(fixtures[0] as string, file, settings)
  const database = new Client(url)
  await database.connect()
  onTestFinished(() => database.end())
  return { folder, file, settings, database }
}

/** Brings what an earlier version left to this one, draws sealed with keys of their own included. */
async function upgrade(fixture: string, file: string, { DATABASE_URL: _, ...settings }: Record<string, string>): Promise<void> {
  const DATA_DIR = temporaryFolder()
  const own = join(DATA_DIR, 'sneaky-klaus.sqlite')
  unpack(fixture, own)
  expect(await run({ ...settings, DATA_DIR }, 'migrate')).toMatchObject({ code: 0 })
  expect(await run({ ...settings, DATA_DIR }, 'backup', file, '--with-secret')).toMatchObject({ code: 0 })
}

/** Every row of every table but the list of migrations, which each kind of database has for itself. */
function contents(file: string): Record<string, unknown[]> {
  const native = new Database(file, { readonly: true })
  const tables = native
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> 'migration'")
    .pluck()
    .all() as string[]
  // A column that was added later stands last in one and elsewhere in the other.
  const rows = (table: string) =>
    (native.prepare(`select * from "${table}" order by id`).all() as object[]).map((row) => Object.fromEntries(Object.entries(row).sort()))
  const found = Object.fromEntries(tables.map((table) => [table, rows(table)]))
  native.close()
  return found
}

test('an installation moves from a file to PostgreSQL and back, and every row is as it was', async () => {
  const { folder, file, settings } = await openMove('template0')
  expect(await run(settings, 'restore', file)).toMatchObject({ code: 0, said: expect.stringMatching(/^Restored the database from .*old\.sqlite\./) })
  const back = join(folder, 'back.sqlite')
  const copied = await run(settings, 'backup', back, '--with-secret')
  expect((statSync(back).mode & 0o777).toString(8)).toBe('600')
  const after = contents(back)
  expect(copied).toMatchObject({ code: 0, said: expect.stringMatching(`^Copied \\d+ rows of ${Object.keys(after).length + 1} tables`) })
  expect(after).toEqual(contents(file))
  expect(after.exchange_key).toHaveLength(2)
  expect(Object.values(after).flat().length).toBeGreaterThan(20)

  const program = startProgram(['serve'], settings)
  await printed(program, /is ready/)
  expect(await run(settings, 'restore', file)).toMatchObject({ code: 1, said: expect.stringContaining('Stop all of them first.') })
  expect((await run(settings, 'backup', join(temporaryFolder(), 'while-it-runs.sqlite'))).code).toBe(0)
  program.child.kill('SIGTERM')
  expect(await program.exited).toBe(0)
  const { DATABASE_URL: _, ...asFile } = settings
  expect(await run({ ...asFile, DATA_DIR: join(folder, 'home') }, 'restore', back)).toMatchObject({ code: 0 })
  expect(contents(join(folder, 'home', 'sneaky-klaus.sqlite'))).toEqual(after)
})

test('rows that were there before are kept in a file, and a key that does not fit is told', async () => {
  const { folder, file, settings } = await openMove()
  await run(settings, 'restore', file)
  const again = await run({ ...settings, SECRET_KEY: 'x'.repeat(40) }, 'restore', file)
  expect(again).toMatchObject({ code: 0, said: expect.stringContaining('can’t be opened with the present secret key') })
  const [aside] = readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('-before-restore.sqlite'))
  expect(again.said).toContain(aside)
  expect(contents(join(folder, 'backups', aside as string))).toEqual(contents(file))
})

test(`killed in the middle, ${rounds(4, 50)} times: the rows from before are there, or all of the new ones`, async () => {
  const { file, settings, database } = await openMove()
  const count = async () =>
    (await database.query('select (select count(*) from participant)::int as people, (select count(*) from "match")::int as matches')).rows[0]
  const before = await count()
  await run(settings, 'restore', file)
  const after = await count()
  let whole = 0
  for (let round = 0; round < rounds(4, 50); round++) {
    await database.query(`truncate ${(await tables(database)).join()}`)
    const { child } = startProgram(['restore', file], settings)
    await pause(200 + ((round * 131) % 900))
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    // What was under way when the process died ends, by a commit or without.
    await database.query('begin; lock table exchange; commit')
    const now = await count()
    expect([before, after]).toContainEqual(now)
    if (now.people === after.people) whole++
  }
  console.log(`of ${rounds(4, 50)} restores that were killed, ${whole} were whole and the others changed nothing`)
})

async function tables(database: Client): Promise<string[]> {
  const { rows } = await database.query(`select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> 'migration'`)
  return rows.map(({ name }) => `"${name}"`)
}

test('the doctor asks PostgreSQL, and says what to do when it does not answer', async () => {
  const { file, settings } = await openMove('template0')
  const look = async (more: Record<string, string> = {}) => (await run({ ...settings, ...more }, 'doctor')).said
  expect(await look()).toMatch(/mend {2}database: +it needs 2026-11-26-initial/)
  await run(settings, 'restore', file)
  const found = await look()
  expect(found).toMatch(/ok {4}database: +PostgreSQL answers/)
  expect(found).toMatch(/ok {4}secret key: +opens what is sealed \(\d+ matches/)
  expect(await look({ DATABASE_URL: 'postgres://klaus@127.0.0.1:9/klaus' })).toMatch(/mend {2}database: +PostgreSQL can’t be reached.*Look at DATABASE_URL/)
  const nowhere = { ...settings, DATABASE_URL: settings.DATABASE_URL.replace(/\/[^/]*$/, '/nothing') }
  expect(await run(nowhere, 'migrate')).toMatchObject({ code: 1, said: expect.stringMatching(/^PostgreSQL says: .*does not exist.*createdb/) })
  expect(await run({ ...settings, DATABASE_URL: 'postgres://klaus@127.0.0.1:9/klaus' }, 'serve')).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^PostgreSQL can’t be reached/),
  })
})
