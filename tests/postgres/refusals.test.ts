import { once } from 'node:events'
import { chmodSync, chownSync, copyFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, type Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openPool } from '../../src/database/postgresql/dialect.ts'
import { migrating } from '../../src/database/postgresql/locks.ts'
import { openPostgresDatabase } from '../../src/database/postgresql/open.ts'
import { mustSuit } from '../../src/database/postgresql/suitable.ts'
import { whileLocked } from '../../src/database/postgresql/waiting.ts'
import { entities } from '../../src/entities.ts'
import { temporaryFolder } from '../support/folder.ts'
import { newDatabase } from '../support/postgres/new-database.ts'
import { findPostgres, type PostgresServer, servant, startPostgres } from '../support/postgres/server.ts'
import { run } from '../support/run.ts'
import { testWorld } from '../support/world.ts'

const tls = (name: string) => join(import.meta.dirname, '../support/tls', name)

let server: PostgresServer
/** Speaks TLS with a certificate that vouches for itself, wants a password of some, and keeps two out. */
beforeAll(async () => {
  server = await startPostgres(findPostgres() as string, true, (folder) => {
    const who = servant()
    const put = (name: string, write: (file: string) => void) => {
      const file = join(folder, name)
      write(file)
      if (who) chownSync(file, who.uid, who.gid)
      chmodSync(file, 0o600)
      return file
    }
    const key = put('server.key', (file) => copyFileSync(tls('localhost.key'), file))
    const cert = put('server.pem', (file) => copyFileSync(tls('localhost.pem'), file))
    const access = ['host all locked all scram-sha-256', 'hostssl all secure all trust', 'host all klaus,poor,guest all trust']
    const hba = put('hba.conf', (file) => writeFileSync(file, `${access.join('\n')}\n`))
    return ['ssl=on', `ssl_key_file=${key}`, `ssl_cert_file=${cert}`, `hba_file=${hba}`]
  })
  const client = new Client(server.url('postgres'))
  await client.connect()
  for (const statement of [
    `create role locked login password 'right'`,
    'create role secure login',
    'create role poor login connection limit 0',
    'create role guest login',
    'create database klaus',
    'create database standing',
    'alter database standing set default_transaction_read_only = on',
    'create database foreigners',
  ])
    await client.query(statement)
  await client.end()
  const foreigners = new Client(server.url('foreigners'))
  await foreigners.connect()
  await foreigners.query('create table migration (version text, apply_time int)')
  await foreigners.end()
})
afterAll(() => server.stop())

const address = (user: string, database = 'klaus', parameters = '') => server.url(database).replace('klaus@', `${user}@`) + parameters
const migrate = (url: string) => run({ DATABASE_URL: url, DATA_DIR: temporaryFolder() }, 'migrate')

describe('PostgreSQL refuses with a sentence that helps', () => {
  test.each<[string, () => string, RegExp]>([
    ['a wrong password', () => address('locked:wrong'), /^PostgreSQL does not let us in \(.*Look at the user and the password/],
    ['no password', () => address('locked'), /^PostgreSQL wants a password, and DATABASE_URL has none/],
    ['an unknown user', () => address('nobody'), /^PostgreSQL does not let us in/],
    ['no TLS where it is wanted', () => address('secure'), /^PostgreSQL does not let us in .*sslmode=verify-full/],
    ['a database that is not there', () => address('klaus', 'nothing'), /^PostgreSQL says: database "nothing" does not exist\. Make it with `createdb`/],
    [
      'no rights in the schema',
      () => address('guest'),
      /^PostgreSQL says: permission denied for schema public\. The user in DATABASE_URL must own the database/,
    ],
    ['too many connections', () => address('poor'), /^PostgreSQL has no connections left/],
    ['a database that can only be read', () => address('klaus', 'standing'), /^PostgreSQL can only be read here/],
    ['a database of another program', () => address('klaus', 'foreigners'), /^PostgreSQL says: .* give the app a database of its own/],
    ['a port where nobody listens', () => 'postgres://klaus@127.0.0.1:9/klaus', /^PostgreSQL can’t be reached \(.*Look at DATABASE_URL/],
    ['a host that nobody knows', () => 'postgres://klaus@nowhere.invalid/klaus', /^PostgreSQL can’t be found .*Look at the host/],
    [
      'a certificate of no known authority',
      () => address('klaus', 'klaus', '?sslmode=require'),
      /^PostgreSQL shows a certificate of an authority.*sslrootcert=FILE/,
    ],
    ['the same, preferred', () => address('klaus', 'klaus', '?sslmode=prefer'), /^PostgreSQL shows a certificate of an authority/],
    ['the same, verified', () => address('klaus', 'klaus', '?sslmode=verify-full'), /^PostgreSQL shows a certificate of an authority/],
    [
      'a certificate of another authority than the one that is named',
      () => address('klaus', 'klaus', `?sslmode=verify-full&sslrootcert=${tls('authority.pem')}`),
      /^PostgreSQL shows a certificate of an authority/,
    ],
  ])('%s', async (_, url, sentence) => {
    const [{ code, said }, doctor] = await Promise.all([migrate(url()), run({ DATABASE_URL: url(), DATA_DIR: temporaryFolder() }, 'doctor')])
    expect([code, said]).toEqual([1, expect.stringMatching(sentence)])
    expect(said.trim().split('\n')).toHaveLength(1)
    expect([doctor.code, doctor.said]).toEqual([1, expect.stringMatching(/^mend +database: +(PostgreSQL |it needs)/m)])
    expect(doctor.said).not.toMatch(/^\s+at |Error:/m)
  })

  test.each(['?sslmode=no-verify', `?sslmode=verify-full&sslrootcert=${tls('localhost.pem')}`, `?sslmode=require&sslrootcert=${tls('localhost.pem')}`])(
    'and lets in whoever says %s',
    async (parameters) => {
      expect(await migrate(address('klaus', 'klaus', parameters))).toEqual({ code: 0, said: expect.not.stringMatching(/WARNING/) })
    },
  )

  test('a server that says nothing is not waited for without end', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    onTestFinished(() => void silent.close())
    await once(silent, 'listening')
    const url = `postgres://klaus@127.0.0.1:${(silent.address() as AddressInfo).port}/klaus`
    expect(await migrate(url)).toEqual({ code: 1, said: expect.stringMatching(/^PostgreSQL does not answer \(.*Look at host and port/) })
  })

  test('TLS where it has none', async () => {
    expect(await migrate(`${await newDatabase()}?sslmode=verify-full`)).toEqual({ code: 1, said: expect.stringMatching(/^PostgreSQL offers no TLS/) })
  })
})

describe('a lock that another process holds', () => {
  test('is waited for, with a word who holds it, and not for ever', async () => {
    const url = await newDatabase()
    const holder = new Client({ connectionString: url, application_name: 'somebody else' })
    await holder.connect()
    onTestFinished(() => holder.end())
    await holder.query(`select pg_advisory_lock(${migrating})`)
    const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid')
    const pool = openPool(url)
    onTestFinished(() => pool.end())
    const said: string[] = []
    const waiting = whileLocked(
      pool,
      migrating,
      async () => 'done',
      600,
      (sentence) => said.push(sentence),
    )
    await expect(waiting).rejects.toThrow(
      new RegExp(
        `^Another process has been bringing .* for 1 seconds, or hangs\\. PostgreSQL’s process ${rows[0]?.pid} \\(somebody else, from 127.0.0.1, idle for \\d+ s\\) holds`,
      ),
    )
    expect(said).toEqual([expect.stringMatching(/^Waiting for another process.*somebody else/)])
    const patient = whileLocked(
      pool,
      migrating,
      async () => 'done',
      10_000,
      () => undefined,
    )
    await holder.query(`select pg_advisory_unlock(${migrating})`)
    expect(await patient).toBe('done')
  })

  test('is waited for as long as somebody works under it', async () => {
    const url = await newDatabase()
    const [holder, worker] = ['holder', 'sneaky-klaus'].map((application_name) => new Client({ connectionString: url, application_name })) as [Client, Client]
    for (const client of [holder, worker]) {
      await client.connect()
      onTestFinished(() => client.end())
    }
    await holder.query(`select pg_advisory_lock(${migrating})`)
    await worker.query('begin; select 1')
    const pool = openPool(url)
    onTestFinished(() => pool.end())
    const waiting = whileLocked(
      pool,
      migrating,
      async () => 'done',
      700,
      () => undefined,
    )
    await pause(2000)
    await worker.query('commit')
    await holder.query(`select pg_advisory_unlock(${migrating})`)
    expect(await waiting).toBe('done')
  })

  test('is named by who is refused because of it', async () => {
    const url = await newDatabase()
    const [one, other] = [openPostgresDatabase(url, testWorld(), entities), openPostgresDatabase(url, testWorld(), entities)]
    onTestFinished(() => Promise.all([one.close(), other.close()]).then(() => undefined))
    const serving = await one.serve(7)
    expect(await run({ DATABASE_URL: url, DATA_DIR: temporaryFolder() }, 'restore', tls('relay.pem'))).toEqual({
      code: 1,
      said: expect.stringMatching(
        /^Other processes serve the site .* PostgreSQL’s process \d+ \(sneaky-klaus, from 127\.0\.0\.1, idle for \d+ s\) holds the lock\.\n$/,
      ),
    })
    await serving.leave()
  })
})

test.each([
  [{ number: 130_011, name: '13.11', isReadOnly: false, process: 7 }, /too old: it is 13\.11, and the app needs 14 or newer/],
  [{ number: 150_000, name: '15.0', isReadOnly: true, process: 7 }, /can only be read here: it is a standby/],
  [{ number: 150_000, name: '15.0', isReadOnly: false, process: 7 }, undefined],
])('a server that says %j', async (server, refusal) => {
  const client = { processID: 7, query: async () => ({ rows: [server] }), release: () => undefined }
  const asking = mustSuit({ connect: async () => client } as unknown as Pool)
  if (refusal) await expect(asking).rejects.toThrow(refusal)
  else await asking
})
