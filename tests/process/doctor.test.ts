import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { freePort } from '../support/free-port.ts'
import { insert, insertEmail, insertExchange } from '../support/insert.ts'
import { install } from '../support/installation.ts'
import { openPostOffice } from '../support/post-office.ts'
import { run } from '../support/run.ts'
import { openSmtpOffice } from '../support/smtp-office.ts'

const line = (said: string, about: string) =>
  said
    .split('\n')
    .filter((text) => text.includes(` ${about}:`))
    .map((text) => text.replace(/ +/g, ' '))

/** An installation in production whose mail works and that is reached where it says. */
async function healthy(settings: Record<string, string> = {}) {
  const office = await openSmtpOffice({ authOptional: true })
  const port = await freePort()
  return install({
    PORT: port,
    BASE_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: `smtp://127.0.0.1:${office.port}`,
    BACKUP_KEEP: '2',
    EMAIL_FROM: 'klaus@127.0.0.1',
    ...settings,
  })
}

/** What stands in front of a site and speaks TLS, with the certificate of the tests. */
async function openFront(answer: string): Promise<number> {
  const tls = (name: string) => readFileSync(join(import.meta.dirname, '../support/tls', name))
  const server: Server = createServer({ key: tls('localhost.key'), cert: tls('localhost.pem') }, (_, response) => response.end(answer))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

describe('the doctor', () => {
  test('finds nothing to mend where all is well, and changes nothing', async () => {
    const installation = await healthy()
    await installation.start()
    while (!(await run(installation.settings, 'doctor')).said.includes('daily-')) await new Promise((resolve) => setTimeout(resolve, 100))
    const before = readFileSync(installation.file)
    const { code, said } = await run(installation.settings, 'doctor')
    expect([code, said]).toEqual([0, expect.not.stringMatching(/^mend/m)])
    expect(
      said
        .trim()
        .split('\n')
        .filter((text) => !/^(ok|hint) +[\w ]+: /i.test(text)),
    ).toEqual([])
    for (const about of ['BASE_URL', 'clock', 'proxies', 'mail', 'permissions', 'database', 'secret key', 'outbox', 'time zones', 'disk', 'backups']) {
      expect(line(said, about)).toEqual([expect.stringMatching(/^ok/)])
    }
    expect(readFileSync(installation.file)).toEqual(before)
  })

  test('names what is open to others, and the command that closes it', async () => {
    const { settings, file } = await healthy()
    chmodSync(file, 0o644)
    chmodSync(settings.DATA_DIR as string, 0o755)
    const { code, said } = await run(settings, 'doctor')
    expect(code).toBe(1)
    expect(line(said, 'permissions')).toEqual(
      expect.arrayContaining([expect.stringContaining(`\`chmod 600 ${file}\``), expect.stringContaining(`\`chmod 700 ${settings.DATA_DIR}\``)]),
    )
    expect(said).toContain('things are to mend.')
  })

  test.each<[string, string, (file: string) => void, RegExp]>([
    ['a damaged database', 'database', (file) => writeFileSync(file, readFileSync(file).fill(0xff, 8192, 160_000)), /damaged|can’t be opened/],
    ['no database at all', 'database', (file) => writeFileSync(file, 'rubbish'.repeat(1000)), /can’t be opened: file is not a database/],
    [
      'a database of a newer version',
      'database',
      sql(`insert into migration (name, executed_at) values ('2099-future', 0)`),
      /newer version \(it knows 2099-future\)/,
    ],
    ['one that must be migrated', 'database', sql(`delete from migration where name like '%clock'`), /needs 2026-11-24-clock.*sneaky-klaus migrate/],
    [
      'rows without what they refer to',
      'database',
      sql(insert('household', { id: 'h', exchange_id: 'nothing' })),
      /lack what they refer to, first in household/,
    ],
    ['an unknown time zone', 'time zones', sql(insertExchange('e1', { timezone: 'Mars/Olympus' })), /Mars\/Olympus are unknown/],
    ['what another key sealed', 'secret key', sql(insertEmail('o', { sealed_content: '00000000.AAAA' })), /1 of 1 sealed matches and e-mails can’t be opened/],
  ])('sees %s', async (_, about, spoil, reason) => {
    const { settings, file } = await healthy({ SECRET_KEY: 's'.repeat(32) })
    spoil(file)
    const { code, said } = await run(settings, 'doctor')
    expect([code, line(said, about).at(-1)]).toEqual([1, expect.stringMatching(/^mend/)])
    expect(said).toMatch(reason)
  })

  test('sees that e-mails have been waiting for too long, and that backups are missing', async () => {
    const { settings, file } = await healthy()
    sql(insertEmail('o', { state: 'queued' }))(file)
    const { code, said } = await run(settings, 'doctor')
    expect([code, line(said, 'outbox'), line(said, 'backups')]).toEqual([
      1,
      [expect.stringMatching(/^hint.*waiting for \d+ minutes for the site to run/)],
      [expect.stringMatching(/^mend.*newest is missing/)],
    ])
  })

  test.each([
    [
      'refuses the login',
      { onAuth: (_: unknown, __: unknown, done: (error: Error) => void) => done(new Error('no')) },
      /^mend.*check user and password in SMTP_URL.*EAUTH 535/,
    ],
    ['is well', {}, /^ok/],
  ])('says whether the mail server %s', async (_, options, reason) => {
    const office = await openSmtpOffice({ authOptional: true, hideSTARTTLS: true, allowInsecureAuth: true, ...options })
    const { settings } = await healthy({ SMTP_URL: `smtp://klaus:secret@127.0.0.1:${office.port}` })
    expect(line((await run(settings, 'doctor')).said, 'mail')).toEqual([expect.stringMatching(reason)])
    expect(office.inbox).toEqual([])
  })

  test.each([
    ['well', 'klaus@example.org', /^ok/],
    ['well', 'klaus@example.com', /^mend.*example\.com is not verified at Resend/],
    ['refusing the key', 'klaus@example.org', /^mend.*doesn’t accept the API key: check RESEND_API_KEY \(invalid_api_key, 401\)/],
  ] as const)('asks Resend, which is %s, about %s', async (mood, EMAIL_FROM, reason) => {
    const office = await openPostOffice()
    onTestFinished(() => office.close())
    office.mood = mood
    const { settings } = await install({ RESEND_API_KEY: 're_x', RESEND_BASE_URL: office.url, EMAIL_FROM })
    const { said } = await run(settings, 'doctor')
    expect(line(said, 'mail')).toEqual([expect.stringMatching(reason)])
    expect(line(said, 'clock')).toEqual([expect.stringMatching(/^ok/)])
    expect(office.inbox).toEqual([])
  })

  test.each([
    ['https://localhost:PORT', 'ok', /^ok.*leads to the site/],
    ['https://localhost:PORT', 'Welcome to nginx!', /^mend.*answers 200 and not as the site does/],
    ['http://127.0.0.1:1024', '', /^hint.*can’t be reached from here \(ECONNREFUSED\)/],
  ])('follows %s', async (address, answer, reason) => {
    const port = await openFront(answer)
    const ca = join(import.meta.dirname, '../support/tls/localhost.pem')
    const installation = await healthy({ BASE_URL: address.replace('PORT', String(port)), TRUSTED_PROXIES: '', NODE_EXTRA_CA_CERTS: ca })
    await installation.start()
    const { said } = await run(installation.settings, 'doctor')
    expect(line(said, 'BASE_URL')).toEqual([expect.stringMatching(reason)])
    if (!address.startsWith('https')) return
    expect(line(said, 'proxies')).toEqual([expect.stringMatching(/^mend.*TRUSTED_PROXIES is empty/)])
    expect(line(said, 'certificate')).toEqual([expect.stringMatching(/^ok.*good for \d+ days/)])
    const distrusting = await run({ ...installation.settings, NODE_EXTRA_CA_CERTS: '' }, 'doctor')
    expect(line(distrusting.said, 'certificate')).toEqual([expect.stringMatching(/^mend.*browsers don’t trust it/)])
    expect(line(distrusting.said, 'BASE_URL')).toEqual([expect.stringMatching(/^mend.*a certificate that browsers don’t trust/)])
  })

  test('speaks of the one proxy that is everybody', async () => {
    const { settings } = await healthy({ TRUSTED_PROXIES: '0.0.0.0/0' })
    expect(line((await run(settings, 'doctor')).said, 'proxies')).toEqual([expect.stringMatching(/^mend.*which is everyone/)])
  })

  test('looks at a machine where nothing has been started yet, and leaves it so', async () => {
    const folder = join(temporaryFolder(), 'data')
    const { code, said } = await run({ DATA_DIR: folder }, 'doctor')
    expect([code, line(said, 'database')]).toEqual([0, [expect.stringMatching(/^hint database: there is none yet/)]])
    expect(existsSync(folder)).toBe(false)
  })
})

function sql(statements: string): (file: string) => void {
  return (file) => {
    const database = new Database(file)
    database.pragma('foreign_keys = off')
    database.exec(statements)
    database.close()
  }
}
