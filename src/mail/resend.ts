import { lazy } from '../memoize.ts'
import { attachmentsOf } from './attachments.ts'
import { domainOf, headersOf } from './email.ts'
import type { Parcel, Transport } from './transport.ts'
import { httpVerdict, isOfAll, type Refusal, retryAfterSeconds } from './verdict.ts'

/** Carries e-mails by Resend's API. The e-mail's key is the idempotency key: repeated within a day, it is sent once. */
export function resendTransport(settings: { apiKey: string; baseUrl: string }): Transport {
  // Loaded for the first e-mail, since it takes megabytes of memory.
  const client = lazy(async () => new (await import('resend')).Resend(settings.apiKey, { baseUrl: settings.baseUrl }))
  return {
    name: 'resend',
    atOnce: 10,
    knowsRepetition: true,
    async send({ id, key = id, from, to, ...email }: Parcel, signal) {
      const { subject, html, text, replyTo } = email
      try {
        const resend = await client()
        const attachments = attachmentsOf(email).map(({ base64, ...file }) => ({ ...file, content: base64 }))
        const extras = { ...(attachments.length > 0 && { attachments }), ...(replyTo !== undefined && { replyTo }) }
        const message = { from, to: [to], subject, html, text, headers: headersOf(email), ...extras }
        const { error, headers } = await resend.emails.send(message, { idempotencyKey: key, signal })
        return error ? refusalOf(error, headers) : { ok: true }
      } catch (error) {
        return { ok: false, verdict: 'unreachable', reason: error instanceof Error ? error.name : 'unknown failure', mayHaveArrived: true }
      }
    },
    async check(from, signal) {
      const resend = await client()
      const { data, error, headers } = await resend.domains.list({}, { signal })
      // A key that may only send is the best kind, and can't tell more.
      if (error?.name === 'restricted_api_key') return { ok: true }
      if (error) return refusalOf(error, headers)
      const domain = domainOf(from)
      const isVerified = data.data.some(({ name, status }) => status === 'verified' && (domain === name || domain.endsWith(`.${name}`)))
      return isVerified ? { ok: true } : { ok: false, verdict: 'unreachable', reason: `the domain ${domain} is not verified at Resend` }
    },
  }
}

/** What the SDK says of a failure; it hands on what came as the error, whatever that is. */
type ResendError = { name?: unknown; message?: unknown; statusCode?: unknown }

/** A failure as it is noted: its name and status, since the message may hold an address. */
function refusalOf(error: ResendError, headers: Record<string, string> | null): Refusal {
  const name = typeof error.name === 'string' && /^[a-z_]{1,60}$/.test(error.name) ? error.name : 'unknown_error'
  const status = typeof error.statusCode === 'number' ? error.statusCode : null
  const verdict = httpVerdict({ status, text: `${name} ${error.message}` })
  const cause = isOfAll(verdict) && !/quota|limit/.test(name) ? 'limit_exceeded' : name
  return {
    ok: false,
    verdict,
    reason: `${cause} (${status ?? 'no answer'})`,
    retryAfter: retryAfterSeconds(headers ?? {}),
    mayHaveArrived: status === null || status >= 500 || name === 'concurrent_idempotent_requests',
  }
}
