import type { Delivery } from './transport.ts'
import { isOfAll, type Refusal } from './verdict.ts'

const minute = 60_000
const longestPause = { later: 120 * minute, unreachable: 8 * minute }

/** What is noted of an e-mail after a try. */
export type Outcome = ReturnType<typeof afterTry> | typeof notNeeded

/** There was nothing to say any more by the time it could go out. */
export const notNeeded = { state: 'expired' as const, sealedParameters: null, sealedContent: null, lastError: null }

/** What is sealed can't be opened. Another key may open it once somebody has put that back. */
export const unreadable: Refusal = { ok: false, verdict: 'never', reason: 'it could not be opened with the present secret key', mayHaveArrived: true }

type Tried = { attempts: number; giveUpAt: Date; sealedParameters: string | null }

/**
 * What a try means for the e-mail. A refusal for what all e-mails share, the pace or a limit, spends none of its tries. One of
 * which it is known that it did not arrive is composed anew for the next try; of any other the very same goes out again.
 */
export function afterTry({ attempts, giveUpAt, sealedParameters }: Tried, delivery: Delivery, now: Date) {
  if (delivery.ok) return { state: 'sent' as const, sentAt: now, sealedParameters: null, sealedContent: null, lastError: null }
  const { verdict, reason, retryAfter = 0, mayHaveArrived = false } = delivery
  const anew = mayHaveArrived || sealedParameters === null ? {} : { sealedContent: null }
  if (isOfAll(verdict)) return { ...anew, attempts: attempts - 1 }
  const failed = { ...anew, lastError: reason.slice(0, 255) }
  const pause = pauseAfter(attempts, longestPause[verdict === 'unreachable' ? 'unreachable' : 'later'])
  const next = new Date(now.getTime() + Math.max(pause, verdict === 'later' ? retryAfter * 1000 : 0))
  const isHopeless = verdict === 'never' || next > giveUpAt
  return isHopeless ? { ...failed, state: 'given_up' as const, giveUpAt: now } : { ...failed, dueAt: next }
}

/** Half a minute, then twice as long each time, up to `longest`; in milliseconds. */
function pauseAfter(attempts: number, longest: number): number {
  return Math.min(minute * 2 ** (Math.min(attempts, 20) - 2), longest)
}
