import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { sqliteDialect } from '../../src/database/sqlite/dialect.ts'
import { temporaryFolder } from '../support/folder.ts'

/** A database with a table of names and one of gifts, whose references are checked at the commit; `said` is all that SQLite was told. */
function open() {
  const said: string[] = []
  const file = join(temporaryFolder(), 'klaus.sqlite')
  const native = new Database(file, { verbose: (statement) => said.push(String(statement)) })
  native.exec(`
    pragma journal_mode = wal;
    pragma foreign_keys = on;
    create table person (name text primary key on conflict rollback);
    create table gift (name text, giver text references person (name) deferrable initially deferred)`)
  const kysely = new Kysely<unknown>({ dialect: sqliteDialect(native) })
  const other = new Database(file, { readonly: true })
  onTestFinished(async () => {
    other.close()
    await kysely.destroy()
  })
  const names = () => other.prepare('select name from person order by name').pluck().all()
  const add = (name: string) =>
    kysely.transaction().execute(async (transaction) => {
      await sql`insert into person values (${name})`.execute(transaction)
    })
  return { native, kysely, names, add, said: (statement: string) => said.filter((one) => one === statement).length }
}

test('transactions that come together share one commit, and each counts as committed only after it', async () => {
  const { add, names, said } = open()
  const adding = ['Bob', 'Charlie', 'Dana'].map(async (name) => {
    await add(name)
    return names()
  })
  await Promise.resolve()
  expect(names()).toEqual([])
  const everybody = ['Bob', 'Charlie', 'Dana']
  expect(await Promise.all(adding)).toEqual([everybody, everybody, everybody])
  expect([said('begin immediate'), said('commit')]).toEqual([1, 1])
})

test('those that come while the first are at work are taken along', async () => {
  const { native, add, names, said } = open()
  const first = add('Bob')
  while (!native.inTransaction) await Promise.resolve()
  await setImmediate()
  await Promise.all([first, add('Charlie')])
  expect(names()).toEqual(['Bob', 'Charlie'])
  expect([said('begin immediate'), said('commit')]).toEqual([1, 1])
})

test('a transaction that fails takes back its own part alone', async () => {
  const { kysely, add, names } = open()
  const failing = kysely.transaction().execute(async (transaction) => {
    await sql`insert into person values ('Mallory')`.execute(transaction)
    throw new Error('on purpose')
  })
  const [bob, mallory, dana] = await Promise.allSettled([add('Bob'), failing, add('Dana')])
  expect([bob.status, mallory.status, dana.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(names()).toEqual(['Bob', 'Dana'])
})

test('when the commit fails, it fails for all of them, and the next one begins afresh', async () => {
  const { kysely, add, names } = open()
  const orphan = sql`insert into gift values ('socks', 'Nobody')`.execute(kysely)
  const outcomes = await Promise.allSettled([add('Bob'), orphan, add('Dana')])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(names()).toEqual([])
  await add('Bob')
  expect(names()).toEqual(['Bob'])
})

test('when SQLite takes everything back by itself, nobody of the group is told that it was stored', async () => {
  const { kysely, add, names } = open()
  const goesOn = kysely.transaction().execute(async (transaction) => {
    await sql`insert into person values ('Bob')`.execute(transaction).catch(() => undefined)
    await sql`insert into person values ('Mallory')`.execute(transaction)
  })
  const outcomes = await Promise.allSettled([add('Bob'), goesOn])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await add('Dana')
  expect(names()).toEqual(['Dana'])
})

test('what is read in one turn of the event loop is of one moment, which a commit of ours ends', async () => {
  const { native, kysely, add } = open()
  const count = async () => (await sql<{ count: number }>`select count(*) as count from person`.execute(kysely)).rows[0]?.count
  const elsewhere = new Database(native.name)
  onTestFinished(() => void elsewhere.close())
  expect(await count()).toBe(0)
  elsewhere.exec(`insert into person values ('Bob')`)
  expect(await count()).toBe(0)
  await add('Dana')
  expect(await count()).toBe(2)
  elsewhere.exec(`insert into person values ('Charlie')`)
  await setImmediate()
  expect(await count()).toBe(3)
  await setImmediate()
  // Whoever reads keeps the log from being emptied, until it looks away.
  expect(elsewhere.pragma('wal_checkpoint(truncate)')).toEqual([{ busy: 0, log: 0, checkpointed: 0 }])
})

test('the log is emptied again and again, however closely what is read and what is stored follow each other', async () => {
  const { native, kysely, add } = open()
  native.pragma('wal_autocheckpoint = 1')
  const read = async () => void (await sql`select count(*) from person`.execute(kysely))
  for (let number = 0; number < 200; number++) await Promise.all([setImmediate().then(read), add(`Guest${number}`)])
  expect(statSync(`${native.name}-wal`).size).toBeLessThan(100_000)
})

test('what reads outside of a transaction does not see what is not committed, nor wait for it', async () => {
  const { kysely } = open()
  const count = async (from: Kysely<unknown>) => (await sql<{ count: number }>`select count(*) as count from person`.execute(from)).rows[0]?.count
  await kysely.transaction().execute(async (transaction) => {
    await sql`insert into person values ('Bob')`.execute(transaction)
    expect(await count(transaction)).toBe(1)
    expect(await count(kysely)).toBe(0)
  })
  expect(await count(kysely)).toBe(1)
})

test('transactions take turns, however long one waits for something else', async () => {
  const { kysely } = open()
  const steps: string[] = []
  const inTwoSteps = (name: string) =>
    kysely.transaction().execute(async () => {
      steps.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 5))
      steps.push(`${name} ends`)
    })
  await Promise.all([inTwoSteps('Bob'), inTwoSteps('Dana')])
  expect(steps).toEqual(['Bob begins', 'Bob ends', 'Dana begins', 'Dana ends'])
})

test('what can’t be in a transaction runs between them', async () => {
  const { kysely, add, names } = open()
  await Promise.all([add('Bob'), sql`vacuum`.execute(kysely), add('Dana'), sql`pragma wal_checkpoint(truncate)`.execute(kysely)])
  expect(names()).toEqual(['Bob', 'Dana'])
})

test('when one of a group can’t be ended, all of it is taken back, and the next one begins afresh', async () => {
  const { kysely, add, names } = open()
  const bob = add('Bob')
  const broken = kysely.transaction().execute((transaction) => sql`release member`.execute(transaction))
  const outcomes = await Promise.allSettled([bob, broken])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await add('Dana')
  expect(names()).toEqual(['Dana'])
})
