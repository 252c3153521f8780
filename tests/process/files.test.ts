import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { install } from '../support/installation.ts'
import { run } from '../support/run.ts'

/** What somebody may have put in the place of the database, and what every command that opens it says. */
const impostors: [string, (file: string) => void, RegExp][] = [
  ['a folder', (file) => mkdirSync(file), /^.*sneaky-klaus\.sqlite is a folder, where the database should be\. Move it away/],
  ['a text', (file) => writeFileSync(file, 'rubbish'.repeat(1000)), /^The database is damaged, or no database \(file is not a database\)\. Restore a backup/],
  ['a few bytes', (file) => writeFileSync(file, 'SQLite'), /^The database is damaged, or no database/],
  [
    'an encrypted database',
    (file) => writeFileSync(file, Buffer.from(Array.from({ length: 8192 }, (_, n) => (n * 167 + (n >> 3)) % 256))),
    /^The database is damaged, or no database/,
  ],
  ['a database of another program', withTables('create table note (text)'), /^.*sneaky-klaus\.sqlite is the database of another program\. Name another file/],
  [
    'a database of another program, which has migrations',
    withTables('create table migration (version text primary key, apply_time int)'),
    /is the database of another program/,
  ],
  [
    'a newer database',
    withTables(`create table migration (id integer primary key, name text, executed_at int); insert into migration (name) values ('2099-future')`),
    /^The database was written by a newer version \(it knows 2099-future\)/,
  ],
]

describe('in the place of the database', () => {
  test.each(impostors)('%s is named, and stays as it is', async (_, put, sentence) => {
    const folder = temporaryFolder()
    const file = join(folder, 'sneaky-klaus.sqlite')
    put(file)
    const settings = { DATA_DIR: folder }
    const commands = [['migrate'], ['serve'], ['reset-password']]
    for (const command of commands) {
      const { code, said } = await run(settings, ...command)
      expect([command, code, said]).toEqual([command, 1, expect.stringMatching(sentence)])
      expect(said).not.toMatch(/^\s+at /m)
    }
    const doctor = await run(settings, 'doctor')
    expect([doctor.code, doctor.said]).toEqual([1, expect.stringMatching(/^mend +database: .*(folder|can’t be opened|another program|newer version)/m)])
    expect(doctor.said).not.toMatch(/^\s+at /m)
  })

  test('nothing but an empty file is an empty database', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'sneaky-klaus.sqlite'), '')
    expect(await run({ DATA_DIR: folder }, 'serve')).toEqual({
      code: 1,
      said: expect.stringMatching(/^The database needs \d+ migration\(s\) first: run `sneaky-klaus migrate`/m),
    })
    expect(await run({ DATA_DIR: folder }, 'migrate')).toMatchObject({ code: 0 })
  })

  test('half of it is damaged', async () => {
    const { settings, file } = await install({})
    truncateSync(file, readFileSync(file).length / 2)
    for (const command of ['migrate', 'serve', 'doctor']) {
      const { code, said } = await run(settings, command)
      expect([command, code, said]).toEqual([command, 1, expect.stringMatching(/damaged/)])
      expect(said).not.toMatch(/^\s+at /m)
    }
  })
})

describe('a data folder that is none', () => {
  const commands = [['migrate'], ['serve'], ['backup', 'FILE'], ['restore', 'FILE'], ['reset-password'], ['doctor']]
  test.each<[string, (folder: string) => string]>([
    ['but a file', (folder) => file(join(folder, 'data'))],
    ['but lies below a file', (folder) => join(file(join(folder, 'data')), 'below')],
    ['where nothing can be made', () => '/proc/sneaky-klaus'],
    ['whose name is too long', (folder) => join(folder, 'x'.repeat(300))],
  ])('%s', async (_, place) => {
    const DATA_DIR = place(temporaryFolder())
    for (const command of commands) {
      const { code, said } = await run({ DATA_DIR, PORT: '18999' }, ...command)
      expect([command, said]).toEqual([command, expect.not.stringMatching(/^\s+at |^\w*Error: /m)])
      if (command[0] !== 'doctor') expect([command, code]).toEqual([command, 1])
    }
    expect((await run({ DATA_DIR }, 'serve')).said).toMatch(/^The data folder can't be written \(.*\)\. Make DATA_DIR a folder/m)
  })

  test('a key or backups that are something else are said so', async () => {
    const keyed = temporaryFolder()
    mkdirSync(join(keyed, 'secret.key'))
    await run({ DATA_DIR: keyed }, 'migrate')
    const { code, said } = await run({ DATA_DIR: keyed }, 'serve')
    expect([code, said]).toEqual([1, expect.not.stringMatching(/^\s+at /m)])
    const { settings } = await install({ BACKUP_KEEP: '1' })
    writeFileSync(join(settings.DATA_DIR as string, 'backups'), '')
    expect((await run(settings, 'doctor')).said).not.toMatch(/^\s+at /m)
  })
})

function file(path: string): string {
  writeFileSync(path, '')
  return path
}

function withTables(sql: string): (file: string) => void {
  return (path) => {
    const database = new Database(path)
    database.exec(sql)
    database.close()
  }
}
