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

/** What carries the outbox: the configured transport, behind the log in development; in production, waiting where none is set up. */
export function chooseTransport(settings: Settings, log: Logger): Transport {
  const real = configuredTransport(settings)
  return settings.development ? developmentTransport(real, log, settings.baseUrl) : (real ?? noTransport)
}

/** By which way e-mails go: by Resend, by a mail server, in a trial into the log alone, or nowhere. */
export type Carrier = { kind: 'resend' } | { kind: 'smtp'; server: string } | { kind: 'log' } | { kind: 'nowhere' }

/** By which way the settings let e-mails go. */
export function carrierOf({ resend, smtpUrl, development }: Settings): Carrier {
  if (resend) return { kind: 'resend' }
  const place = smtpUrl === undefined ? undefined : readSmtpAddress(smtpUrl)
  if (place !== undefined && typeof place !== 'string') return { kind: 'smtp', server: `${place.host}:${place.port}` }
  return { kind: development ? 'log' : 'nowhere' }
}

/** By which way e-mails go, as a sentence for the log, without anything secret or private; undefined where they go nowhere. */
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
