import type { Logger } from 'pino'
import type { Settings } from '../settings.ts'
import { domainOf } from './email.ts'
import { developmentTransport } from './log.ts'
import { resendTransport } from './resend.ts'
import { smtpTransport } from './smtp.ts'
import { readSmtpAddress } from './smtp-address.ts'
import { noTransport, type Transport } from './transport.ts'

/** The transport that the settings name, if they name one. */
export function configuredTransport({ resend, smtpUrl, smtp }: Settings): Transport | undefined {
  if (resend) return resendTransport(resend)
  return smtpUrl === undefined ? undefined : smtpTransport(smtpUrl, smtp)
}

/** The transport of the outbox: the configured one, behind the log in development; in production, where none is set up, one that keeps e-mails waiting. */
export function chooseTransport(settings: Settings, log: Logger): Transport {
  const real = configuredTransport(settings)
  return settings.development ? developmentTransport(real, log, settings.baseUrl) : (real ?? noTransport)
}

/** The carrier of e-mails: Resend, a mail server, in a trial the log alone, or none. */
export type Carrier = { kind: 'resend' } | { kind: 'smtp'; server: string } | { kind: 'log' } | { kind: 'nowhere' }

/** The carrier that the settings name. */
export function carrierOf({ resend, smtpUrl, development }: Settings): Carrier {
  if (resend) return { kind: 'resend' }
  const place = smtpUrl === undefined ? undefined : readSmtpAddress(smtpUrl)
  if (place !== undefined && typeof place !== 'string') return { kind: 'smtp', server: `${place.host}:${place.port}` }
  return { kind: development ? 'log' : 'nowhere' }
}

/** The carrier as a sentence for the log, without anything secret or private; undefined where they go nowhere. */
export function describeCarrier(settings: Settings): string | undefined {
  const { smtp, emailFrom, development } = settings
  const carrier = carrierOf(settings)
  if (carrier.kind === 'nowhere') return undefined
  if (carrier.kind === 'log') return 'No mail server is set up, and none is needed for a trial: e-mails only go to this log.'
  const also = development ? ' Its links are logged as well.' : ''
  const sender = `from ${domainOf(emailFrom)}`
  if (carrier.kind === 'resend') return `E-mail goes out by Resend, ${sender}.${also}`
  const security = smtp.tls === 'verify' ? '' : `, TLS ${smtp.tls}`
  return `E-mail goes out by ${carrier.server}, ${sender}, greeting it as ${smtp.name}${security}.${also}`
}
