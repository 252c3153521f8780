import { Client } from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { freePort } from '../support/free-port.ts'
import { registration } from '../support/house.ts'
import { openExchange } from '../support/installation.ts'
import { newDatabase } from '../support/postgres/new-database.ts'
import { noPooler, openPooler } from '../support/postgres/pooler.ts'
import { printed, startProgram } from '../support/program.ts'
import { run } from '../support/run.ts'
import { Visitor } from '../support/visitor.ts'

const tolerant = 'ignore_startup_parameters = extra_float_digits,lock_timeout,idle_in_transaction_session_timeout'
const mixes = /^A pooler stands before PostgreSQL and mixes connections.*Set its pool_mode to session.*\n$/

async function settingsFor(DATABASE_URL: string): Promise<Record<string, string>> {
  const PORT = await freePort()
  return { NODE_ENV: 'production', BASE_URL: 'http://localhost', DATA_DIR: temporaryFolder(), SECRET_KEY: 'k'.repeat(40), PORT, DATABASE_URL }
}

/** How many locks of the app are held in a database. */
async function locksIn(url: string): Promise<number> {
  const client = new Client(url)
  await client.connect()
  onTestFinished(() => client.end())
  const { rows } = await client.query(
    `select 1 from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
  )
  return rows.length
}

describe.skipIf(noPooler !== '')(`PgBouncer before the database${noPooler}`, () => {
  test.each([[[]], [[tolerant]]])('in session mode serves, one start after the other, with the settings %j', async (extra) => {
    const url = await newDatabase()
    const settings = await settingsFor(await openPooler(url, 'session', ...extra))
    for (let start = 0; start < 2; start++) {
      expect(await run(settings, 'migrate')).toMatchObject({ code: 0 })
      const program = startProgram(['serve'], settings)
      await printed(program, /is ready/)
      const site = { url: `http://127.0.0.1:${settings.PORT}` } as Parameters<typeof openExchange>[0]
      if (start === 0) {
        const { invitation } = await openExchange(site)
        expect(await new Visitor(site.url).post(invitation, registration('Bob'))).toMatchObject({ status: 303 })
      }
      expect((await run(settings, 'doctor')).said).toMatch(/^ok +database: +PostgreSQL answers/m)
      program.child.kill('SIGTERM')
      expect(await program.exited).toBe(0)
    }
    expect(await run(settings, 'backup', `${settings.DATA_DIR}/copy.sqlite`)).toMatchObject({ code: 0 })
    expect(await locksIn(url)).toBe(0)
  })

  test.each([
    ['transaction', []],
    ['transaction', [tolerant]],
    ['transaction', ['server_round_robin = 1']],
    ['transaction', ['server_round_robin = 1', 'min_pool_size = 5']],
    ['statement', []],
  ] as const)('in %s mode, with %j, is refused by a sentence, and leaves no lock behind', async (mode, extra) => {
    const url = await newDatabase()
    const settings = await settingsFor(await openPooler(url, mode, ...extra))
    const commands = extra.length === 0 ? [['migrate'], ['serve'], ['backup', 'copy.sqlite'], ['reset-password']] : [['migrate'], ['serve']]
    for (const command of commands) expect([command, await run(settings, ...command)]).toEqual([command, { code: 1, said: expect.stringMatching(mixes) }])
    const doctor = await run(settings, 'doctor')
    expect(doctor).toEqual({ code: 1, said: expect.stringMatching(/^mend +database: +A pooler stands before PostgreSQL/m) })
    expect(await locksIn(url)).toBe(0)
    expect(await run({ ...settings, DATABASE_URL: url }, 'migrate')).toMatchObject({ code: 0 })
  })

  test('in session mode with one connection is too small, which is said before long', async () => {
    const settings = await settingsFor(await openPooler(await newDatabase(), 'session', 'default_pool_size = 1'))
    expect(await run(settings, 'migrate')).toEqual({
      code: 1,
      said: expect.stringMatching(/^PostgreSQL does not answer .*whether it has connections left\.\n$/),
    })
  })

  test('in session mode that takes nothing back is refused by a sentence, or serves', async () => {
    const settings = await settingsFor(await openPooler(await newDatabase(), 'session', 'server_reset_query ='))
    for (let time = 0; time < 3; time++) {
      const { code, said } = await run(settings, time === 0 ? 'migrate' : 'reset-password')
      if (code === 1) expect(said).toMatch(/^(There is no admin yet|PostgreSQL is reached by a pooler that mixes connections).*\n$/)
    }
  })

  test('that does not know the database, is full, or finds no server says so', async () => {
    const url = await newDatabase()
    const pooler = await openPooler(url, 'session', 'max_client_conn = 1')
    const other = pooler.replace(/\/\w+$/, '/nothing')
    const first = await run(await settingsFor(other), 'migrate')
    expect(first).toEqual({ code: 1, said: expect.stringMatching(/^PostgreSQL .*\.\n$/) })
    const client = new Client(pooler)
    await client.connect()
    onTestFinished(() => client.end())
    expect(await run(await settingsFor(pooler), 'migrate')).toEqual({ code: 1, said: expect.stringMatching(/^PostgreSQL .*\.\n$/) })
  })
})
