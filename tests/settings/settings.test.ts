import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CannotStart } from '../../src/errors.ts'
import { readSettings, type Settings } from '../../src/settings.ts'
import { temporaryFolder } from '../support/folder.ts'

const production = { NODE_ENV: 'production', BASE_URL: 'https://klaus.example.org' }

test('nothing set is a development server on this machine', () => {
  expect(readSettings({})).toEqual({
    development: true,
    port: 8000,
    host: '127.0.0.1',
    baseUrl: 'http://localhost:8000',
    dataDir: resolve('data'),
    database: { file: resolve('data/sneaky-klaus.sqlite') },
    secretKeys: [],
    resend: undefined,
    smtpUrl: undefined,
    emailFrom: 'Sneaky Klaus <klaus@localhost>',
    trustedProxies: [],
    backupFolder: resolve('data/backups'),
    backupKeep: 0,
    metricsToken: undefined,
    logLevel: 'info',
  })
})

test('everything set is taken over', () => {
  const settings = readSettings({
    ...production,
    PORT: '9000',
    HOST: '0.0.0.0',
    BASE_URL: 'HTTPS://Klaus.Example.org/',
    SECRET_KEY: `${'n'.repeat(32)},${'o'.repeat(32)}`,
    RESEND_API_KEY: 're_123',
    EMAIL_FROM: 'Klaus <klaus@example.org>',
    TRUSTED_PROXIES: '10.0.0.0/8, ::1',
    BACKUP_KEEP: '7',
    METRICS_TOKEN: 'm'.repeat(16),
    LOG_LEVEL: 'debug',
  })
  expect(settings).toMatchObject({
    development: false,
    port: 9000,
    baseUrl: 'https://klaus.example.org',
    secretKeys: ['n'.repeat(32), 'o'.repeat(32)],
    resend: { apiKey: 're_123', baseUrl: 'https://api.resend.com' },
    trustedProxies: ['10.0.0.0/8', '::1'],
    backupKeep: 7,
    metricsToken: 'm'.repeat(16),
    logLevel: 'debug',
  })
})

describe('a bad value stops the start with a sentence that names the variable', () => {
  test.each([
    ['NODE_ENV', { NODE_ENV: 'staging' }],
    ['PORT', { PORT: '80a' }],
    ['PORT', { PORT: '65536' }],
    ['BASE_URL', { NODE_ENV: 'production' }],
    ['BASE_URL', { BASE_URL: 'klaus.example.org' }],
    ['BASE_URL', { BASE_URL: 'ftp://klaus.example.org' }],
    ['BASE_URL', { BASE_URL: 'https://klaus.example.org/path' }],
    ['BASE_URL', { BASE_URL: 'https://user:secret@klaus.example.org' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
    ['SECRET_KEY', { SECRET_KEY: 'short' }],
    ['SECRET_KEY', { SECRET_KEY: `${'n'.repeat(32)},short` }],
    ['RESEND_API_KEY', { RESEND_API_KEY: 'two words' }],
    ['RESEND_BASE_URL', { RESEND_BASE_URL: 'nowhere' }],
    ['SMTP_URL', { SMTP_URL: 'mail.example.org' }],
    ['SMTP_URL', { SMTP_URL: 'http://mail.example.org' }],
    ['SMTP_URL', { SMTP_URL: 'smtp://mail.example.org/?tls=no' }],
    ['EMAIL_FROM', { EMAIL_FROM: 'Klaus' }],
    ['EMAIL_FROM', { EMAIL_FROM: 'Klaus <klaus@example.org' }],
    ['EMAIL_FROM', { EMAIL_FROM: 'Klaus <klaus@example.org>\nBcc: eve@example.org' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/33' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: 'proxy.example.org' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '1.2.3' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '127.1' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '0x7f.1' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/08' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '127.0.0.1,' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/8/8' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '::1/129' }],
    ['HOST', { HOST: 'nope nope' }],
    ['PORT', { PORT: '0' }],
    ['BACKUP_KEEP', { BACKUP_KEEP: 'some' }],
    ['BACKUP_KEEP', { BACKUP_KEEP: '-1' }],
    ['BACKUP_KEEP', { BACKUP_KEEP: '367' }],
    ['METRICS_TOKEN', { METRICS_TOKEN: 'short' }],
    ['METRICS_TOKEN', { METRICS_TOKEN: 'two words, however long' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['SECRET_KEY_FILE', { SECRET_KEY_FILE: '/nowhere/secret' }],
  ])('%s from %j', (name, environment) => {
    expect(() => readSettings(environment as Record<string, string>)).toThrow(CannotStart)
    expect(() => readSettings(environment as Record<string, string>)).toThrow(new RegExp(`^${name} .*\\.$`))
  })
})

test.each([
  ['SECRET_KEY', 'k'.repeat(40), (settings: Settings) => settings.secretKeys[0]],
  ['DATABASE_URL', 'postgres://klaus:secret@db/klaus', (settings: Settings) => ('url' in settings.database ? settings.database.url : undefined)],
  ['RESEND_API_KEY', 're_123', (settings: Settings) => settings.resend?.apiKey],
  ['SMTP_URL', 'smtps://klaus:secret@mail.example.org', (settings: Settings) => settings.smtpUrl],
  ['METRICS_TOKEN', 'm'.repeat(20), (settings: Settings) => settings.metricsToken],
])('%s may be given as a file, but not in both ways', (name, secret, read) => {
  const file = join(temporaryFolder(), 'secret')
  writeFileSync(file, `${secret}\n`)
  expect(read(readSettings({ [`${name}_FILE`]: file }))).toBe(secret)
  expect(() => readSettings({ [`${name}_FILE`]: file, [name]: secret })).toThrow(`${name} and ${name}_FILE are both set`)
})

test('an empty value counts as not set', () => {
  expect(readSettings({ PORT: '', RESEND_API_KEY: '' })).toMatchObject({ port: 8000, resend: undefined })
})
