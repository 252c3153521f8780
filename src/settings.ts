import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import * as v from 'valibot'
import type { Place } from './database/orm.ts'
import { CannotStart } from './errors.ts'

const secretNames = ['SECRET_KEY', 'DATABASE_URL', 'RESEND_API_KEY', 'SMTP_URL', 'METRICS_TOKEN'] as const
const mostBackups = 366
const keepIsWrong = `must be a number of daily backups to keep, from 0 to ${mostBackups}`
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const Environment = v.object({
  NODE_ENV: v.optional(v.picklist(['development', 'production', 'test'], 'must be development, production or test'), 'development'),
  PORT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,5}$/, 'must be a port number'),
      v.transform(Number),
      v.minValue(1, 'must be a port number'),
      v.maxValue(65535, 'must be a port number'),
    ),
    '8000',
  ),
  HOST: v.optional(v.pipe(v.string(), v.regex(/^[\w.:-]+$/, 'must be an address to listen on')), '127.0.0.1'),
  BASE_URL: v.optional(
    v.pipe(v.string(), v.transform(withoutSlash), v.check(isOrigin, 'must be like https://klaus.example.org, without a path'), v.transform(originOf)),
  ),
  DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1, 'must be a folder'), v.transform(resolve)), './data'),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.check(isDatabase, 'must be like postgres://user:password@host:5432/klaus, or file:PATH'))),
  SECRET_KEY: v.optional(v.pipe(v.string(), v.check(areLongKeys, 'must hold at least 32 bytes (old keys may follow after a comma)'))),
  RESEND_API_KEY: v.optional(v.pipe(v.string(), v.regex(/^\S+$/, 'must be one word'))),
  RESEND_BASE_URL: v.optional(v.pipe(v.string(), v.transform(withoutSlash), v.check(isWebAddress, 'must be an http or https address'))),
  SMTP_URL: v.optional(
    v.pipe(v.string(), v.check(isSmtpAddress, 'must be like smtp://user:password@mail.example.org:587, or smtps:// for TLS from the start')),
  ),
  EMAIL_FROM: v.optional(v.pipe(v.string(), v.check(isSender, 'must be an address, or a name and an address like Klaus <klaus@example.org>'))),
  TRUSTED_PROXIES: v.optional(
    v.pipe(
      v.string(),
      v.transform((list) => (list.trim() === '' ? [] : list.split(',').map((range) => range.trim()))),
      v.check((ranges) => ranges.every(isRange), 'must be addresses and CIDR ranges, with commas between'),
    ),
    '',
  ),
  BACKUP_KEEP: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/, keepIsWrong), v.transform(Number), v.maxValue(mostBackups, keepIsWrong)), '0'),
  METRICS_TOKEN: v.optional(v.pipe(v.string(), v.regex(/^[\w.~+/=-]{16,}$/, 'must be at least 16 letters, digits or any of - . _ ~ + / ='))),
  LOG_LEVEL: v.optional(v.picklist(logLevels, `must be one of ${logLevels.join(', ')}`), 'info'),
})

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
  emailFrom: string
  trustedProxies: string[]
  /** Where backups go that are not made by hand. */
  backupFolder: string
  /** How many daily backups are kept; 0 when none are made. */
  backupKeep: number
  metricsToken: string | undefined
  logLevel: (typeof logLevels)[number]
}

/** Reads and validates every setting. Throws CannotStart with a sentence that names the first bad variable. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const parsed = v.safeParse(Environment, withFiles(withoutEmpty(environment)))
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw new CannotStart(`${v.getDotPath(issue) ?? 'A setting'} ${issue.message}.`)
  }
  const values = parsed.output
  const development = values.NODE_ENV === 'development'
  if (!development && values.BASE_URL === undefined) {
    throw new CannotStart('BASE_URL must be set in production: it is where the links in e-mails lead, like https://klaus.example.org.')
  }
  if (values.RESEND_API_KEY && values.SMTP_URL) throw new CannotStart('RESEND_API_KEY and SMTP_URL are both set; keep the one that shall carry the e-mail.')
  const baseUrl = values.BASE_URL ?? `http://localhost:${values.PORT}`
  return {
    development,
    port: values.PORT,
    host: values.HOST,
    baseUrl,
    dataDir: values.DATA_DIR,
    database: placeOf(values.DATABASE_URL, values.DATA_DIR),
    secretKeys: words(values.SECRET_KEY ?? ''),
    resend: values.RESEND_API_KEY ? { apiKey: values.RESEND_API_KEY, baseUrl: values.RESEND_BASE_URL ?? 'https://api.resend.com' } : undefined,
    smtpUrl: values.SMTP_URL,
    emailFrom: values.EMAIL_FROM ?? `Sneaky Klaus <klaus@${new URL(baseUrl).hostname}>`,
    trustedProxies: values.TRUSTED_PROXIES,
    backupFolder: resolve(values.DATA_DIR, 'backups'),
    backupKeep: values.BACKUP_KEEP,
    metricsToken: values.METRICS_TOKEN,
    logLevel: values.LOG_LEVEL,
  }
}

function isDatabase(address: string): boolean {
  if (address.startsWith('file:')) return address !== 'file:'
  return URL.canParse(address) && /^postgres(ql)?:$/.test(new URL(address).protocol) && new URL(address).pathname.length > 1
}

function placeOf(address: string | undefined, dataDir: string): Place {
  if (address === undefined) return { file: resolve(dataDir, 'sneaky-klaus.sqlite') }
  return address.startsWith('file:') ? { file: resolve(address.slice('file:'.length)) } : { url: address }
}

function withoutEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
}

/** Every secret may also be given as the name of a file that holds it. */
function withFiles(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const values = { ...environment }
  for (const name of secretNames) {
    const file = values[`${name}_FILE`]
    if (file === undefined) continue
    if (values[name] !== undefined) throw new CannotStart(`${name} and ${name}_FILE are both set; keep one of them.`)
    values[name] = contentsOf(file, `${name}_FILE`)
  }
  return values
}

function contentsOf(file: string, variable: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new CannotStart(`${variable} names a file that can't be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}

function withoutSlash(address: string): string {
  return address.replace(/\/$/, '')
}

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
}

function isSmtpAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, pathname, search, hash } = new URL(address)
  return /^smtps?:$/.test(protocol) && hostname !== '' && ['', '/'].includes(pathname) && search === '' && hash === ''
}

function isOrigin(address: string): boolean {
  return isWebAddress(address) && new URL(address).origin === address.toLowerCase()
}

/** As browsers write it, whatever was typed: cookies and the answers to other sites go by it. */
function originOf(address: string): string {
  return new URL(address).origin
}

function words(list: string): string[] {
  return list.split(',').flatMap((word) => word.trim() || [])
}

function areLongKeys(keys: string): boolean {
  return words(keys).length > 0 && words(keys).every((key) => Buffer.byteLength(key) >= 32)
}

function isSender(sender: string): boolean {
  return /^([^<>\r\n]* <)?[^<>@\s]+@[^<>@\s]+>?$/.test(sender) && sender.includes('<') === sender.endsWith('>')
}

function isRange(range: string): boolean {
  const [address = '', bits, ...rest] = range.split('/')
  const longest = isIP(address) === 4 ? 32 : 128
  return isIP(address) !== 0 && rest.length === 0 && (bits === undefined || (/^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= longest))
}
