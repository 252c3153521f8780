import type { Side } from '../../../src/messages/thread.ts'
import type { House } from '../../support/house.ts'
import type { Change } from './watch.ts'

/** A request as a reverse proxy notes it: from whose address, when, and for what. */
type Request = { at: number; person: string; path: string; isPost: boolean }

/** What there is to be observed of a December, and what really was: `receivers` by givers, at its end; who wrote which message, to which side. */
export type December = {
  names: string[]
  changes: Change[]
  requests: Request[]
  /** E-mails that messages are there, or that wishes have changed. */
  letters: { at: number; to: string; isOfWishes: boolean }[]
  log: string[]
  /** Names by identifiers. */
  people: ReadonlyMap<string, string>
  house: House
  truth: { receivers: Record<string, string>; messages: { at: number; from: string; to: Side; deliverAt: number }[] }
}
