import type { EntityManager } from '../database/orm.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import type { Email, RenderedEmail } from './email.ts'
import { renderEmail } from './layout.tsx'
import { OutgoingEmail } from './outgoing-email.ts'

/** Lower goes first: somebody waits for a sign-in link. */
export const priorities = { signIn: 0, news: 5, reminder: 9 }

const day = 24 * 60 * 60 * 1000

export type Envelope = {
  kind: string
  recipient: string
  exchangeId: string | null
  /** Names the cause: the same key never queues twice. */
  deduplicationKey: string
  priority: number
  /** When the e-mail is no use any more, like the link in it; null for never. */
  expiresAt: Date | null
}

/** Queues an e-mail in the caller's transaction: it goes out if, and only if, what caused it is stored. */
export function queueEmail(em: EntityManager, { world, vault }: { world: World; vault: Vault }, envelope: Envelope, email: Email): void {
  const { exchangeId, ...rest } = envelope
  const id = world.newId()
  const sealedContent = vault.seal(JSON.stringify(renderEmail(email)), purpose, id)
  em.create(OutgoingEmail, { id, ...rest, exchange: exchangeId, sealedContent, dueAt: world.now(), giveUpAt: new Date(world.now().getTime() + day) })
}

/** Of an e-mail that outlives its exchange nothing stays once it is sent or given up. Returns how many were forgotten. */
export function forgetFarewells(em: EntityManager): Promise<number> {
  return em.nativeDelete(OutgoingEmail, { kind: farewell, state: { $ne: 'queued' } })
}

/** The kind of the last e-mail about an exchange that is deleted. */
export const farewell = 'exchange called off'

const purpose = 'outgoing e-mail'

/** What a queued e-mail says. Throws when it was tampered with. */
export function openContent(vault: Vault, id: string, sealed: string): RenderedEmail {
  return JSON.parse(vault.open(sealed, purpose, id))
}

/** Gives e-mails that were given up another day, beginning now: one of them, or all. Returns how many there is still something to send of. */
export function retryEmails(em: EntityManager, world: World, id?: string): Promise<number> {
  const now = world.now()
  const again = { state: 'queued' as const, attempts: 0, dueAt: now, giveUpAt: new Date(now.getTime() + day) }
  return em.nativeUpdate(OutgoingEmail, { state: 'given_up', sealedContent: { $ne: null }, ...(id === undefined ? {} : { id }) }, again)
}
