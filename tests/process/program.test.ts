import { readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { temporaryFolder } from '../support/folder.ts'
import { freePort } from '../support/free-port.ts'
import { alice, exchangeFields, registration } from '../support/house.ts'
import { printed, startProgram } from '../support/program.ts'
import { openSmtpOffice } from '../support/smtp-office.ts'
import { Visitor } from '../support/visitor.ts'

type Environment = Record<string, string>

async function serve(environment: Environment = {}) {
  const port = await freePort()
  const DATA_DIR = environment.DATA_DIR ?? temporaryFolder()
  const settings = { DATA_DIR, PORT: port, ...environment }
  await startProgram(['migrate'], settings).exited
  const program = startProgram(['serve'], settings)
  await printed(program, /is ready/)
  return { program, DATA_DIR, settings, visitor: new Visitor(`http://127.0.0.1:${port}`) }
}

/** Sets up, opens an exchange, and lets Bob register. */
async function registerBob(visitor: Visitor): Promise<void> {
  await visitor.post(paths.setup(), { ...alice, password_confirm: alice.password })
  const year = new Date().getFullYear() + 1
  const created = await visitor.post(paths.newExchange(), { ...exchangeFields, registration_close_date: `${year}-12-01`, exchange_date: `${year}-12-24` })
  const id = created.location?.split('/').at(-1) as string
  await visitor.post(paths.openRegistration(id))
  const [invitation] = /\/exchange\/[0-9a-z]{16}\/register/.exec((await visitor.get(paths.exchange(id))).html) ?? []
  await visitor.post(invitation as string, registration('Bob'))
}

describe('in development', () => {
  test('every link is in the log, marked DEV MODE, and works', async () => {
    const { program, visitor } = await serve()
    await registerBob(visitor)
    await printed(program, /DEV MODE.*b•••@e•••\.org.*http:\/\/localhost:\d+\/auth\/magic\/[\w-]{43}/)
    const [link] = /\/auth\/magic\/[\w-]{43}/.exec(program.output()) ?? []
    expect(await visitor.get(link as string)).toMatchObject({ status: 303, location: paths.dashboard() })
  })

  test('a failing transport is no error', async () => {
    const { program, visitor, DATA_DIR } = await serve({ RESEND_API_KEY: 're_x', RESEND_BASE_URL: 'http://127.0.0.1:9' })
    await registerBob(visitor)
    await printed(program, /DEV MODE e-mail not sent/)
    const database = new Database(join(DATA_DIR, 'sneaky-klaus.sqlite'), { readonly: true })
    onTestFinished(() => void database.close())
    // The log knows a moment before the outbox does.
    await expect
      .poll(() => database.prepare(`select state from outgoing_email where kind = 'registration confirmation'`).all(), { timeout: 5000 })
      .toEqual([{ state: 'sent' }])
  })
})

describe('in production', () => {
  test('S17: the log holds no link, no address and no name, however talkative', async () => {
    const { program, visitor } = await serve({ NODE_ENV: 'production', BASE_URL: 'http://localhost', LOG_LEVEL: 'trace' })
    visitor.cookies.clear()
    await registerBob(visitor)
    await printed(program, /e-mail not sent/)
    expect(program.output()).toContain('No e-mail can be sent: set RESEND_API_KEY or SMTP_URL')
    expect(program.output()).toContain('BASE_URL is plain http')
    expect(program.output()).not.toMatch(/DEV MODE|magic\/[\w-]{43}|example\.org|Bob|Millers|exchange\/[0-9a-z]{16}/)
  })

  test('BASE_URL is needed', async () => {
    const program = startProgram(['serve'], { NODE_ENV: 'production', DATA_DIR: temporaryFolder() })
    expect(await program.exited).toBe(1)
    expect(program.output()).toMatch(/^BASE_URL must be set in production/)
  })
})

describe('the program', () => {
  test('S19: makes its files for the owner alone', async () => {
    const { DATA_DIR, program, visitor } = await serve({ DATA_DIR: join(temporaryFolder(), 'data') })
    await registerBob(visitor)
    const modes = readdirSync(DATA_DIR).map((name) => [name, (statSync(join(DATA_DIR, name)).mode & 0o777).toString(8)])
    expect(modes.map(([name]) => name)).toEqual(expect.arrayContaining(['secret.key', 'sneaky-klaus.sqlite', 'sneaky-klaus.sqlite-wal']))
    expect(modes.filter(([, mode]) => mode !== '600')).toEqual([])
    program.child.kill('SIGTERM')
    expect(await program.exited).toBe(0)
  })

  test('refuses a database that was not migrated, and one of a newer version', async () => {
    const DATA_DIR = temporaryFolder()
    const early = startProgram(['serve'], { DATA_DIR, PORT: await freePort() })
    expect(await early.exited).toBe(1)
    expect(early.output()).toContain('run `sneaky-klaus migrate`')
    await startProgram(['migrate'], { DATA_DIR }).exited
    const database = new Database(join(DATA_DIR, 'sneaky-klaus.sqlite'))
    database.exec(`insert into migration (name, executed_at) values ('2099-future', 0)`)
    database.close()
    for (const command of ['migrate', 'serve']) {
      const program = startProgram([command], { DATA_DIR })
      expect(await program.exited).toBe(1)
      expect(program.output()).toContain('newer version (it knows 2099-future)')
    }
  })

  test('says what to do when the data folder can’t be written', async () => {
    // A file where the folder should be refuses everybody, even root.
    const file = join(temporaryFolder(), 'data')
    writeFileSync(file, '')
    const program = startProgram(['migrate'], { DATA_DIR: file })
    expect(await program.exited).toBe(1)
    expect(program.output()).toContain('Make DATA_DIR a folder that the user of this process owns')
  })

  test.each([
    [
      'a link that leads nowhere',
      () => {
        const link = join(temporaryFolder(), 'data')
        symlinkSync(join(link, 'nowhere'), link)
        return link
      },
    ],
    ['a place where no folder can be made', () => '/proc/data'],
  ])('says so when the data folder is %s', async (_, place) => {
    const program = startProgram(['migrate'], { DATA_DIR: place() })
    expect(await program.exited).toBe(1)
    expect(program.output()).toContain('Make DATA_DIR a folder that the user of this process owns')
  })

  test('says so when the port is taken', async () => {
    const { settings } = await serve()
    const other = { ...settings, DATA_DIR: temporaryFolder() }
    await startProgram(['migrate'], other).exited
    const program = startProgram(['serve'], other)
    expect(await program.exited).toBe(1)
    expect(program.output()).toContain('The port is taken')
  })

  test('names a bad variable, and explains itself without a command', async () => {
    const bad = startProgram(['serve'], { PORT: 'x' })
    expect([await bad.exited, bad.output()]).toEqual([1, 'PORT must be a port number.\n'])
    const lost = startProgram([], {})
    expect(await lost.exited).toBe(2)
    expect(lost.output()).toContain('Usage: sneaky-klaus COMMAND')
    const odd = startProgram(['constructor'], {})
    expect(await odd.exited).toBe(2)
  })

  test('keeps the key that it made, and stops when it is damaged', async () => {
    const { program, DATA_DIR, settings } = await serve()
    program.child.kill('SIGTERM')
    await program.exited
    writeFileSync(join(DATA_DIR, 'secret.key'), 'x')
    const second = startProgram(['serve'], settings)
    expect(await second.exited).toBe(1)
    expect(second.output()).toContain('restore it from your backup')
  })
})

test('reset-password prints a link that sets a new one, while the site is served', async () => {
  const { settings, visitor } = await serve()
  const early = startProgram(['reset-password'], settings)
  expect(await early.exited).toBe(1)
  expect(early.output()).toContain('There is no admin yet')
  await visitor.post(paths.setup(), { ...alice, password_confirm: alice.password })
  const program = startProgram(['reset-password'], settings)
  expect(await program.exited).toBe(0)
  const [link] = /\/admin\/reset-password\/[\w-]{43}/.exec(program.output()) ?? []
  expect(program.output()).toContain('alice@example.org')
  const named = startProgram(['reset-password', 'Alice@example.org'], settings)
  expect(await named.exited).toBe(0)
  const unknown = startProgram(['reset-password', 'olga@example.org'], settings)
  expect([await unknown.exited, unknown.output()]).toEqual([1, expect.stringContaining('There is no account of olga@example.org.')])
  const fields = { password: 'seven swans a-swimming', password_confirm: 'seven swans a-swimming' }
  expect(await visitor.post(link as string, fields)).toMatchObject({ status: 303 })
  expect(await visitor.post(paths.adminLogin(), { ...alice, password: fields.password })).toMatchObject({ status: 303 })
})

describe('send-test-email', () => {
  test('sends by the configured transport and says so', async () => {
    const office = await openSmtpOffice({ authOptional: true })
    const SMTP_URL = `smtp://127.0.0.1:${office.port}`
    const program = startProgram(['send-test-email', 'bob@example.org'], { DATA_DIR: temporaryFolder(), SMTP_URL, EMAIL_FROM: 'klaus@example.org' })
    expect(await program.exited).toBe(0)
    expect(program.output()).toContain('Sent to bob@example.org')
    expect(office.inbox.map(({ to }) => to)).toEqual([['bob@example.org']])
  })

  test.each([
    [['send-test-email', 'bob'], {}, 'That isn’t an e-mail address'],
    [['send-test-email', 'bob@example.org'], {}, 'Not sent: e-mail isn’t set up'],
    [['send-test-email', 'bob@example.org'], { SMTP_URL: 'smtp://127.0.0.1:9' }, 'Not sent: '],
  ])('%j with %j says why not', async (command, environment, message) => {
    const program = startProgram(command, { DATA_DIR: temporaryFolder(), ...(environment as Environment) })
    expect(await program.exited).toBe(1)
    expect(program.output()).toContain(message)
  })
})

test('an installation with SMTP sends, stops by itself, and leaves no connection behind', async () => {
  const office = await openSmtpOffice({ authOptional: true })
  const { program, visitor } = await serve({ SMTP_URL: `smtp://127.0.0.1:${office.port}`, NODE_ENV: 'production', BASE_URL: 'http://localhost' })
  await registerBob(visitor)
  await printed(program, /e-mail sent/)
  program.child.kill('SIGTERM')
  expect(await program.exited).toBe(0)
  // Alice's, which tells her of Bob, may have been under way already, and then it is finished.
  expect(office.inbox.map(({ to }) => to)[0]).toEqual(['bob@example.org'])
})

test('a mail server that keeps an e-mail waiting does not keep the program from stopping', async () => {
  const office = await openSmtpOffice({ authOptional: true, onRcptTo: () => undefined })
  const { program, visitor } = await serve({ SMTP_URL: `smtp://127.0.0.1:${office.port}`, NODE_ENV: 'production', BASE_URL: 'http://localhost' })
  await registerBob(visitor)
  while (office.server.connections.size === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  const late = setTimeout(() => program.child.kill('SIGKILL'), 10_000)
  program.child.kill('SIGTERM')
  expect(await program.exited).toBe(0)
  clearTimeout(late)
})
