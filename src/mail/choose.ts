import type { Logger } from 'pino'
import type { Settings } from '../settings.ts'
import { developmentTransport } from './log.ts'
import { resendTransport } from './resend.ts'
import { smtpTransport } from './smtp.ts'
import { noTransport, type Transport } from './transport.ts'

/** The transport that the settings name, if they name one. */
export function configuredTransport({ resend, smtpUrl }: Settings): Transport | undefined {
  if (resend) return resendTransport(resend)
  return smtpUrl === undefined ? undefined : smtpTransport(smtpUrl)
}

/** What carries the outbox: the configured transport, behind the log in development; in production, waiting where none is set up. */
export function chooseTransport(settings: Settings, log: Logger): Transport {
  const real = configuredTransport(settings)
  return settings.development ? developmentTransport(real, log, settings.baseUrl) : (real ?? noTransport)
}
