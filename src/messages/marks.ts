import { type OfAll, openForAll, sealForAll } from '../keys/seal-for-all.ts'
import type { Opener, Vault } from '../vault.ts'

/** Up to which message of the other side somebody has read a thread: the name of the thread, which another pair's does not have, and how many there were. */
type Mark = [thread: string, read: number]

/** Up to where somebody has read both threads. */
export type Marks = { receiver: Mark | null; giver: Mark | null }

/** The marks of somebody who has read nothing. */
export const noMarks: Marks = { receiver: null, giver: null }

/** The marks of everybody, by identifiers of people. */
export type MarksOfAll = OfAll<Marks>

/** Room for the longest marks that there can be. */
const kind = (drawId: string) => ({ purpose: 'marks', context: drawId, room: (people: number) => 128 * people })

/** Seals everybody's marks, with the vault of the exchange, for one draw. They have one length, however many have looked, and whatever they have read. */
export function sealMarks(vault: Vault, drawId: string, marks: MarksOfAll): string {
  return sealForAll(vault, kind(drawId), marks)
}

/** The marks of `people`; none where there are none, or they can't be opened: then everything is new once more. */
export function openMarks(vault: Opener, drawId: string, sealedMarks: string | null, people: readonly string[]): MarksOfAll {
  return openForAll(vault, kind(drawId), sealedMarks, people, noMarks)
}

/** How many messages of the other side somebody has read of the thread of that name. */
export function readOf(mark: Mark | null, thread: string): number {
  return mark?.[0] === thread ? mark[1] : 0
}
