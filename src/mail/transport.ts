import type { RenderedEmail } from './email.ts'

/** An e-mail on its way: `id` stays the same over all tries, so that a provider can tell a repetition. With `isRecipientSecret` nobody else may learn that it goes out. */
export type Parcel = RenderedEmail & { id: string; from: string; to: string; isRecipientSecret?: boolean }

/** How a try ended. What is `permanent` will fail again; `reason` is short and holds nothing private. */
export type Delivery = { ok: true } | { ok: false; permanent: boolean; reason: string }

/** Something that carries e-mails. It answers how the try ended and never throws; `signal` ends a try that takes too long. */
export type Transport = {
  /** How many e-mails may be under way together: what a crash leaves unsure, and who can't tell a repetition gets twice. */
  atOnce: number
  send(parcel: Parcel, signal: AbortSignal): Promise<Delivery>
  /** Signs in without sending anything: whether e-mails of that sender would go out, as far as can be told. Never throws. */
  check?(from: string, signal: AbortSignal): Promise<Delivery>
  /** Lets go of connections that are kept for the next e-mail. */
  close?(): void
}

/** The transport of an installation where none is set up: everything waits, and is retried. */
export const noTransport: Transport = {
  atOnce: 10,
  send: async () => ({ ok: false, permanent: false, reason: 'no mail transport is set up' }),
}
