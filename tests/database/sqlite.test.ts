import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { pendingMigrations } from '../../src/database/migrations.ts'
import { openSqlite, sqliteDialect } from '../../src/database/sqlite/dialect.ts'
import { lockDatabase } from '../../src/database/sqlite/lock.ts'
import { openSqliteDatabase } from '../../src/database/sqlite/open.ts'
import { entities } from '../../src/entities.ts'
import { realWorld } from '../../src/world.ts'
import { temporaryFolder } from '../support/folder.ts'

test('the file is opened with the pragmas that keep data safe', () => {
  const database = openSqlite(join(temporaryFolder(), 'klaus.sqlite'))
  onTestFinished(() => void database.close())
  const pragma = (name: string) => database.pragma(name, { simple: true })
  expect(['journal_mode', 'synchronous', 'foreign_keys', 'secure_delete', 'temp_store'].map(pragma)).toEqual(['wal', 2, 1, 1, 2])
})

test('a transaction takes the write lock at its start, and waits while another process holds it', async () => {
  const file = join(temporaryFolder(), 'klaus.sqlite')
  const kysely = new Kysely<unknown>({ dialect: sqliteDialect(openSqlite(file)) })
  const other = new Database(file, { timeout: 0 })
  onTestFinished(async () => {
    other.close()
    await kysely.destroy()
  })
  other.exec('create table t (x); begin immediate')
  const writing = kysely.transaction().execute(async (transaction) => {
    expect(() => other.exec('begin immediate')).toThrow('locked')
    await sql`insert into t values (1)`.execute(transaction)
  })
  await sql`select 1`.execute(new Kysely<unknown>({ dialect: sqliteDialect(other) }))
  other.exec('commit')
  await writing
  expect(other.prepare('select x from t').all()).toEqual([{ x: 1 }])
})

test('a database that is closed lets go of its file, even when it was only looked at', async () => {
  const file = join(temporaryFolder(), 'klaus.sqlite')
  const database = openSqliteDatabase(file, realWorld('http://localhost'), entities)
  await pendingMigrations(database)
  await database.close()
  const alone = new Database(file, { timeout: 0 })
  onTestFinished(() => void alone.close())
  expect(alone.pragma('journal_mode = delete', { simple: true })).toBe('delete')
})

test('one file is served by one process', () => {
  const file = join(temporaryFolder(), 'klaus.sqlite')
  const release = lockDatabase(file)
  expect(() => lockDatabase(file)).toThrow('Another process already serves')
  release()
  lockDatabase(file)()
})

test('a killed process lets go of the file', async () => {
  const file = join(temporaryFolder(), 'klaus.sqlite')
  const holder = spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    `
    const { lockDatabase } = await import(${JSON.stringify(new URL('../../src/database/sqlite/lock.ts', import.meta.url).href)})
    lockDatabase(${JSON.stringify(file)})
    console.log('held')
    setInterval(() => {}, 1000)
  `,
  ])
  onTestFinished(() => void holder.kill('SIGKILL'))
  await once(holder.stdout, 'data')
  expect(() => lockDatabase(file)).toThrow('Another process')
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  lockDatabase(file)()
})
