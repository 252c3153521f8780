import { resolve } from 'node:path'
import * as v from 'valibot'
import { issuerProblem, type OidcSettings, oidcOf } from './auth/oidc-settings.ts'
import type { Place } from './database/orm.ts'
import { placeOf, placeProblem } from './database/place.ts'
import { readNamedFile, tidied, unknownVariables, withFiles } from './environment.ts'
import { CannotStart } from './errors.ts'
import { readSender, writeSender } from './mail/sender.ts'
import { authorityProblem, defaultGreeting, isGreeting, readSmtpAddress } from './mail/smtp-address.ts'
import { hostProblem, isRange, originOf, originProblem, rangesIn, webAddressProblem, withoutBrackets } from './network-address.ts'
import { warningsOf } from './warnings.ts'

const secretNames = ['SECRET_KEY', 'DATABASE_URL', 'RESEND_API_KEY', 'SMTP_URL', 'OIDC_CLIENT_SECRET', 'METRICS_TOKEN'] as const
const mostBackups = 366
const keepIsWrong = `must be a number of daily backups to keep, from 0 to ${mostBackups}`
const portIsWrong = 'must be a port number'
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const environments = ['development', 'production', 'test'] as const
const tlsModes = ['verify', 'unverified', 'none'] as const

/** A text that `judge` finds nothing wrong with, else the end of a sentence. */
const judged = (judge: (text: string) => string | undefined) =>
  v.pipe(
    v.string(),
    v.rawCheck<string>(({ dataset, addIssue }) => {
      const problem = dataset.typed ? judge(dataset.value) : undefined
      if (problem !== undefined) addIssue({ message: problem })
    }),
  )

const oneOf = <const Words extends readonly string[]>(words: Words) =>
  v.pipe(v.string(), v.toLowerCase(), v.picklist(words, `must be one of ${words.join(', ')}`))

const oneWord = v.pipe(v.string(), v.regex(/^[!-~]+$/, 'must be one word'))

const Environment = v.object({
  NODE_ENV: v.optional(oneOf(environments), 'development'),
  PORT: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,5}$/, portIsWrong), v.transform(Number), v.minValue(1, portIsWrong), v.maxValue(65535, portIsWrong)),
    '8000',
  ),
  HOST: v.optional(v.pipe(judged(hostProblem), v.transform(withoutBrackets)), '127.0.0.1'),
  BASE_URL: v.optional(v.pipe(judged(originProblem), v.transform(originOf))),
  DATA_DIR: v.optional(v.pipe(judged(folderProblem), v.transform(resolve)), './data'),
  DATABASE_URL: v.optional(judged(placeProblem)),
  SECRET_KEY: v.optional(v.pipe(v.string(), v.check(areLongKeys, 'must hold at least 32 bytes (old keys may follow after a comma)'))),
  RESEND_API_KEY: v.optional(oneWord),
  RESEND_BASE_URL: v.optional(v.pipe(judged(webAddressProblem), v.transform(withoutSlash))),
  SMTP_URL: v.optional(judged((address) => ifText(readSmtpAddress(address)))),
  SMTP_TLS: v.optional(oneOf(tlsModes), 'verify'),
  SMTP_CA_FILE: v.optional(v.string()),
  SMTP_NAME: v.optional(
    v.pipe(v.string(), v.check(isGreeting, 'must be the name of a host, like klaus.example.org, or an address in brackets, like [192.0.2.1]')),
  ),
  EMAIL_FROM: v.optional(judged((sender) => ifText(readSender(sender)))),
  OIDC_ISSUER: v.optional(judged(issuerProblem)),
  OIDC_CLIENT_ID: v.optional(oneWord),
  OIDC_CLIENT_SECRET: v.optional(oneWord),
  OIDC_NAME: v.optional(v.pipe(v.string(), v.maxLength(40, 'must be at most 40 characters long: it stands on a button'))),
  OIDC_SIGN_UP: v.optional(oneOf(['yes', 'no']), 'no'),
  PASSWORD_SIGN_IN: v.optional(oneOf(['yes', 'no']), 'yes'),
  TRUSTED_PROXIES: v.optional(
    v.pipe(
      judged((list) => (rangesIn(list).every(isRange) ? undefined : 'must be addresses and CIDR ranges, with commas between, like 10.0.0.0/8, ::1')),
      v.transform(rangesIn),
    ),
    '',
  ),
  BACKUP_KEEP: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/, keepIsWrong), v.transform(Number), v.maxValue(mostBackups, keepIsWrong)), '0'),
  METRICS_TOKEN: v.optional(v.pipe(v.string(), v.regex(/^[\w.~+/=-]{16,}$/, 'must be at least 16 letters, digits or any of - . _ ~ + / ='))),
  LOG_LEVEL: v.optional(oneOf(logLevels), 'info'),
})
type Values = v.InferOutput<typeof Environment>

export type Settings = {
  development: boolean
  port: number
  host: string
  /** Scheme and host (and port), without a slash at its end. */
  baseUrl: string
  dataDir: string
  database: Place
  /** What was set as SECRET_KEY, newest first; empty when the key is kept in a file of the data folder. */
  secretKeys: string[]
  resend: { apiKey: string; baseUrl: string } | undefined
  smtpUrl: string | undefined
  /** The SMTP server: the name behind EHLO, and how the connection is encrypted. */
  smtp: SmtpWay
  /** As a header takes it, with quotation marks around a name that needs them. */
  emailFrom: string
  /** The identity provider by which organisers sign in; undefined where there is none. */
  oidc: OidcSettings | undefined
  /** Whether organisers sign in by passwords. */
  passwordSignIn: boolean
  trustedProxies: string[]
  /** Where backups go that are not made by hand. */
  backupFolder: string
  /** How many daily backups are kept; 0 when none are made. */
  backupKeep: number
  metricsToken: string | undefined
  logLevel: (typeof logLevels)[number]
  /** What is allowed and may surprise, as sentences for whoever starts the site. */
  warnings: string[]
}

/** `authority` is the PEM of what may vouch for the server in place of the authorities that the system knows; `name` stands behind EHLO. */
export type SmtpWay = { tls: (typeof tlsModes)[number]; authority: string | undefined; name: string }

/** Reads and validates every setting. Throws CannotStart with a sentence that names the first bad variable. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env, now = new Date()): Settings {
  const variables = tidied(environment, ['SECRET_KEY'])
  const parsed = v.safeParse(Environment, withFiles(variables, secretNames))
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw new CannotStart(`${v.getDotPath(issue) ?? 'A setting'} ${issue.message}.`)
  }
  const values = parsed.output
  mustFitTogether(values)
  const baseUrl = values.BASE_URL ?? `http://localhost:${values.PORT}`
  const emailFrom = senderOf(values.EMAIL_FROM, baseUrl)
  const authority = values.SMTP_CA_FILE === undefined ? undefined : readAuthority(values.SMTP_CA_FILE, now)
  const settings = {
    development: values.NODE_ENV === 'development',
    port: values.PORT,
    host: values.HOST,
    baseUrl,
    dataDir: values.DATA_DIR,
    database: placeOf(values.DATABASE_URL, values.DATA_DIR),
    secretKeys: words(values.SECRET_KEY ?? ''),
    resend: values.RESEND_API_KEY ? { apiKey: values.RESEND_API_KEY, baseUrl: values.RESEND_BASE_URL ?? 'https://api.resend.com' } : undefined,
    smtpUrl: values.SMTP_URL,
    smtp: { tls: values.SMTP_TLS, authority, name: values.SMTP_NAME ?? defaultGreeting(baseUrl, emailFrom) },
    emailFrom,
    oidc: oidcOf(values),
    passwordSignIn: values.PASSWORD_SIGN_IN === 'yes',
    trustedProxies: values.TRUSTED_PROXIES,
    backupFolder: resolve(values.DATA_DIR, 'backups'),
    backupKeep: values.BACKUP_KEEP,
    metricsToken: values.METRICS_TOKEN,
    logLevel: values.LOG_LEVEL,
  }
  return { ...settings, warnings: [...warningsOf(settings, variables), ...unknownVariables(variables, Object.keys(Environment.entries), secretNames)] }
}

/** Throws CannotStart where two settings say the opposite. */
function mustFitTogether({ NODE_ENV, BASE_URL, RESEND_API_KEY, SMTP_URL, SMTP_TLS, SMTP_CA_FILE }: Values): void {
  if (NODE_ENV !== 'development' && BASE_URL === undefined) {
    throw new CannotStart('BASE_URL must be set in production: it is where the links in e-mails lead, like https://klaus.example.org.')
  }
  if (RESEND_API_KEY && SMTP_URL) throw new CannotStart('RESEND_API_KEY and SMTP_URL are both set; keep the one that shall carry the e-mail.')
  if (SMTP_TLS !== 'verify' && SMTP_CA_FILE !== undefined) {
    throw new CannotStart(
      `SMTP_TLS=${SMTP_TLS} and SMTP_CA_FILE contradict each other: an authority is of use only where certificates are checked. Remove one.`,
    )
  }
  if (SMTP_TLS === 'none' && SMTP_URL?.toLowerCase().startsWith('smtps:')) {
    throw new CannotStart('SMTP_TLS=none and SMTP_URL=smtps://… contradict each other: smtps is TLS from the start. Write smtp://, or remove SMTP_TLS.')
  }
}

function readAuthority(file: string, now: Date): string {
  const pem = readNamedFile('SMTP_CA_FILE', file)
  const problem = authorityProblem(pem, now)
  if (problem !== undefined) throw new CannotStart(`SMTP_CA_FILE ${problem}: ${file}.`)
  return pem
}

function senderOf(sender: string | undefined, baseUrl: string): string {
  const read = readSender(sender ?? `Sneaky Klaus <klaus@${new URL(baseUrl).hostname}>`)
  // A host that no address can have, like that of IPv6, has no e-mail either.
  return typeof read === 'string' ? 'Sneaky Klaus <klaus@localhost>' : writeSender(read)
}

/** A folder of that name would be made, and nobody would look for it there. */
function folderProblem(path: string): string | undefined {
  if (/^[a-z]+:\/\//i.test(path)) return 'must be a folder of this machine, not an address'
  return path.startsWith('~') ? 'begins with ~, which only a shell replaces: write the whole path' : undefined
}

function ifText(found: unknown): string | undefined {
  return typeof found === 'string' ? found : undefined
}

function withoutSlash(address: string): string {
  return address.replace(/\/$/, '')
}

function words(list: string): string[] {
  return list.split(',').flatMap((word) => word.trim() || [])
}

function areLongKeys(keys: string): boolean {
  return words(keys).length > 0 && words(keys).every((key) => Buffer.byteLength(key) >= 32)
}
