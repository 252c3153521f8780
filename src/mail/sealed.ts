import type { Opener, Vault } from '../vault.ts'
import type { RenderedEmail } from './email.ts'

const purpose = 'outgoing e-mail'

/** What is stored of an e-mail can't be decrypted: it was changed, or sealed with a key that is not at hand. */
export class StaysShut extends Error {
  override name = 'StaysShut'
}

function open(vault: Opener, id: string, sealed: string) {
  try {
    return JSON.parse(vault.open(sealed, purpose, id))
  } catch (cause) {
    throw new StaysShut('What is stored of an e-mail can’t be opened.', { cause })
  }
}

/** What an e-mail's composer is told, as it is stored. */
export type StoredParameters = Record<string, unknown>

/** Seals what a composer is to be told; only `openParameters` with the same `id` gives it back. */
export function sealParameters(vault: Vault, id: string, parameters: StoredParameters): string {
  return vault.seal(JSON.stringify(parameters), purpose, id)
}

/** Throws StaysShut when they were tampered with, or the key is unknown. */
export function openParameters(vault: Vault, id: string, sealed: string): StoredParameters {
  return open(vault, id, sealed)
}

/**
 * An e-mail as it was composed, and to whom. `key` and `usableUntil` (milliseconds; null for ever) are missing in what an older
 * version stored, and `to` in what that stored of e-mails whose recipient the row tells.
 */
export type StoredContent = RenderedEmail & { to?: string; key?: string; usableUntil?: number | null }

/** Seals what was composed, filled up to `length` bytes where its own length would tell something. */
export function sealContent(vault: Vault, id: string, content: StoredContent, length = 0): string {
  const text = JSON.stringify(content)
  return vault.seal(text + ' '.repeat(Math.max(0, length - Buffer.byteLength(text))), purpose, id)
}

/** Throws StaysShut when it was tampered with, or the key is unknown. */
export function openContent(vault: Opener, id: string, sealed: string): StoredContent {
  return open(vault, id, sealed)
}
