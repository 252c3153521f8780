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

/** By which way e-mails go, as a sentence for the log, without anything secret or private; undefined where they go nowhere. */
export function wayOfMail({ resend, smtpUrl, smtp, emailFrom, development }: Settings): string | undefined {
  const sender = `from ${domainOf(emailFrom)}`
  const also = development ? ' Its links are logged as well.' : ''
  if (resend) return `E-mail goes out by Resend, ${sender}.${also}`
  const place = smtpUrl === undefined ? undefined : readSmtpAddress(smtpUrl)
  if (place === undefined || typeof place === 'string') return development ? 'No mail server is set up, and none is needed for a trial.' : undefined
  const security = smtp.tls === 'verify' ? '' : `, TLS ${smtp.tls}`
  return `E-mail goes out by ${place.host}:${place.port}, ${sender}, greeting it as ${smtp.name}${security}.${also}`
}
