import type { Vault } from '../vault.ts'

/** What an e-mail may let somebody do without signing in. */
export type Purpose = 'unsubscribe from reminders' | 'decline'

/**
 * The secret of a participant's link for one purpose: the identifier's 16 bytes and a 16-byte signature, 43 characters in
 * all. It needs no row, works for as long as the participant exists, and serves for nothing else.
 */
export function participantToken(vault: Vault, participantId: string, purpose: Purpose): string {
  const id = Buffer.from(participantId.replaceAll('-', ''), 'hex')
  return Buffer.concat([id, vault.sign(participantId, purpose).subarray(0, 16)]).toString('base64url')
}

/** The identifier in such a secret; undefined when it was not made here, or for another purpose. */
export function participantIn(vault: Vault, token: string, purpose: Purpose): string | undefined {
  const bytes = Buffer.from(token, 'base64url')
  const id = bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return vault.isSignature(bytes.subarray(16), id, purpose) ? id : undefined
}
