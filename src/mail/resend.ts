import { once } from '../remembering.ts'
import { domainOf, headersOf } from './email.ts'
import type { Parcel, Transport } from './transport.ts'

/** Carries e-mails by Resend's API. The e-mail's id is the idempotency key: repeated within a day, it is sent once. */
export function resendTransport(settings: { apiKey: string; baseUrl: string }): Transport {
  // Megabytes of memory, which wait for the first e-mail.
  const client = once(async () => new (await import('resend')).Resend(settings.apiKey, { baseUrl: settings.baseUrl }))
  return {
    atOnce: 10,
    async send({ id, from, to, ...email }: Parcel, signal) {
      const { subject, html, text, replyTo } = email
      try {
        const resend = await client()
        const message = { from, to: [to], subject, html, text, headers: headersOf(email), ...(replyTo !== undefined && { replyTo }) }
        const { error } = await resend.emails.send(message, { idempotencyKey: id, signal })
        if (!error) return { ok: true }
        return { ok: false, permanent: isPermanent(error.statusCode), reason: `${error.name} (${error.statusCode ?? 'no answer'})` }
      } catch (error) {
        return { ok: false, permanent: false, reason: error instanceof Error ? error.name : 'unknown failure' }
      }
    },
    async check(from, signal) {
      const resend = await client()
      const { data, error } = await resend.domains.list({}, { signal })
      // A key that may only send is as good as a key gets, and can't tell more.
      if (error?.name === 'restricted_api_key') return { ok: true }
      if (error) return { ok: false, permanent: false, reason: `${error.name} (${error.statusCode ?? 'no answer'})` }
      const domain = domainOf(from)
      const isVerified = data.data.some(({ name, status }) => status === 'verified' && (domain === name || domain.endsWith(`.${name}`)))
      return isVerified ? { ok: true } : { ok: false, permanent: false, reason: `the domain ${domain} is not verified at Resend` }
    },
  }
}

/** What Resend finds wrong with this one e-mail; a wrong key, a quota or a conflict may be mended in time. */
function isPermanent(status: number | null): boolean {
  return status === 400 || status === 413 || status === 422
}
