/** Who an e-mail comes from: a name, which may be empty, and one address. */
export type Sender = { name: string; address: string }

/** No quoted local parts and no comments: nobody has such an address to send from. */
const plainAddress = /^[^\s@<>()[\]",;:\\.]+(\.[^\s@<>()[\]",;:\\.]+)*@[^\s@<>()[\]",;:\\.]+(\.[^\s@<>()[\]",;:\\.]+)*$/u
/** What a header takes as a name without quotation marks (RFC 5322 atoms, and letters of every script). */
const plainName = /^[\p{L}\p{N}\p{M} !#$%&'*+/=?^_`{|}~-]*$/u

/**
 * Reads a sender as people write it, like `Team: Santa <klaus@example.org>`: what stands before the address is the name, whatever is in it;
 * quotation marks around the whole of it are left out. Returns what is wrong, as the end of a sentence, when that is not one sender.
 */
export function readSender(text: string): Sender | string {
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) return 'must be on one line, without control characters'
  const quoted = /^"((?:[^"\\]|\\.)*)"\s*<([^<>]*)>$/u.exec(text)
  const [, before = '', inBrackets = text] = quoted ?? /^([^<>]*)<([^<>]*)>$/u.exec(text) ?? []
  const name = (quoted ? before.replaceAll(/\\(.)/gu, '$1') : before).trim()
  const address = inBrackets.trim()
  if (isSeveral(name) || isSeveral(address)) return 'must be one address, not several'
  if (!plainAddress.test(address)) return 'must be an address, or a name and an address like Klaus <klaus@example.org>'
  // A name that only repeats the address is left out by whoever shows it.
  return { name: name === address ? '' : name, address }
}

function isSeveral(list: string): boolean {
  const parts = list.split(/[,;]/).map((part) => part.trim())
  return parts.length > 1 && parts.some((part) => plainAddress.test(part))
}

/** A sender as a header takes it (RFC 5322), the name in quotation marks where it needs them. */
export function writeSender({ name, address }: Sender): string {
  if (name === '') return address
  return plainName.test(name) ? `${name} <${address}>` : `"${name.replaceAll(/["\\]/g, '\\$&')}" <${address}>`
}
