import type { RenderedEmail } from './email.ts'
import type { Refusal } from './verdict.ts'

/**
 * An e-mail on its way: `id` stays the same over all tries, `key`, which is the same where it is left out, as long as the e-mail does to
 * the byte, so that a provider can tell a repetition. With `isRecipientSecret` nobody else may learn that it goes out.
 */
export type Parcel = RenderedEmail & { id: string; key?: string; from: string; to: string; isRecipientSecret?: boolean }

/** How a try ended. `loggedBecause`: in a trial it only got as far as the log, and why. */
export type Delivery = { ok: true; loggedBecause?: string } | Refusal

/** Sends e-mails. It returns how the try ended and never throws; `signal` ends a try that takes too long. */
export type Transport = {
  /** What its pace and its troubles are stored under. */
  name: string
  /** How many e-mails may be under way together: what a crash leaves unsure, and who can't tell a repetition gets twice. */
  atOnce: number
  /** Whether an e-mail that is sent again under its key, the same to the byte, arrives once. */
  knowsRepetition: boolean
  send(parcel: Parcel, signal: AbortSignal): Promise<Delivery>
  /** Signs in without sending anything: whether e-mails of that sender would go out, as far as can be told. Never throws. */
  check?(from: string, signal: AbortSignal): Promise<Delivery>
  /** Lets go of connections that are kept for the next e-mail. */
  close?(): void
}

/** Why nothing goes out where nothing is set up. */
export const noWay = 'no mail transport is set up'

/** The transport of an installation where none is set up: everything waits, and is retried. */
export const noTransport: Transport = {
  name: 'none',
  atOnce: 10,
  knowsRepetition: false,
  send: async () => ({ ok: false, verdict: 'unreachable', reason: noWay }),
}

/** The failure of a try that `signal` ended. */
export function tooLate(signal: AbortSignal): Promise<Refusal> {
  return new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve({ ok: false, verdict: 'unreachable', reason: 'no answer in time', mayHaveArrived: true })),
  )
}
