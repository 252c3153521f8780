import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { freePort } from '../support/free-port.ts'
import { registration } from '../support/house.ts'
import { install, openExchange, outboxIsEmpty } from '../support/installation.ts'
import { startProgram } from '../support/program.ts'
import { run } from '../support/run.ts'
import { openSmtpOffice } from '../support/smtp-office.ts'
import { openStrictSink } from '../support/strict-sink.ts'
import { Visitor } from '../support/visitor.ts'

const tls = (name: string) => join(import.meta.dirname, '../support/tls', name)
const read = (name: string) => readFileSync(tls(name))
const noTrace = expect.not.stringMatching(/^\s+at |Error:|node:internal/m)

describe('bad settings end every command with a sentence, at once', () => {
  const commands = [['serve'], ['migrate'], ['doctor'], ['send-test-email', 'bob@example.org'], ['backup', 'FILE'], ['restore', 'FILE'], ['reset-password']]
  test.each<Record<string, string>>([
    { SMTP_URL: 'smtp://klaus:50%off@127.0.0.1:2525' },
    { EMAIL_FROM: 'Klaus' },
    { DATABASE_URL: 'postgres://klaus:50%off@db/klaus' },
    { SMTP_CA_FILE: '/nowhere/ca.pem' },
    { SECRET_KEY_FILE: '/nowhere/key' },
    { PORT: 'abc' },
  ])('%j', async (setting) => {
    const DATA_DIR = join(temporaryFolder(), 'data')
    const [name = ''] = Object.keys(setting)
    const ends = await Promise.all(commands.map((command) => run({ DATA_DIR, ...setting }, ...command)))
    for (const end of ends) expect(end).toEqual({ code: 1, said: expect.stringMatching(new RegExp(`^${name} .*\\.\\n$`)) })
  })
})

describe('a strict mail server', () => {
  const settings = (port: number) => ({ SMTP_URL: `smtp://127.0.0.1:${port}`, BASE_URL: 'https://klaus.example.org', EMAIL_FROM: 'Santa <klaus@example.org>' })

  test.each(['421 4.7.0 Try again later, closing connection. (EHLO)', '501 5.5.2 Invalid name', '550 5.7.1 Helo command rejected: Host not found'])(
    'which answers bad greetings by “%s” takes e-mail from a command and lets the doctor in, and is named where it does not',
    async (refusal) => {
      const sink = await openStrictSink(refusal)
      const installation = await install(settings(sink.port))
      expect(await run(installation.settings, 'send-test-email', 'bob@example.org')).toMatchObject({
        code: 0,
        said: expect.stringContaining('Sent to bob@example.org'),
      })
      expect((await run(installation.settings, 'doctor')).said).toMatch(/^ok +mail: /m)
      expect(sink.inbox).toHaveLength(1)
      expect(new Set(sink.greetings)).toEqual(new Set(['klaus.example.org']))

      const named = { ...installation.settings, SMTP_NAME: 'klaus' }
      const [sent, doctor] = [await run(named, 'send-test-email', 'bob@example.org'), await run(named, 'doctor')]
      expect(sent).toEqual({
        code: 1,
        said: expect.stringMatching(/^Not sent: the mail server doesn’t like the name it’s greeted by: set SMTP_NAME/),
      })
      expect(doctor.said).toMatch(/^mend +mail: +the transport refuses: the mail server doesn’t like the name it’s greeted by: set SMTP_NAME/m)
    },
  )

  test('takes what the site sends', async () => {
    const sink = await openStrictSink('421 4.7.0 Try again later')
    const installation = await install({ ...settings(sink.port), BASE_URL: 'http://localhost' })
    const program = await installation.start()
    const { invitation } = await openExchange(installation)
    await new Visitor(installation.url).post(invitation, registration('Bob'))
    await outboxIsEmpty(installation)
    expect(new Set(sink.greetings)).toEqual(new Set(['example.org']))
    expect(program.output()).toMatch(/greeting it as example\.org/)
  })
})

describe('a relay of one’s own', () => {
  const identity = (name: string) => ({ key: read(`${name}.key`), cert: read(`${name}.pem`), authOptional: true })
  test.each<[string, Parameters<typeof openSmtpOffice>[0], Record<string, string>, RegExp, RegExp]>([
    ['without TLS', { authOptional: true, disabledCommands: ['STARTTLS'] }, {}, /offers no encryption \(STARTTLS\).*SMTP_TLS to none/, /./],
    ['without TLS, by choice', { authOptional: true, disabledCommands: ['STARTTLS'] }, { SMTP_TLS: 'none' }, /Sent to/, /hint +settings: +SMTP_TLS is none/],
    ['with a certificate of its own', identity('relay'), {}, /certificate is signed by an authority that this system doesn’t know: set SMTP_CA_FILE/, /./],
    ['with a certificate of its own that is named', identity('relay'), { SMTP_CA_FILE: tls('relay.pem') }, /Sent to/, /ok +settings/],
    ['with a certificate of its own that Node is told of', identity('relay'), { NODE_EXTRA_CA_CERTS: tls('relay.pem') }, /Sent to/, /ok +settings/],
    ['with any certificate', identity('relay'), { SMTP_TLS: 'unverified' }, /Sent to/, /hint +settings: +SMTP_TLS is unverified/],
  ])('%s', async (_, server, setting, outcome, settings) => {
    const office = await openSmtpOffice(server, '127.0.0.2')
    const all = {
      NODE_ENV: 'production',
      BASE_URL: 'https://klaus.example.org',
      EMAIL_FROM: 'Santa <klaus@example.org>',
      DATA_DIR: temporaryFolder(),
      ...setting,
    }
    const environment = { ...all, SMTP_URL: `smtp://127.0.0.2:${office.port}` }
    const [sent, doctor] = [await run(environment, 'send-test-email', 'bob@example.org'), await run(environment, 'doctor')]
    expect(sent.said).toMatch(outcome)
    expect([sent.code, office.inbox.length]).toEqual(sent.said.startsWith('Sent to bob@example.org') ? [0, 1] : [1, 0])
    const mail = doctor.said.split('\n').find((line) => / mail:/.test(line))
    expect(mail).toMatch(sent.code === 0 ? /^ok/ : outcome)
    expect(doctor.said).toMatch(settings)
    expect(doctor.said).toEqual(noTrace)
  })
})

describe('what a start refuses at the door', () => {
  test('a port that is taken, one that may not be used, an address of another machine', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    const installation = await install({})
    for (const [setting, sentence] of [
      [{ PORT: String((server.address() as AddressInfo).port) }, /^The port is taken by another program\./m],
      [{ HOST: '192.0.2.1' }, /^HOST is not an address of this machine\./m],
      [{ HOST: 'nowhere.invalid' }, /^HOST is not an address of this machine\./m],
    ] as const) {
      const program = startProgram(['serve'], { ...installation.settings, ...setting })
      expect([await program.exited, program.output()]).toEqual([1, expect.stringMatching(sentence)])
      expect(program.output()).toEqual(noTrace)
    }
  })

  test('says how mail goes out, and what is unusual', async () => {
    const PORT = await freePort()
    const installation = await install({ PORT, SMTP_URL: 'smtp://klaus:secret@mail.example.org', SMTP_TLS: 'none', SMTP_URI: 'smtp://x' })
    const program = await installation.start()
    for (const words of [
      /SMTP_TLS is none/,
      /SMTP_URI is no setting/,
      /BASE_URL is plain http/,
      /E-mail goes out by mail\.example\.org:587, from example\.org/,
    ])
      expect(program.output()).toMatch(words)
    expect(program.output()).not.toContain('secret')
  })
})
