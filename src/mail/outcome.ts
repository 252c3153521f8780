import { wholeDay } from '../database/whole-day.ts'
import { failsUnseen } from './kinds.ts'
import type { Delivery } from './transport.ts'
import type { Refusal } from './verdict.ts'

const minute = 60_000
const longestPause = { later: 120 * minute, limit: 15 * minute, unreachable: 8 * minute }
const longestAsked = 24 * 60 * minute

/** What is noted of an e-mail after a try. */
export type Outcome = ReturnType<typeof outcomeOf> | ReturnType<typeof notNeeded>

const erased = { sealedParameters: null, sealedContent: null, lastError: null }

/** There was nothing to say any more by the time it could go out. Of a secret e-mail not even that may show. */
export function notNeeded(isSecret: boolean, now: Date) {
  return isSecret ? countsAsSent(now) : { ...erased, state: 'expired' as const }
}

/** How every secret e-mail ends: as if the first try had done it, and on which day. Else its row would tell whose address makes trouble, or who needed none. */
export function countsAsSent(now: Date) {
  const day = wholeDay(now)
  return { ...erased, state: 'sent' as const, sentAt: day, dueAt: day, attempts: 1 }
}

/** What a try means for the e-mail, as `afterTry` says. One of which nobody may learn that it failed is tried again like any other, and counts as sent once it is given up. */
export function outcomeOf(email: Tried & { kind: string; isSecret: boolean }, delivery: Delivery, now: Date) {
  const outcome = afterTry(email, delivery, now)
  if (failsUnseen(email.kind)) return 'state' in outcome ? countsAsSent(now) : { ...outcome, lastError: null }
  return email.isSecret && 'state' in outcome && outcome.state === 'sent' ? countsAsSent(now) : outcome
}

/** It could not be composed, for a reason that may pass. */
export const uncomposed: Refusal = { ok: false, verdict: 'later', reason: 'it could not be composed' }

/** What is sealed can't be opened. Another key may open it once somebody has put that back. */
export const unreadable: Refusal = { ok: false, verdict: 'never', reason: 'it could not be opened with the present secret key', mayHaveArrived: true }

/** `sealedContent` is what an earlier try left of which nobody knows whether it arrived. */
type Tried = { attempts: number; giveUpAt: Date; sealedParameters: string | null; sealedContent: string | null }

/**
 * What a try means for the e-mail. A refusal for the pace spends none of its tries. While it is known of every try that it did
 * not arrive, the e-mail is composed anew for the next one; else the very same goes out again. One that met a limit lets others try first.
 */
function afterTry({ attempts, giveUpAt, sealedParameters, sealedContent }: Tried, delivery: Delivery, now: Date) {
  if (delivery.ok) return { state: 'sent' as const, sentAt: now, sealedParameters: null, sealedContent: null, lastError: delivery.loggedBecause ?? null }
  const { verdict, reason, retryAfter = 0, mayHaveArrived = false } = delivery
  const anew = mayHaveArrived || sealedContent !== null || sealedParameters === null ? {} : { sealedContent: null }
  if (verdict === 'slower') return { ...anew, attempts: attempts - 1, dueAt: now }
  const failed = { ...anew, lastError: reason.slice(0, 255) }
  if (verdict === 'never') return { ...failed, state: 'given_up' as const, giveUpAt: now }
  const asked = verdict === 'unreachable' ? 0 : Math.min(retryAfter * 1000, longestAsked)
  const next = new Date(now.getTime() + Math.max(pauseAfter(attempts, longestPause[verdict]), asked))
  return next > giveUpAt ? { ...failed, state: 'given_up' as const, giveUpAt: now } : { ...failed, dueAt: next }
}

/** Exponential backoff: half a minute, then twice as long each time, up to `longest`; in milliseconds. */
function pauseAfter(attempts: number, longest: number): number {
  return Math.min(minute * 2 ** (Math.min(attempts, 20) - 2), longest)
}
