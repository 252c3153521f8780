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
