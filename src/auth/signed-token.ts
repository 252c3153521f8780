import type { Vault } from '../vault.ts'

/** What an e-mail may let somebody do without signing in. */
export type Purpose = 'unsubscribe from reminders' | 'decline' | 'invited again' | 'new address'

/**
 * The secret of a participant's or an account's link for one purpose: the identifier's 16 bytes and a 16-byte signature, 43 characters in
 * all. It needs no row, works for as long as its owner exists, with `detail`, like an address, for as long as that holds, and serves
 * for nothing else.
 */
export function signedToken(vault: Vault, ownerId: string, purpose: Purpose, detail?: string): string {
  const id = Buffer.from(ownerId.replaceAll('-', ''), 'hex')
  return Buffer.concat([id, vault.sign(signed(ownerId, detail), purpose).subarray(0, 16)]).toString('base64url')
}

/** The secret of a participant's link for declining, which whoever reads the mail of an address from before can't use. */
export function declineToken(vault: Vault, { id, email }: { id: string; email: string }): string {
  return signedToken(vault, id, 'decline', email)
}

/** The identifier in such a secret; undefined when it was not made here, or for another purpose. */
export function participantIn(vault: Vault, token: string, purpose: Purpose): string | undefined {
  const id = claimedIn(token)
  return isSignedToken(vault, token, id, purpose) ? id : undefined
}

/** The identifier that such a secret claims to be for: whether it was made here is for `isSignedToken` to say. */
export function claimedIn(token: string): string {
  return Buffer.from(token, 'base64url')
    .toString('hex', 0, 16)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Whether a secret was made here for that owner, purpose and detail. */
export function isSignedToken(vault: Vault, token: string, ownerId: string, purpose: Purpose, detail?: string): boolean {
  return vault.isSignature(Buffer.from(token, 'base64url').subarray(16), signed(ownerId, detail), purpose)
}

function signed(ownerId: string, detail?: string): string {
  return detail === undefined ? ownerId : `${ownerId} ${detail}`
}
