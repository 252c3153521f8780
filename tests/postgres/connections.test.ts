import { IsolationLevel } from '@mikro-orm/core'
import { Kysely } from 'kysely'
import { Client, type Pool } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { postgresDialect } from '../../src/database/postgresql/dialect.ts'
import { Flush } from '../../src/database/postgresql/flush.ts'
import { rows } from '../../src/database/statements.ts'
import { isStorageFailure } from '../../src/database/storage-failure.ts'
import { newDatabase } from '../support/postgres/new-database.ts'
import { openDatabase as open } from '../support/postgres/open-database.ts'

/** Ends every other connection to a database, as a server that is stopped does. */
async function cut(url: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
  await client.end()
}

test('rows look as those of SQLite do, inside a transaction and outside', async () => {
  const { em } = await open()
  const sql = `select ?::text as "aText", cast(? as timestamptz) as "anInstant", cast(? as boolean) as "aTruth", null as nothing, count(*) as "aCount" from rate_limit`
  const parameters = ['what?', new Date(1234), true] as const
  const expected = { aText: 'what?', anInstant: 1234, aTruth: 1, nothing: null, aCount: 0 }
  expect(await rows(em, sql, parameters)).toEqual([expected])
  await em.transactional(async (transaction) => expect(await rows(transaction, sql, parameters)).toEqual([expected]))
})

test('a hundred transactions at once leave connections for those who read', async () => {
  const { em, add, keys } = await open()
  const writing = Promise.all(Array.from({ length: 100 }, (_, number) => em.fork().transactional((transaction) => add(transaction, `${number}`))))
  for (let time = 0; time < 20; time++) expect((await keys()).length).toBeLessThanOrEqual(100)
  await writing
  expect(await keys()).toHaveLength(100)
})

test('what counts as done is on the disk, though no turn waits for it', async () => {
  const url = await newDatabase()
  const client = new Client(url)
  await client.connect()
  onTestFinished(() => client.end())
  await client.query(`alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = on`)
  const { em, add } = await open(url)
  for (let time = 0; time < 20; time++) {
    const position = await em.transactional(async (transaction) => {
      await add(transaction, `${time}`)
      expect(await rows(transaction, `select current_setting('synchronous_commit') as wait`)).toEqual([{ wait: 'off' }])
      return (await rows<{ position: string }>(transaction, 'select pg_current_wal_insert_lsn()::text as position'))[0]?.position
    })
    const { rows: found } = await client.query('select pg_current_wal_flush_lsn() > $1::pg_lsn as "isThere"', [position])
    expect(found).toEqual([{ isThere: true }])
  }
})

test('who asks while the disk is busy shares what comes next with others, and hears of its failure', async () => {
  const asked: PromiseWithResolvers<void>[] = []
  const query = () => {
    asked.push(Promise.withResolvers<void>())
    return asked.at(-1)?.promise
  }
  const flush = new Flush({ query } as unknown as Pool)
  const first = flush.wait()
  await expect.poll(() => asked.length).toBe(1)
  const others = Array.from({ length: 5 }, () => flush.wait())
  asked[0]?.resolve()
  await first
  await expect.poll(() => asked.length).toBe(2)
  const last = flush.wait()
  asked[1]?.reject(new Error('The plug was pulled.'))
  for (const other of others) await expect(other).rejects.toThrow('plug')
  await expect.poll(() => asked.length).toBe(3)
  asked[2]?.resolve()
  await last
})

test('one that fails is taken back, and the next goes on', async () => {
  const { em, add, keys } = await open()
  const failing = em.transactional(async (transaction) => {
    await add(transaction, 'a')
    throw new Error('No.')
  })
  await expect(failing).rejects.toThrow('No.')
  await expect(em.transactional((transaction) => rows(transaction, 'insert into rate_limit (id) values (?)', ['x']))).rejects.toThrow('null value')
  await em.transactional((transaction) => add(transaction, 'b'))
  expect(await keys()).toEqual(['b'])
})

test('a look at one moment waits for nobody and sees nothing later', async () => {
  const { url, em, add, keys } = await open()
  const other = await open(url)
  const oneMoment = { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true }
  await em
    .transactional(async (look) => {
      expect(await keys(look)).toEqual([])
      await other.em.transactional((transaction) => other.add(transaction, 'late'))
      expect(await keys(look)).toEqual([])
      await expect(add(look, 'never')).rejects.toThrow('read-only')
    }, oneMoment)
    .catch((error: Error) => expect(error.message).toMatch(/aborted/))
  expect(await keys()).toEqual(['late'])
})

test('lost connections fail as storage does, take nothing along, and are made again', async () => {
  const { url, em, add, keys } = await open()
  const failing = em.transactional(async (transaction) => {
    await add(transaction, 'a')
    await cut(url)
    await add(transaction, 'b')
  })
  const failure = await failing.catch((error: unknown) => error)
  expect(isStorageFailure(failure)).toBe(true)
  await cut(url)
  await em.transactional((transaction) => add(transaction, 'c'))
  expect(await keys()).toEqual(['c'])
})

test('a look that can’t begin gives its connection back', async () => {
  const released: unknown[] = []
  const lost = { query: () => Promise.reject(new Error('lost')), release: (isBroken: boolean) => released.push(isBroken) }
  const kysely = new Kysely<unknown>({ dialect: postgresDialect({ connect: async () => lost } as unknown as Pool) })
  const looking = kysely
    .transaction()
    .setAccessMode('read only')
    .execute(async () => undefined)
  await expect(looking).rejects.toThrow('lost')
  expect(released).toEqual([true])
})

test('a server that is not there fails as storage does', async () => {
  const { em } = await open('postgres://klaus@127.0.0.1:9/klaus')
  for (const asking of [rows(em, 'select 1'), em.transactional((transaction) => rows(transaction, 'select 1'))]) {
    expect(isStorageFailure(await asking.catch((error: unknown) => error))).toBe(true)
  }
})

test('of several processes one does a job at a time; another may when it is done, or gone', async () => {
  const { url, database } = await open()
  const other = (await open(url)).database
  const [one, two] = await Promise.all([database.serve(7), other.serve(7)])
  onTestFinished(() => two.leave())
  const did: boolean[] = []
  await one.unlessDoneElsewhere('purge', async () => {
    did.push(await two.unlessDoneElsewhere('purge', async () => undefined), await two.unlessDoneElsewhere('remind', async () => undefined))
  })
  did.push(await two.unlessDoneElsewhere('purge', async () => undefined))
  await one.unlessDoneElsewhere('purge', async () => {
    await cut(url)
    await expect.poll(() => two.unlessDoneElsewhere('purge', async () => undefined).catch(() => undefined)).toBe(true)
  })
  expect(did).toEqual([false, true, true])
  const names = Array.from({ length: 20 }, (_, number) => `job ${number}`)
  expect(await Promise.all(names.map((name) => two.unlessDoneElsewhere(name, async () => undefined)))).toEqual(names.map(() => true))
  await one.leave()
})

test('who is there keeps one connection of ten, however often it is lost', async () => {
  const { url, database, add, em, keys } = await open()
  const one = await database.serve(7)
  const cutOnce = () => one.unlessDoneElsewhere('purge', () => cut(url)).catch(() => false)
  for (let count = 0; count < 11; count++) await expect.poll(cutOnce).toBe(true)
  await em.transactional((transaction) => add(transaction, 'after'))
  expect(await keys()).toEqual(['after'])
  await one.leave()
})

test('processes with different secret keys do not serve one database together', async () => {
  const { url, database } = await open()
  const other = (await open(url)).database
  const serving = await database.serve(-1)
  await expect(other.serve(2)).rejects.toThrow('another secret key')
  await serving.leave()
  await (await other.serve(2)).leave()
})
