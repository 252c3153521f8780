import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { addressCodes, isDecodable } from '../environment.ts'
import { domainOf } from './email.ts'

/** Where a mail server is, and how one signs in there. */
export type SmtpAddress = { host: string; port: number; isSecure: boolean; login: { user: string; pass: string } | undefined }

const example = 'must be like smtp://user:password@mail.example.org:587, or smtps:// for TLS from the start'
const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i

/** Reads SMTP_URL. Returns what is wrong with it, as the end of a sentence, when it can't be right. */
export function readSmtpAddress(address: string): SmtpAddress | string {
  if (/[\s\p{Cc}]/u.test(address)) return `must be in one piece, without white space; ${addressCodes}`
  if (!/^smtps?:\/\//i.test(address)) return example
  if (!isDecodable(address)) return `has a % that begins no code; ${addressCodes}`
  const port = /:(\d*)$/.exec(address.slice(address.lastIndexOf('@') + 1).replace(/\/$/, ''))?.[1] ?? ''
  if (port !== '' && (Number(port) < 1 || Number(port) > 65535)) return `has the port ${port}; ports go from 1 to 65535`
  if (!URL.canParse(address)) return `${example}; ${addressCodes}`
  const url = new URL(address)
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '') return `must end with the host and its port; ${addressCodes}`
  const host = hostOf(url)
  if (host === undefined) return `names no host; it ${example}`
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  if (user === '' && pass !== '') return `has a password without a user; it ${example}`
  if (user !== '' && pass === '') return `has the user of a login without a password; it ${example}`
  const isSecure = url.protocol === 'smtps:'
  return { host, port: Number(url.port) || (isSecure ? 465 : 587), isSecure, login: user === '' ? undefined : { user, pass } }
}

/** The host as a resolver takes it; undefined when that is none. */
function hostOf({ hostname }: URL): string | undefined {
  const host = hostname.startsWith('[') ? hostname.slice(1, -1) : domainToASCII(decodeURIComponent(hostname)) || decodeURIComponent(hostname)
  return isIP(host) !== 0 || hostName.test(host.replaceAll('_', '-')) ? host : undefined
}

/** Whether that can stand behind EHLO: a host's name, or an address in brackets (RFC 5321, 4.1.3). */
export function isGreeting(name: string): boolean {
  const literal = /^\[(IPv6:)?([^\]]+)\]$/i.exec(name)
  if (literal) return isIP(literal[2] ?? '') === (literal[1] ? 6 : 4)
  return isIP(name) === 0 && hostName.test(name)
}

/**
 * How the app greets a mail server where nothing is set: by the host of `baseUrl`, or, where strict servers would refuse that (an
 * address, a name without a dot), by the sender's domain.
 */
export function defaultGreeting(baseUrl: string, sender: string): string {
  const host = new URL(baseUrl).hostname
  const domain = domainToASCII(domainOf(sender))
  return [host, domain].find(isPublicName) ?? (isIP(host) === 4 ? `[${host}]` : '[127.0.0.1]')
}

function isPublicName(name: string): boolean {
  return name.includes('.') && isIP(name) === 0 && hostName.test(name)
}

/** Why `pem` is no certificate of an authority that is good at `now`, as the end of a sentence; undefined when it is one. */
export function authorityProblem(pem: string, now: Date): string | undefined {
  const blocks = pem.match(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----.+?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/gs) ?? []
  if (blocks.length === 0) return 'holds no certificate (PEM, which begins with -----BEGIN CERTIFICATE-----)'
  try {
    const ends = blocks.map((block) => new X509Certificate(block).validToDate)
    const last = new Date(Math.max(...ends.map((end) => end.getTime())))
    return last < now ? `holds a certificate that expired on ${last.toISOString().slice(0, 10)}` : undefined
  } catch {
    return 'holds a certificate that is damaged'
  }
}
