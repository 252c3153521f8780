import type { Logger } from 'pino'
import { MatchShut } from '../errors.ts'
import type { Vault } from '../vault.ts'

const purpose = 'match'

/** Seals who receives, for one draw and one giver. Identifiers are of one length, so all seals are. */
export function sealReceiver(vault: Vault, drawId: string, giverId: string, receiverId: string): string {
  return vault.seal(receiverId, purpose, context(drawId, giverId))
}

/** Who receives. Throws when the seal is of another draw, another giver, or was changed. */
export function openReceiver(vault: Vault, drawId: string, giverId: string, sealed: string): string {
  return vault.open(sealed, purpose, context(drawId, giverId))
}

function context(drawId: string, giverId: string): string {
  return `${drawId} ${giverId}`
}

const what = 'what is stored of it was changed, or the secret key is another one.'

/** What a giver reads whose match can't be opened. */
export const shutForGiver = `This match can’t be opened: ${what} Please tell your organiser, who can mend it.`

/** What the organiser reads whose draw can't be opened. */
export const shutForOrganiser = `This draw can’t be opened: ${what} Whoever runs the server can put the key from then back. Else undo the draw and draw again.`

/** Gives what `open` gives. Where that throws, notes `ids` in the log and throws MatchShut with `words`. */
export function openOrRefuse(log: Logger, ids: Record<string, string>, words: string, open: () => string): string {
  const opened = openOrNote(log, ids, open)
  if (opened === undefined) throw new MatchShut(words)
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
