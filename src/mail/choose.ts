import type { Logger } from 'pino'
import type { Settings } from '../settings.ts'
import { developmentTransport } from './log.ts'
import { noTransport, type Transport } from './transport.ts'

/** The transport that the settings name, if they name one. Only that one is loaded: each is megabytes of memory. */
export async function configuredTransport({ resend, smtpUrl }: Settings): Promise<Transport | undefined> {
  if (resend) return (await import('./resend.ts')).resendTransport(resend)
  return smtpUrl === undefined ? undefined : (await import('./smtp.ts')).smtpTransport(smtpUrl)
}

/** What carries the outbox: the configured transport, behind the log in development; in production, waiting where none is set up. */
export async function chooseTransport(settings: Settings, log: Logger): Promise<Transport> {
  const real = await configuredTransport(settings)
  return settings.development ? developmentTransport(real, log, settings.baseUrl) : (real ?? noTransport)
}
