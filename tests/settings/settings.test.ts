import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CannotStart } from '../../src/errors.ts'
import { readSmtpAddress } from '../../src/mail/smtp-address.ts'
import { readSettings, type Settings } from '../../src/settings.ts'
import { temporaryFolder } from '../support/folder.ts'

const production = { NODE_ENV: 'production', BASE_URL: 'https://klaus.example.org' }

const client = { OIDC_CLIENT_ID: 'klaus', OIDC_CLIENT_SECRET: 'hush' }

/** A file of the tests. */
const tls = (name: string) => join(import.meta.dirname, '../support/tls', name)

/** The sentence with which settings are refused. */
function refusalOf(environment: Record<string, string>): string {
  try {
    readSettings(environment)
  } catch (error) {
    if (error instanceof CannotStart) return error.message
    throw error
  }
  throw new Error('They are not refused.')
}

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
    smtp: { tls: 'verify', authority: undefined, name: '[127.0.0.1]' },
    emailFrom: 'Sneaky Klaus <klaus@localhost>',
    oidc: undefined,
    passwordSignIn: true,
    trustedProxies: [],
    backupFolder: resolve('data/backups'),
    backupKeep: 0,
    metricsToken: undefined,
    logLevel: 'info',
    warnings: [],
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

describe('the identity provider', () => {
  test('has the name of its host, and lets in who has an account', () => {
    const { oidc, passwordSignIn } = readSettings({ ...production, ...client, OIDC_ISSUER: 'https://auth.example.org/realms/home/' })
    const issuer = 'https://auth.example.org/realms/home/'
    expect(oidc).toEqual({ issuer, clientId: 'klaus', clientSecret: 'hush', name: 'Single sign-on', signUp: false })
    expect(passwordSignIn).toBe(true)
  })

  test('has another where one is set, lets in everybody, and alone', () => {
    const set = { OIDC_ISSUER: 'https://auth.example.org', OIDC_NAME: 'Oak House', OIDC_SIGN_UP: 'yes', PASSWORD_SIGN_IN: 'No' }
    expect(readSettings({ ...production, ...client, ...set })).toMatchObject({ oidc: { name: 'Oak House', signUp: true }, passwordSignIn: false })
  })

  test.each(['http://localhost:8080', 'http://auth.localhost', 'http://127.0.0.1:9000/x', 'http://[::1]:9000'])(
    'may be plain http on this machine: %s',
    (issuer) => {
      expect(readSettings({ ...production, ...client, OIDC_ISSUER: issuer }).oidc?.issuer).toBe(issuer)
    },
  )

  test('may be plain http anywhere in a trial', () => {
    expect(readSettings({ ...client, OIDC_ISSUER: 'http://auth.lan' }).oidc?.issuer).toBe('http://auth.lan')
  })

  test('is missed where only its client is set', () => {
    expect(readSettings({ ...client }).warnings).toEqual(['OIDC_CLIENT_ID and OIDC_CLIENT_SECRET have no effect without OIDC_ISSUER.'])
  })
})

/** Values that can't be right, by variable, each with what the sentence says. */
const bad: Record<string, [value: string, says: RegExp][]> = {
  NODE_ENV: [['staging', /one of development, production, test/]],
  PORT: [
    ['80a', /port number/],
    ['abc', /port number/],
    ['0', /port number/],
    ['65536', /port number/],
    ['-1', /port number/],
    ['8000.5', /port number/],
    ['8000,8001', /port number/],
    ['tcp://10.0.0.1:8000', /port number/],
  ],
  HOST: [
    ['nope nope', /listen on/],
    ['http://0.0.0.0', /listen on/],
    ['0.0.0.0:8000', /without a port/],
    ['10.0.0.0/8', /listen on/],
  ],
  BASE_URL: [
    ['klaus.example.org', /http or https/],
    ['ftp://klaus.example.org', /http or https/],
    ['https:klaus.example.org', /http or https/],
    ['https://', /http or https/],
    ['https://klaus example.org', /http or https/],
    ['https://klaus.example.org:99999', /http or https/],
    ['https://klaus.example.org/path', /without a path, like https:\/\/klaus\.example\.org:/],
    ['https://klaus.example.org/?a=b', /without user, password/],
    ['https://klaus.example.org?', /without user, password/],
    ['https://klaus.example.org/#top', /without user, password/],
    ['https://user:secret@klaus.example.org', /without user, password/],
  ],
  DATA_DIR: [
    ['~/klaus', /only a shell replaces/],
    ['file:///srv/klaus', /folder of this machine/],
  ],
  DATABASE_URL: [
    ['file:~/klaus.sqlite', /only a shell replaces/],
    ['mysql://x', /postgres:\/\/user:password@host/],
    ['klaus', /postgres:\/\/user:password@host/],
    ['postgres:klaus', /postgres:\/\/user:password@host/],
    ['sqlite:klaus.sqlite', /file:PATH/],
    ['file:', /name a file/],
    ['file:/srv/klaus/', /name a file/],
    ['postgres://db', /names no database/],
    ['postgres://db/', /names no database/],
    ['postgres://klaus:secret@db/klaus/other', /more than one \//],
    ['postgres://klaus:50%off@db/klaus', /% that begins no code.*%25/],
    ['postgres://klaus:a b@db/klaus', /without white space/],
    ['postgres://klaus:a#b@db/klaus', /%23 for #/],
    ['postgres://klaus:a/b@db/klaus', /%2F for \//],
    ['postgres://klaus:secret@db:0/klaus', /port 0/],
    ['postgres://klaus:secret@db:99999/klaus', /port from 1 to 65535/],
    ['postgres://db/klaus#top', /# in it/],
    ['postgres://db/klaus?sslmode=yes', /sslmode.*one of disable, prefer/],
    ['postgres://db/klaus?sslmode=verify-full&sslrootcert=/nowhere.pem', /sslrootcert=\/nowhere\.pem.*ENOENT/],
  ],
  SECRET_KEY: [
    ['short', /32 bytes/],
    [`${'n'.repeat(32)},short`, /32 bytes/],
    [' , ', /32 bytes/],
  ],
  SECRET_KEY_FILE: [['/nowhere/secret', /ENOENT.*\/nowhere\/secret does not exist/]],
  RESEND_API_KEY: [
    ['two words', /one word/],
    ['re_ümlaut', /one word/],
  ],
  RESEND_BASE_URL: [
    ['nowhere', /http or https/],
    ['https://user:secret@api.example.org', /without user/],
  ],
  SMTP_URL: [
    ['mail.example.org', /smtp:\/\/user:password@/],
    ['mail.example.org:587', /smtp:\/\/user:password@/],
    ['smtp:mail.example.org', /smtp:\/\/user:password@/],
    ['http://mail.example.org', /smtp:\/\/user:password@/],
    ['imap://mail.example.org', /smtp:\/\/user:password@/],
    ['smtp+starttls://mail.example.org', /smtp:\/\/user:password@/],
    ['smtp://', /./],
    ['smtp://:587', /./],
    ['smtp://klaus:secret@', /./],
    ['smtp://klaus:secret@:587', /./],
    ['smtp://klaus:50%off@127.0.0.1:2525', /% that begins no code.*%25 for %/],
    ['smtp://klaus:50%@127.0.0.1:2525', /%25 for %/],
    ['smtp://klaus:%e4%f6@mail.example.org', /%25 for %/],
    ['smtp://klaus:a b@mail.example.org', /white space/],
    ['smtp://klaus:a/b@mail.example.org', /%2F for \//],
    ['smtp://klaus:a?b@mail.example.org', /%3F for \?/],
    ['smtp://klaus:a#b@mail.example.org', /%23 for #/],
    ['smtp://mail.example.org/?tls=no', /end with the host and its port/],
    ['smtp://mail.example.org/inbox', /end with the host and its port/],
    ['smtp://mail.example.org#x', /end with the host and its port/],
    ['smtp://mail.example.org:0', /port 0; ports go from 1 to 65535/],
    ['smtp://mail.example.org:65536', /port 65536/],
    ['smtp://mail.example.org:smtp', /smtp:\/\/user:password@/],
    ['smtp://klaus@mail.example.org', /user of a login without a password/],
    ['smtp://klaus:@mail.example.org', /user of a login without a password/],
    ['smtp://:secret@mail.example.org', /password without a user/],
    ['smtp://mail_.exa$mple.org', /names no host/],
    ['smtp://one.example.org,two.example.org', /names no host/],
  ],
  SMTP_TLS: [
    ['yes', /one of verify, unverified, none/],
    ['starttls', /one of verify, unverified, none/],
    ['false', /one of verify, unverified, none/],
  ],
  SMTP_CA_FILE: [
    ['/nowhere/ca.pem', /ENOENT.*\/nowhere\/ca\.pem does not exist/],
    ['/', /EISDIR.*is a folder/],
    [tls('localhost.key'), /holds no certificate/],
    [tls('expired.pem'), /expired on 2021-01-01/],
  ],
  SMTP_NAME: [
    ['klaus example', /name of a host/],
    ['192.0.2.1', /brackets, like \[192\.0\.2\.1\]/],
    ['https://klaus.example.org', /name of a host/],
    ['klaus.example.org:25', /name of a host/],
    ['-klaus.example.org', /name of a host/],
    ['klaus..example.org', /name of a host/],
    ['[klaus]', /name of a host/],
    [`${'k'.repeat(64)}.example.org`, /name of a host/],
  ],
  EMAIL_FROM: [
    ['Klaus', /must be an address/],
    ['Klaus <klaus@example.org', /must be an address/],
    ['Klaus <klaus@example.org>\nBcc: eve@example.org', /one line/],
    ['klaus@example.org, bob@example.org', /several/],
  ],
  OIDC_ISSUER: [
    ['auth.example.org', /http or https/],
    ['https://auth.example.org/?realm=x', /without user, password/],
    ['https://auth.example.org/realms/home/.well-known/openid-configuration', /the issuer alone/],
  ],
  OIDC_CLIENT_ID: [['two words', /one word/]],
  OIDC_CLIENT_SECRET: [['two words', /one word/]],
  OIDC_NAME: [['n'.repeat(41), /at most 40/]],
  OIDC_SIGN_UP: [['true', /one of yes, no/]],
  PASSWORD_SIGN_IN: [['off', /one of yes, no/]],
  TRUSTED_PROXIES: [
    ['10.0.0.0/33', /CIDR/],
    ['proxy.example.org', /CIDR/],
    ['*', /CIDR/],
    ['1.2.3', /CIDR/],
    ['127.1', /CIDR/],
    ['0x7f.1', /CIDR/],
    ['10.0.0.0/08', /CIDR/],
    ['127.0.0.1,', /CIDR/],
    ['10.0.0.0/8/8', /CIDR/],
    ['10.0.0.1 10.0.0.2', /CIDR/],
    ['10.0.0.1:80', /CIDR/],
    ['::1/129', /CIDR/],
  ],
  BACKUP_KEEP: [
    ['some', /from 0 to 366/],
    ['-1', /from 0 to 366/],
    ['7.5', /from 0 to 366/],
    ['367', /from 0 to 366/],
  ],
  METRICS_TOKEN: [
    ['short', /at least 16/],
    ['two words, however long', /at least 16/],
  ],
  LOG_LEVEL: [
    ['loud', /one of fatal/],
    ['3', /one of fatal/],
  ],
}

/** What keeps the secrets out of the sentence, which ends up in logs. */
const secrets = /secret|50%|two words|a b@|a#b|a\/b|ümlaut/

describe('a bad value stops the start with a sentence that names the variable and says what is right', () => {
  const cases = Object.entries(bad).flatMap(([name, values]) => values.map(([value, says]) => [name, value, says] as const))
  test.each(cases)('%s=%s', (name, value, says) => {
    const refusal = refusalOf({ [name]: value })
    expect(refusal).toMatch(new RegExp(`^${name} .*\\.$`))
    expect(refusal).toMatch(says)
    if (!name.endsWith('_FILE')) expect(refusal).not.toMatch(secrets)
  })

  test('of every setting', () => {
    const known = [...readFileSync(join(import.meta.dirname, '../../src/settings.ts'), 'utf8').matchAll(/^ {2}([A-Z_]+): v\./gm)].map(([, name]) => name)
    expect(known.filter((name = '') => !(name in bad))).toEqual([])
    expect(known).toContain('SMTP_TLS')
  })

  test.each([
    [{ NODE_ENV: 'production' }, /^BASE_URL must be set in production/],
    [{ RESEND_API_KEY: 're_x', SMTP_URL: 'smtp://127.0.0.1' }, /^RESEND_API_KEY and SMTP_URL are both set/],
    [{ SMTP_TLS: 'none', SMTP_CA_FILE: tls('authority.pem') }, /^SMTP_TLS=none and SMTP_CA_FILE contradict each other/],
    [{ SMTP_TLS: 'unverified', SMTP_CA_FILE: tls('authority.pem') }, /^SMTP_TLS=unverified and SMTP_CA_FILE contradict each other/],
    [{ SMTP_TLS: 'none', SMTP_URL: 'smtps://mail.example.org' }, /^SMTP_TLS=none and SMTP_URL=smtps:\/\/… contradict each other/],
    [{ PASSWORD_SIGN_IN: 'no' }, /^PASSWORD_SIGN_IN=no leaves organisers no way in without OIDC_ISSUER/],
    [{ OIDC_ISSUER: 'https://auth.example.org' }, /^OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET/],
    [{ OIDC_ISSUER: 'https://auth.example.org', OIDC_CLIENT_ID: 'klaus' }, /^OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET/],
    [{ ...production, ...client, OIDC_ISSUER: 'http://auth.example.org' }, /^OIDC_ISSUER is plain http/],
    [{ ...production, ...client, OIDC_ISSUER: 'http://localhost.example.org' }, /^OIDC_ISSUER is plain http/],
    [{ SMTP_URL: 'smtp://127.0.0.1', SMTP_URL_FILE: '/run/secrets/smtp' }, /^SMTP_URL and SMTP_URL_FILE are both set/],
  ])('and so does what can’t be together: %j', (environment, sentence) => {
    expect(refusalOf(environment as Record<string, string>)).toMatch(sentence)
  })

  test.each(['SECRET_KEY', 'DATABASE_URL', 'RESEND_API_KEY', 'SMTP_URL', 'METRICS_TOKEN'])('and a file for %s that is missing, a folder, or empty', (name) => {
    const folder = temporaryFolder()
    const empty = join(folder, 'empty')
    writeFileSync(empty, '\n')
    for (const [file, says] of [
      [join(folder, 'nothing'), /can't be read \(ENOENT\): .*nothing does not exist here\.$/],
      [folder, /can't be read \(EISDIR\): .* is a folder\.$/],
      [join(empty, 'below'), /can't be read \(ENOTDIR\)/],
      [empty, /is empty/],
    ] as const) {
      expect(refusalOf({ [`${name}_FILE`]: file })).toMatch(
        new RegExp(`^${name}_FILE names a file that .*${says.source}|^${name}_FILE names a file that is empty`),
      )
    }
  })
})

describe('what a value may also look like', () => {
  test.each<[Record<string, string>, Partial<Settings>]>([
    [{ PORT: ' 9000 ' }, { port: 9000 }],
    [{ PORT: '"9000"' }, { port: 9000 }],
    [{ HOST: '[::1]' }, { host: '::1' }],
    [{ BASE_URL: ' https://Klaus.example.org/ ' }, { baseUrl: 'https://klaus.example.org' }],
    [{ BASE_URL: '"https://klaus.example.org"' }, { baseUrl: 'https://klaus.example.org' }],
    [{ BASE_URL: 'https://klaus.example.org:443' }, { baseUrl: 'https://klaus.example.org' }],
    [{ BASE_URL: 'http://192.168.0.2:8000' }, { baseUrl: 'http://192.168.0.2:8000' }],
    [{ BASE_URL: 'https://wichteln.bücher.example' }, { baseUrl: 'https://wichteln.xn--bcher-kva.example' }],
    [
      { LOG_LEVEL: 'WARN', NODE_ENV: 'Development' },
      { logLevel: 'warn', development: true },
    ],
    [{ EMAIL_FROM: "'Santa <klaus@example.org>'" }, { emailFrom: 'Santa <klaus@example.org>' }],
    [{ EMAIL_FROM: '"Santa, Klaus" <klaus@example.org>' }, { emailFrom: '"Santa, Klaus" <klaus@example.org>' }],
    [{ EMAIL_FROM: 'Team: Santa <klaus@example.org>' }, { emailFrom: '"Team: Santa" <klaus@example.org>' }],
    [{ TRUSTED_PROXIES: ' 10.0.0.0/8 ,::1 ' }, { trustedProxies: ['10.0.0.0/8', '::1'] }],
    [{ SECRET_KEY: `"${'k'.repeat(32)}"` }, { secretKeys: [`"${'k'.repeat(32)}"`] }],
    [{ DATABASE_URL: 'postgresql:///klaus?host=/run/postgresql' }, { database: { url: 'postgresql:///klaus?host=/run/postgresql' } }],
    [{ DATABASE_URL: 'file:/srv/klaus.sqlite' }, { database: { file: '/srv/klaus.sqlite' } }],
    [{ SMTP_URL: "'smtp://127.0.0.1:25'" }, { smtpUrl: 'smtp://127.0.0.1:25' }],
  ])('%j', (environment, expected) => {
    expect(readSettings(environment)).toMatchObject(expected)
  })

  test.each([
    ['smtp://mail.example.org', { host: 'mail.example.org', port: 587, isSecure: false, login: undefined }],
    ['SMTPS://Mail.example.org/', { host: 'mail.example.org', port: 465, isSecure: true, login: undefined }],
    ['smtp://[::1]:2525', { host: '::1', port: 2525, isSecure: false, login: undefined }],
    ['smtp://mail_relay:25', { host: 'mail_relay', port: 25, isSecure: false, login: undefined }],
    ['smtp://mail.bücher.example', { host: 'mail.xn--bcher-kva.example', port: 587, isSecure: false, login: undefined }],
    ['smtp://klaus@example.org:p@ss:w%25rd@mail.example.org', { host: 'mail.example.org', port: 587, login: { user: 'klaus@example.org', pass: 'p@ss:w%rd' } }],
  ])('%s', (address, expected) => {
    expect(readSmtpAddress(address)).toMatchObject(expected)
  })
})

describe('the greeting of a mail server', () => {
  test.each([
    [{ BASE_URL: 'https://klaus.example.org' }, 'klaus.example.org'],
    [{ BASE_URL: 'https://klaus.example.org', SMTP_NAME: 'mail.example.com' }, 'mail.example.com'],
    [{ BASE_URL: 'https://klaus.example.org', SMTP_NAME: '[192.0.2.1]' }, '[192.0.2.1]'],
    [{ BASE_URL: 'https://klaus.example.org', SMTP_NAME: '[IPv6:2001:db8::1]' }, '[IPv6:2001:db8::1]'],
    [{ BASE_URL: 'https://klaus.example.org', SMTP_NAME: 'klaus' }, 'klaus'],
    [{ BASE_URL: 'http://localhost:8000', EMAIL_FROM: 'Klaus <klaus@example.org>' }, 'example.org'],
    [{ BASE_URL: 'http://192.168.0.2:8000', EMAIL_FROM: 'klaus@example.org' }, 'example.org'],
    [{ BASE_URL: 'http://[fd00::1]:8000', EMAIL_FROM: 'klaus@example.org' }, 'example.org'],
    [{ BASE_URL: 'http://klaus', EMAIL_FROM: 'klaus@bücher.example' }, 'xn--bcher-kva.example'],
    [{ BASE_URL: 'http://192.168.0.2:8000' }, '[192.168.0.2]'],
    [{ BASE_URL: 'http://localhost:8000', EMAIL_FROM: 'klaus@localhost' }, '[127.0.0.1]'],
  ])('with %j', (environment, name) => {
    expect(readSettings(environment as Record<string, string>).smtp.name).toBe(name)
  })
})

describe('what is allowed and may surprise is said', () => {
  const smtp = { ...production, SMTP_URL: 'smtp://mail.example.org', EMAIL_FROM: 'klaus@example.org' }
  test.each<[Record<string, string>, RegExp[]]>([
    [smtp, []],
    [{ ...smtp, BASE_URL: 'http://klaus.example.org' }, [/^BASE_URL is plain http/]],
    [{ ...smtp, SMTP_TLS: 'none' }, [/^SMTP_TLS is none: .*unencrypted/]],
    [{ ...smtp, SMTP_TLS: 'unverified' }, [/^SMTP_TLS is unverified: any certificate counts/]],
    [{ ...smtp, SMTP_CA_FILE: tls('authority.pem') }, []],
    [{ ...production, SMTP_TLS: 'verify', SMTP_NAME: 'klaus.example.org' }, [/^SMTP_TLS and SMTP_NAME have no effect without SMTP_URL/]],
    [{ ...smtp, BASE_URL: 'https://192.0.2.1', EMAIL_FROM: '' }, [/^EMAIL_FROM is not set, and 192\.0\.2\.1 is no domain/]],
    [{ BASE_URL: 'https://klaus.example.org' }, [/^NODE_ENV is development, so links/]],
    [{ ...smtp, TRUSTED_PROXIES: '10.0.0.0/8, ::/0' }, [/^TRUSTED_PROXIES has ::\/0, which is everyone/]],
    [{ ...smtp, RESEND_BASE_URL: 'https://api.example.org' }, [/^RESEND_BASE_URL has no effect without RESEND_API_KEY/]],
    [{ ...smtp, SMTP_URI: 'smtp://x' }, [/^SMTP_URI is no setting.*Is SMTP_URL meant\?/]],
    [{ ...smtp, SMTP_HOST: 'x', SMTP_PASSWORD: 'y' }, [/^SMTP_HOST is no setting/, /^SMTP_PASSWORD is no setting/]],
    [{ ...smtp, BASEURL: 'x', LOGLEVEL: 'x', DATABASE_URI: 'x', Secret_Key: 'x' }, [/BASE_URL/, /LOG_LEVEL/, /DATABASE_URL/, /SECRET_KEY/]],
    [{ ...smtp, TRUSTED_PROXY: 'x', EMAIL_SENDER: 'x' }, [/^TRUSTED_PROXY is no setting/, /^EMAIL_SENDER is no setting/]],
    [{ ...smtp, EMAIL_FROM_FILE: '/x' }, [/^EMAIL_FROM_FILE is not read: only secrets/]],
    [{ ...smtp, PATH: '/bin', HOME: '/', HOSTNAME: 'x', NODE_OPTIONS: '', POSTGRES_PORT: '1', SMTP_SERVICE_HOST: 'x', SMTP_PORT_25_TCP: 'x', TZ: 'UTC' }, []],
  ])('%j', (environment, sentences) => {
    expect(readSettings(environment).warnings).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)))
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
