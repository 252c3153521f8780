import type { EntityManager } from '../database/orm.ts'
import { insertRows } from '../database/write.ts'
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
  /** Whether it must stay between the app and the recipient that this e-mail goes out at all. */
  isRecipientSecret?: boolean
  exchangeId: string | null
  /** Names the cause: the same key never queues twice. */
  deduplicationKey: string
  priority: number
  /** When the e-mail is no use any more, like the link in it; null for never. */
  expiresAt: Date | null
}

/** As long as an address may be: what is stored of an e-mail with a secret recipient has room for any. */
const anyAddress = 'x'.repeat(254)

/** What is stored of an e-mail, sealed. `to` stands here instead of in the row where the row must not tell whom it goes to. */
type StoredEmail = RenderedEmail & { to?: string }

/** Queues an e-mail in the caller's transaction: it goes out if, and only if, what caused it is stored. */
export function queueEmail(em: EntityManager, context: { world: World; vault: Vault }, envelope: Envelope, email: Email): Promise<void> {
  return queueEmails(em, context, [{ envelope, email }])
}

/** An e-mail and where it goes. */
export type Letter = { envelope: Envelope; email: Email }

/**
 * Queues e-mails that go out for one cause. What is stored of them has one length, which tells nothing of what they say: that of the
 * longest of them, and of `others`, which might have gone out instead.
 */
export async function queueEmails(
  em: EntityManager,
  { world, vault }: { world: World; vault: Vault },
  letters: Letter[],
  others: readonly Email[] = [],
): Promise<void> {
  const contents = letters.map(({ envelope, email }) => {
    const stored: StoredEmail = envelope.isRecipientSecret ? { ...renderEmail(email), to: envelope.recipient } : renderEmail(email)
    return JSON.stringify(stored)
  })
  const longest = Math.max(...contents.map((content) => Buffer.byteLength(content)), ...others.map(longestStored))
  const now = world.now()
  const rows = letters.map(({ envelope }, index) => {
    const content = contents[index] as string
    const id = world.newId()
    return {
      id,
      exchange_id: envelope.exchangeId,
      kind: envelope.kind,
      recipient: envelope.isRecipientSecret ? '' : envelope.recipient,
      deduplication_key: envelope.deduplicationKey,
      sealed_content: vault.seal(content + ' '.repeat(longest - Buffer.byteLength(content)), purpose, id),
      priority: envelope.priority,
      due_at: now,
      give_up_at: new Date(now.getTime() + day),
      expires_at: envelope.expiresAt,
    }
  })
  await insertRows(em, world, 'outgoing_email', rows)
}

/** How many bytes what is stored of an e-mail may have, whoever it goes to. */
export function longestStored(email: Email): number {
  return Buffer.byteLength(JSON.stringify({ ...renderEmail(email), to: anyAddress }))
}

/** Of an e-mail that outlives its exchange nothing stays once it is sent or given up. Returns how many were forgotten. */
export function forgetFarewells(em: EntityManager): Promise<number> {
  // They belong to no exchange, which is indexed, and few e-mails do.
  return em.nativeDelete(OutgoingEmail, { exchange: null, kind: farewell, state: { $ne: 'queued' } })
}

/** The kind of the last e-mail about an exchange that is deleted. */
export const farewell = 'exchange called off'

const purpose = 'outgoing e-mail'

/** What a queued e-mail says. Throws when it was tampered with. */
export function openContent(vault: Vault, id: string, sealed: string): StoredEmail {
  return JSON.parse(vault.open(sealed, purpose, id))
}

/** Takes back e-mails whose deduplication keys begin with `cause` and that nobody has begun to send. Returns to whom they would have gone. */
export async function takeBackEmails(em: EntityManager, vault: Vault, cause: string): Promise<string[]> {
  const waiting = await em.find(OutgoingEmail, { state: 'queued', attempts: 0, deduplicationKey: { $like: `${cause}%` } })
  const recipients = waiting.map(({ id, recipient, sealedContent }) => recipient || secretRecipient(vault, id, sealedContent))
  for (const email of waiting) em.remove(email)
  return recipients
}

/** The e-mails of an exchange that wait for an address, or failed, where only the sealed content tells whom they go to. */
export async function findSecretEmails(em: EntityManager, vault: Vault, exchangeId: string, recipient: string): Promise<OutgoingEmail[]> {
  const secret = await em.find(OutgoingEmail, { exchange: exchangeId, recipient: '', state: { $in: ['queued', 'given_up'] }, sealedContent: { $ne: null } })
  return secret.filter(({ id, sealedContent }) => secretRecipient(vault, id, sealedContent) === recipient)
}

/** To whom it goes; nobody, where it can't be opened with the keys at hand: then it can't go out either. */
function secretRecipient(vault: Vault, id: string, sealed: string | null): string {
  try {
    return openContent(vault, id, sealed ?? '').to ?? ''
  } catch {
    return ''
  }
}

/** Sends such an e-mail to another address, from the start. What is stored of it keeps its length, as far as that goes. */
export function redirectSecretEmail({ world, vault }: { world: World; vault: Vault }, email: OutgoingEmail, recipient: string): void {
  const before = vault.open(email.sealedContent ?? '', purpose, email.id)
  const content = JSON.stringify({ ...JSON.parse(before), to: recipient })
  const sealedContent = vault.seal(content + ' '.repeat(Math.max(0, Buffer.byteLength(before) - Buffer.byteLength(content))), purpose, email.id)
  Object.assign(email, { ...freshStart(world), sealedContent, leaseId: null, leasedUntil: null })
}

/**
 * Gives e-mails another day, beginning now: all that were given up, or the one of that `id`, which may also wait for its next
 * try. Returns how many there is still something to send of.
 */
export function retryEmails(em: EntityManager, world: World, id?: string): Promise<number> {
  const failed =
    id === undefined ? { state: 'given_up' as const } : { id, $or: [{ state: 'given_up' as const }, { state: 'queued' as const, attempts: { $gt: 0 } }] }
  return em.nativeUpdate(OutgoingEmail, { ...failed, sealedContent: { $ne: null } }, freshStart(world))
}

/** What makes an e-mail due now, with another day ahead of it. */
export function freshStart(world: World) {
  const now = world.now()
  return { state: 'queued' as const, attempts: 0, dueAt: now, giveUpAt: new Date(now.getTime() + day) }
}
