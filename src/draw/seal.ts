import type { Logger } from 'pino'
import { RuleBroken } from '../errors.ts'
import { ifItOpens, type Opener, type Vault } from '../vault.ts'

const purpose = 'match'
const repairPurpose = 'draw before a repair'

/** Who gives to whom, by identifiers: receivers by givers. */
export type Pairs = Map<string, string>

/** Seals who receives, with the vault of the exchange, for one draw and one giver. Identifiers are of one length, so all seals are. */
export function sealReceiver(vault: Vault, drawId: string, giverId: string, receiverId: string): string {
  return vault.seal(receiverId, purpose, context(drawId, giverId))
}

/** A match as it is stored, with the identifiers of its draw and its giver. */
export type SealedMatch = { draw: string; giver: string; sealedReceiver: string }

/** The identifier of who receives: the only door to a pair. Throws when the seal is of another draw, another giver, or was changed. */
export function receiverOf(vault: Opener, { draw, giver, sealedReceiver }: SealedMatch): string {
  return vault.open(sealedReceiver, purpose, context(draw, giver))
}

/** The identifier of whoever gives to that receiver, among all matches of a draw; undefined where nobody does, or that match can't be opened. It opens all, so that how long it takes tells nothing. */
export function giverOf(vault: Opener, matches: readonly SealedMatch[], receiverId: string): string | undefined {
  return matches.filter((match) => ifItOpens(() => receiverOf(vault, match)) === receiverId)[0]?.giver
}

/** Seals a whole draw as it was before a repair, for that draw and that repair, so that its length tells nothing of what was changed. */
export function sealDrawBefore(vault: Vault, { draw, id }: { draw: string; id: string }, pairs: Pairs): string {
  return vault.seal(JSON.stringify([...pairs]), repairPurpose, context(draw, id))
}

/** The draw as it was before a repair. Throws as `receiverOf` does. */
export function openDrawBefore(vault: Opener, { draw, id, sealedDrawBefore }: { draw: string; id: string; sealedDrawBefore: string }): Pairs {
  return new Map(JSON.parse(vault.open(sealedDrawBefore, repairPurpose, context(draw, id))))
}

function context(drawId: string, id: string): string {
  return `${drawId} ${id}`
}

/** Gives what `open` gives. Where that throws, notes `ids` in the log and throws RuleBroken with that code. */
export function openOrRefuse<Opened>(log: Logger, ids: Record<string, string>, code: 'match is shut' | 'draw is shut', open: () => Opened): Opened {
  const opened = openOrNote(log, ids, open)
  if (opened === undefined) throw new RuleBroken({ code })
  return opened
}

/** Gives what `open` gives; where that throws, notes `ids` in the log and gives undefined. */
export function openOrNote<Opened>(log: Logger, ids: Record<string, string>, open: () => Opened): Opened | undefined {
  try {
    return open()
  } catch {
    log.error(ids, 'a match can’t be opened: it was changed, or sealed with another secret key')
    return undefined
  }
}
