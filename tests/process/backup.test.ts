import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { fixtures, unpack } from '../support/fixture.ts'
import { temporaryFolder } from '../support/folder.ts'
import { exchangeFields, registration } from '../support/house.ts'
import { type Installation, install, openExchange, rowsOf } from '../support/installation.ts'
import { run } from '../support/run.ts'
import { Visitor } from '../support/visitor.ts'

/** A site that runs, with a drawn exchange of Bob, Charlie and Dana. */
async function drawn(settings: Record<string, string> = {}) {
  const installation = await install(settings)
  const program = await installation.start()
  const { organiser, id, invitation } = await openExchange(installation)
  const register = async (name: string) => (await new Visitor(installation.url).post(invitation, registration(name))).status
  for (const name of ['Bob', 'Charlie', 'Dana']) expect(await register(name)).toBe(303)
  await organiser.post(paths.closeRegistration(id))
  expect((await organiser.post(paths.draw(id))).status).toBe(303)
  const stop = async () => {
    program.child.kill('SIGTERM')
    expect(await program.exited).toBe(0)
  }
  return { installation, organiser, id, stop, target: join(temporaryFolder(), 'copy.sqlite') }
}

const names = (file: string) => rowsOf<{ name: string }>(file, 'select name from participant order by name').map(({ name }) => name)
const mode = (file: string) => (statSync(file).mode & 0o777).toString(8)
const secretOf = ({ settings }: Installation) => join(settings.DATA_DIR as string, 'secret.key')

describe('backup', () => {
  test('copies everything into one new file for the owner alone, while the site runs, and says that the key is not in it', async () => {
    const { installation, target } = await drawn()
    const { code, said } = await run(installation.settings, 'backup', target)
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/^Copied \d+ rows of 32 tables into .*copy\.sqlite, and checked the copy\.\nThe secret key is not in it\./),
    ])
    expect(said).toContain(secretOf(installation))
    expect([mode(target), readdirSync(join(target, '..'))]).toEqual(['600', ['copy.sqlite', 'exchange.keys']])
    expect(names(target)).toEqual(['Bob', 'Charlie', 'Dana'])
    expect(rowsOf(target, 'select * from "match" order by id')).toEqual(rowsOf(installation.file, 'select * from "match" order by id'))
    expect(readFileSync(target).includes(readFileSync(secretOf(installation), 'utf8').trim())).toBe(false)
  })

  test('copies what a killed site left in its log', async () => {
    const { installation, target } = await drawn()
    const program = await run(installation.settings, 'backup', target)
    expect(program.code).toBe(0)
    const again = `${target}2`
    const other = await install({})
    const killed = await other.start()
    const { invitation } = await openExchange(other)
    await new Visitor(other.url).post(invitation, registration('Erin'))
    await other.kill(killed)
    expect(statSync(`${other.file}-wal`).size).toBeGreaterThan(0)
    expect((await run(other.settings, 'backup', again)).code).toBe(0)
    expect(names(again)).toEqual(['Erin'])
  })

  test('copies the key beside it when asked', async () => {
    const { installation, target } = await drawn()
    const { code, said } = await run(installation.settings, 'backup', target, '--with-secret')
    expect([code, said]).toEqual([0, expect.stringContaining(`The secret key is in ${target}.key`)])
    expect([mode(`${target}.key`), readFileSync(`${target}.key`, 'utf8')]).toEqual(['600', readFileSync(secretOf(installation), 'utf8')])
    const set = { ...installation.settings, SECRET_KEY: `${'n'.repeat(32)}, ${'o'.repeat(32)}` }
    expect((await run(set, 'backup', `${target}2`, '--with-secret')).code).toBe(0)
    expect(readFileSync(`${target}2.key`, 'utf8')).toBe(`${'n'.repeat(32)},${'o'.repeat(32)}\n`)
  })

  test.each([
    ['a file that exists', 'there.sqlite', [], 'exists already, and nothing is ever overwritten'],
    ['a key that exists', 'new.sqlite', ['--with-secret'], 'new.sqlite.key exists already'],
    ['a folder that does not', 'nowhere/copy.sqlite', [], 'nowhere does not exist'],
  ])('refuses %s, and leaves everything as it was', async (_, name, options, reason) => {
    const { settings } = await install({ SECRET_KEY: 's'.repeat(32) })
    const folder = temporaryFolder()
    for (const file of ['there.sqlite', 'new.sqlite.key']) writeFileSync(join(folder, file), 'precious')
    const { code, said } = await run(settings, 'backup', join(folder, name), ...options)
    expect([code, said]).toEqual([1, expect.stringContaining(reason)])
    expect(readdirSync(folder).sort()).toEqual(['new.sqlite.key', 'there.sqlite'])
    expect(readFileSync(join(folder, 'there.sqlite'), 'utf8')).toBe('precious')
  })

  test('refuses when there is nothing to copy, and makes no database', async () => {
    const DATA_DIR = temporaryFolder()
    expect(await run({ DATA_DIR }, 'backup', join(DATA_DIR, 'copy.sqlite'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('There is no database to copy'),
    })
    expect(readdirSync(DATA_DIR)).toEqual([])
  })

  test('refuses to call a damaged database backed up', async () => {
    const { settings, file } = await install({})
    damage(file)
    const target = join(temporaryFolder(), 'copy.sqlite')
    expect(await run(settings, 'backup', target)).toMatchObject({ code: 1, said: expect.stringMatching(/not sound|is damaged/) })
    expect(readdirSync(join(target, '..'))).toEqual([])
  })
})

describe('restore', () => {
  test('brings back what was there, and keeps what is there now', async () => {
    const { installation, organiser, id, stop, target } = await drawn()
    await run(installation.settings, 'backup', target)
    await organiser.post(paths.addPerson(id), { name: 'Erin', email: 'erin@example.org', confirm: 'yes' })
    await stop()
    const { code, said } = await run(installation.settings, 'restore', target)
    expect([code, said]).toEqual([0, expect.stringMatching(/^Restored .*\nThe database from before is kept in \S+\. /)])
    expect(said).not.toContain('can’t be opened')
    expect(names(installation.file)).toEqual(['Bob', 'Charlie', 'Dana'])
    const [, aside] = /kept in (\S+)\. /.exec(said) ?? []
    expect([mode(aside as string), names(aside as string)]).toEqual(['600', ['Bob', 'Charlie', 'Dana', 'Erin']])
    await installation.start()
    expect((await organiser.get(paths.people(id))).text).toContain('Dana')
  })

  test('D10: opens nothing of an exchange that was erased since, with the secret key at hand', async () => {
    const { installation, organiser, id, stop, target } = await drawn()
    const [key] = rowsOf<{ key: string }>(installation.file, 'select sealed_key as key from exchange_key').map((row) => row.key) as [string]
    await run(installation.settings, 'backup', target)
    expect(rowsOf(target, 'select * from exchange_key')).toEqual([])
    expect(readFileSync(target).includes(key.slice(10))).toBe(false)
    expect(readFileSync(join(target, '../exchange.keys'), 'utf8')).toContain(key)
    expect((await organiser.post(paths.deleteExchange(id), { name: exchangeFields.name })).status).toBe(303)
    await stop()
    // The next backup in that folder takes the key away from there, too.
    await run(installation.settings, 'backup', `${target}2`)
    expect(readFileSync(join(target, '../exchange.keys'), 'utf8')).toBe('[]\n')
    const { code, said } = await run(installation.settings, 'restore', target)
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(
        /^3 of \d+ sealed matches and e-mails in it can’t be opened .*What was erased since the backup was made stays shut; for what was not, exchange\.keys is missing/m,
      ),
    ])
    await installation.start()
    expect((await organiser.get(paths.exchange(id))).text).toContain(exchangeFields.name)
  })

  test('opens matches on a new machine by the keys of exchanges beside the backup, and the secret key', async () => {
    const { installation, stop, target } = await drawn()
    await run(installation.settings, 'backup', target)
    await stop()
    const fresh = { ...installation.settings, DATA_DIR: temporaryFolder() }
    copyFileSync(secretOf(installation), join(fresh.DATA_DIR, 'secret.key'))
    const { code, said } = await run(fresh, 'restore', target)
    expect([code, said]).toEqual([0, expect.not.stringContaining('can’t be opened')])
    expect(rowsOf(join(fresh.DATA_DIR, 'sneaky-klaus.sqlite'), 'select sealed_key from exchange_key')).toEqual(
      rowsOf(installation.file, 'select sealed_key from exchange_key'),
    )
  })

  test('opens matches of a backup that an earlier version made, also in the place of a database of today', async () => {
    const SECRET_KEY = 'a secret of the tests that is long enough'
    const { settings, file } = await install({ SECRET_KEY })
    const old = join(temporaryFolder(), 'old.sqlite')
    for (const fixture of [fixtures[0], fixtures.at(-1)] as string[]) {
      unpack(fixture, old)
      // The second time its exchanges have keys already.
      for (const _ of ['first', 'second']) {
        const { code, said } = await run(settings, 'restore', old)
        expect([fixture, code, said]).toEqual([fixture, 0, expect.not.stringContaining('can’t be opened')])
        const seals = rowsOf<{ seal: string }>(file, 'select sealed_receiver as seal from "match" order by id')
        expect(seals.length).toBeGreaterThan(3)
        for (const { seal } of rowsOf<{ seal: string }>(old, 'select sealed_receiver as seal from "match"'))
          expect(seals.map((row) => row.seal)).not.toContain(seal)
      }
    }
  })

  test('D10: keeps the order of the keys of an exchange, of which the newest counts, whichever file they come from', async () => {
    const { installation, id, stop, target } = await drawn()
    await stop()
    const inOrder = (file: string) => rowsOf<{ key: string }>(file, 'select sealed_key as key from exchange_key order by created_at').map(({ key }) => key)
    const [first] = inOrder(installation.file) as [string]
    const database = new Database(installation.file)
    const [older, newer] = ['an older one', 'a newer one']
    const insert = database.prepare('insert into exchange_key (id, created_at, updated_at, exchange_id, sealed_key) values (?, ?, 0, ?, ?)')
    // Rows that lie in another order than that in which they were made.
    insert.run('0'.repeat(36), Date.now() + 1000, id, newer)
    insert.run('f'.repeat(36), 1, id, older)
    database.close()
    await run(installation.settings, 'backup', target)
    expect(JSON.parse(readFileSync(join(target, '../exchange.keys'), 'utf8'))).toEqual([older, first, newer].map((key) => [id, key]))
    const fresh = { ...installation.settings, DATA_DIR: temporaryFolder() }
    copyFileSync(secretOf(installation), join(fresh.DATA_DIR, 'secret.key'))
    for (const settings of [installation.settings, fresh]) {
      expect((await run(settings, 'restore', target)).said).not.toContain('can’t be opened')
      expect(inOrder(join(settings.DATA_DIR as string, 'sneaky-klaus.sqlite'))).toEqual([older, first, newer])
    }
  })

  test('leaves the keys beside backups alone where the database is lost, and takes them when it is restored after a start', async () => {
    const { installation, stop, target } = await drawn()
    await run(installation.settings, 'backup', target)
    await stop()
    const keys = readFileSync(join(target, '../exchange.keys'), 'utf8')
    const fresh = await install({ SECRET_KEY: readFileSync(secretOf(installation), 'utf8').trim() })
    await run(fresh.settings, 'migrate')
    await run(fresh.settings, 'backup', `${target}2`)
    expect(readFileSync(join(target, '../exchange.keys'), 'utf8')).toBe(keys)
    expect((await run(fresh.settings, 'restore', target)).said).not.toContain('can’t be opened')
  })

  test('refuses while the site runs', async () => {
    const { installation, target } = await drawn()
    await run(installation.settings, 'backup', target)
    expect(await run(installation.settings, 'restore', target)).toMatchObject({ code: 1, said: expect.stringContaining('Another process already serves') })
  })

  test('leaves no log behind that belongs to the database from before, and keeps that log with it', async () => {
    const { installation, target } = await drawn()
    await run(installation.settings, 'backup', target)
    const other = await install({})
    const killed = await other.start()
    const { invitation } = await openExchange(other)
    await new Visitor(other.url).post(invitation, registration('Erin'))
    await other.kill(killed)
    expect(statSync(`${other.file}-wal`).size).toBeGreaterThan(0)
    const { code, said } = await run(other.settings, 'restore', target)
    expect(code).toBe(0)
    expect(names(other.file)).toEqual(['Bob', 'Charlie', 'Dana'])
    const [, aside] = /kept in (\S+)\. /.exec(said) ?? []
    expect(names(aside as string)).toEqual(['Erin'])
    expect(said).toMatch(/\d+ of \d+ sealed matches and e-mails in it can’t be opened with the present secret key\. Before you start the site, put the key/)
  })

  test('takes a log along that belongs to the copy, and no other', async () => {
    const { installation, stop, target } = await drawn()
    await run(installation.settings, 'backup', target)
    copyFileSync(`${installation.file}-wal`, `${target}-wal`)
    await stop()
    expect(await run(installation.settings, 'restore', target)).toMatchObject({ code: 0 })
    expect(names(installation.file)).toEqual(['Bob', 'Charlie', 'Dana'])
    const raw = join(temporaryFolder(), 'raw.sqlite')
    const writing = new Database(installation.file)
    writing.pragma('journal_mode = wal')
    writing.exec(`update participant set name = 'Robert' where name = 'Bob'`)
    for (const rest of ['', '-wal']) copyFileSync(installation.file + rest, raw + rest)
    writing.close()
    const fresh = { ...installation.settings, DATA_DIR: temporaryFolder() }
    expect(await run(fresh, 'restore', raw)).toMatchObject({ code: 0 })
    expect(names(join(fresh.DATA_DIR, 'sneaky-klaus.sqlite'))).toEqual(['Charlie', 'Dana', 'Robert'])
  })

  test('on a new machine, brings the key along, so that matches open', async () => {
    const { installation, target } = await drawn()
    await run(installation.settings, 'backup', target, '--with-secret')
    const fresh = await install({})
    await fresh.kill(await fresh.start())
    const ownKey = readFileSync(secretOf(fresh), 'utf8')
    // A restore that was killed in the middle left this.
    writeFileSync(`${secretOf(fresh)}.new`, 'half a key')
    const without = await run(fresh.settings, 'restore', target)
    expect(without.said).toContain('restore again with --with-secret')
    const { code, said } = await run(fresh.settings, 'restore', target, '--with-secret')
    expect([code, said]).toEqual([0, expect.not.stringContaining('can’t be opened')])
    expect(readFileSync(secretOf(fresh), 'utf8')).toBe(readFileSync(secretOf(installation), 'utf8'))
    const [, aside] = /secret key from before is kept in (\S+)\.\n/.exec(said) ?? []
    expect([mode(aside as string), readFileSync(aside as string, 'utf8')]).toEqual(['600', ownKey])
  })

  test.each<[string, (file: string) => void, RegExp]>([
    ['a text', (file) => writeFileSync(file, 'hello'), /is no SQLite database/],
    ['nothing', () => undefined, /There is no file/],
    ['an empty file', (file) => writeFileSync(file, ''), /is no SQLite database/],
    ['another program’s database', (file) => new Database(file).exec('create table t (x)').close(), /is no database of Sneaky Klaus/],
    ['a damaged one', (file) => damage(file), /is damaged/],
    ['a cut-off one', (file) => writeFileSync(file, readFileSync(file).subarray(0, 50_000)), /is damaged/],
    [
      'one of a newer version',
      (file) => new Database(file).exec(`insert into migration (name, executed_at) values ('2099-future', 0)`).close(),
      /newer version/,
    ],
  ])('refuses %s, and changes nothing', async (name, spoil, reason) => {
    const { settings, file } = await install({})
    const copy = join(temporaryFolder(), 'copy.sqlite')
    if (/damaged|cut-off|newer/.test(name)) expect((await run(settings, 'backup', copy)).code).toBe(0)
    spoil(copy)
    const before = [readdirSync(settings.DATA_DIR as string), readFileSync(file)]
    expect(await run(settings, 'restore', copy)).toMatchObject({ code: 1, said: expect.stringMatching(reason) })
    expect([readdirSync(settings.DATA_DIR as string), readFileSync(file)]).toEqual(before)
  })

  test('replaces a database that is damaged beyond opening', async () => {
    const { settings, file } = await install({})
    const copy = join(temporaryFolder(), 'copy.sqlite')
    await run(settings, 'backup', copy)
    writeFileSync(file, 'rubbish')
    const { code, said } = await run(settings, 'restore', copy)
    expect(code).toBe(0)
    const [, aside] = /kept in (\S+)\. /.exec(said) ?? []
    expect(readFileSync(aside as string, 'utf8')).toBe('rubbish')
    expect(await run(settings, 'migrate')).toMatchObject({ code: 0, said: 'The database is up to date.\n' })
  })

  test('refuses a key that would not be used, or is none', async () => {
    const { settings } = await install({})
    const copy = join(temporaryFolder(), 'copy.sqlite')
    await run(settings, 'backup', copy)
    expect((await run(settings, 'restore', copy, '--with-secret')).said).toContain(`There is no file ${copy}.key`)
    writeFileSync(`${copy}.key`, 'short')
    expect((await run(settings, 'restore', copy, '--with-secret')).said).toContain('holds no secret key')
    expect((await run({ ...settings, SECRET_KEY: 's'.repeat(32) }, 'restore', copy, '--with-secret')).said).toContain('SECRET_KEY is set')
    expect(existsSync(join(settings.DATA_DIR as string, 'secret.key'))).toBe(false)
    expect((await run(settings, 'restore', join(copy, 'inside'))).said).toContain('can’t be read (ENOTDIR)')
  })
})

/** Overwrites pages in the middle of a database file. */
function damage(file: string): void {
  const bytes = readFileSync(file)
  bytes.fill(0xff, 4096 * 2, 4096 * 40)
  writeFileSync(file, bytes)
}
