import type { Logger } from 'pino'
import { RuleBroken } from '../errors.ts'
import type { Vault } from '../vault.ts'

const purpose = 'match'

/** Seals who receives, for one draw and one giver. Identifiers are of one length, so all seals are. */
export function sealReceiver(vault: Vault, drawId: string, giverId: string, receiverId: string): string {
  return vault.seal(receiverId, purpose, context(drawId, giverId))
}

/** A match as it is stored, with the identifiers of its draw and its giver. */
export type SealedMatch = { draw: string; giver: string; sealedReceiver: string }

/** The identifier of who receives: the only door to a pair. Throws when the seal is of another draw, another giver, or was changed. */
export function receiverOf(vault: Vault, { draw, giver, sealedReceiver }: SealedMatch): string {
  return vault.open(sealedReceiver, purpose, context(draw, giver))
}

function context(drawId: string, giverId: string): string {
  return `${drawId} ${giverId}`
}

/** Gives what `open` gives. Where that throws, notes `ids` in the log and throws RuleBroken with that code. */
export function openOrRefuse(log: Logger, ids: Record<string, string>, code: 'match is shut' | 'draw is shut', open: () => string): string {
  const opened = openOrNote(log, ids, open)
  if (opened === undefined) throw new RuleBroken({ code })
  return opened
}

/** Gives what `open` gives; where that throws, notes `ids` in the log and gives undefined. */
export function openOrNote(log: Logger, ids: Record<string, string>, open: () => string): string | undefined {
  try {
    return open()
  } catch {
    log.error(ids, 'a match can’t be opened: it was changed, or sealed with another secret key')
    return undefined
  }
}
