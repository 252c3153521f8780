import { bytesSealedIn, ifItOpens, type Opener, type Vault } from '../vault.ts'
import { inBlocks } from './in-blocks.ts'

/** What everybody of an exchange or a draw keeps of one kind, by identifiers of people. */
export type OfAll<Kept> = Record<string, Kept>

/** What is kept, and the identifier of the row that it is sealed for; `room` is how many bytes are held ready for so many people. */
export type Kind = { purpose: string; context: string; room: (people: number) => number }

/**
 * Seals what everybody keeps as one text, with the vault of the exchange: whoever changes something changes this text, so that nobody who sees it change learns who did. Its length depends on how many
 * people there are; only what needs more room than is held ready for all of them makes it longer, by as much again. It never becomes shorter than `before`, which it replaces: else it would tell who has something less.
 */
export function sealForAll<Kept>(vault: Vault, { purpose, context, room }: Kind, ofAll: OfAll<Kept>, before: string | null = null): string {
  const json = inBlocks(JSON.stringify(ofAll), room(Object.keys(ofAll).length))
  const missing = before === null ? 0 : bytesSealedIn(before) - Buffer.byteLength(json)
  return vault.seal(json + ' '.repeat(Math.max(0, missing)), purpose, context)
}

/** What each of `people` keeps, by their identifiers; `nothing` for whom nothing is stored, and for all where it can't be opened. */
export function openForAll<Kept>(vault: Opener, kind: Kind, sealed: string | null, people: readonly string[], nothing: Kept): OfAll<Kept> {
  const stored: OfAll<Kept> = sealed === null ? {} : (openIfPossible(vault, kind, sealed) ?? {})
  // Whoever has left since leaves nothing behind, which would take another's room.
  return Object.fromEntries(people.map((id) => [id, stored[id] ?? nothing]))
}

/** What is kept, of those who keep anything; undefined where it can't be opened. */
export function openIfPossible<Kept>(vault: Opener, { purpose, context }: Kind, sealed: string): OfAll<Kept> | undefined {
  return ifItOpens(() => JSON.parse(vault.open(sealed, purpose, context)) as OfAll<Kept>)
}
