import { type FilterQuery, LockMode } from '@mikro-orm/core'
import { insert } from '../database/insert.ts'
import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import { ifItOpens, type Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { type Kind, kinds, kindsThat, type ParametersOf } from './kinds.ts'
import { OutgoingEmail } from './outgoing-email.ts'
import { openContent, openParameters, sealParameters } from './sealed.ts'
import { isSeenBy } from './seen-by.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** Whom an e-mail is for: a participant or an account, by its identifier, and the address of now. */
type Reader = { id: string; email: string }

/** An e-mail that is to be sent. What it says is composed when it goes out. */
export type Letter<K extends Kind = Kind> = {
  kind: K
  reader: Reader
  parameters: ParametersOf<K>
  exchangeId: string | null
  /** The de-duplication key: the same cause never queues twice. */
  cause: string
  /** When nobody has any use for it any more, where the kind does not say so. */
  expiresAt?: Date
}

/** Queues an e-mail in the caller's transaction: it goes out if, and only if, what caused it is stored. */
export function queueEmail<K extends Kind>(em: EntityManager, context: { world: World; vault: Vault }, letter: Letter<K>): Promise<void> {
  return queueEmails(em, context, [letter])
}

/** Queues e-mails as `queueEmail` does. */
export async function queueEmails<K extends Kind>(em: EntityManager, { world, vault }: { world: World; vault: Vault }, letters: Letter<K>[]): Promise<void> {
  const now = world.now()
  const rows = letters.map(({ kind, reader, parameters, exchangeId, cause, expiresAt }) => {
    const { priority, minutes, isSecret = false, to } = kinds[kind]
    const id = world.newId()
    return {
      id,
      exchange: exchangeId,
      participant: to === 'participant' && !isSecret ? reader.id : null,
      account: to === 'organiser' ? reader.id : null,
      kind,
      isSecret,
      recipient: isSecret ? '' : reader.email,
      deduplicationKey: cause,
      sealedParameters: sealParameters(vault, id, isSecret ? { ...parameters, participantId: reader.id } : parameters),
      priority,
      dueAt: now,
      giveUpAt: new Date(now.getTime() + day),
      expiresAt: expiresAt ?? (minutes === undefined ? null : new Date(now.getTime() + minutes * minute)),
    }
  })
  await insert(em, world, OutgoingEmail, rows)
}

/** Whether an e-mail of that cause was queued before. */
export async function wasQueued(em: EntityManager, cause: string): Promise<boolean> {
  return (await findByCause(em, { cause })) !== undefined
}

const findByCause = queryOne((db, given: { cause: string }) => db.selectFrom('OutgoingEmail').select('id').where('deduplicationKey', '=', given.cause))

/** Of an e-mail that outlives its exchange nothing stays once it is sent or given up. Returns how many were forgotten. */
export function forgetFarewells(em: EntityManager): Promise<number> {
  // They belong to no exchange, which is indexed, and few e-mails do.
  return em.nativeDelete(OutgoingEmail, { exchange: null, kind: { $in: kindsThat(({ isFarewell }) => isFarewell === true) }, state: { $ne: 'queued' } })
}

/** No worker takes them, or gives them another lease, before the caller's transaction ends. */
const locked = { lockMode: LockMode.PESSIMISTIC_WRITE } as const

/** Takes back e-mails whose causes begin with `cause` and that are not under way. Returns the identifiers of those who have surely not got one. */
export async function takeBackEmails(em: EntityManager, vault: Vault, cause: string): Promise<string[]> {
  const waiting = await em.find(OutgoingEmail, { state: 'queued', leaseId: null, deduplicationKey: { $like: `${cause}%` } }, locked)
  const untold = waiting.filter(({ attempts }) => attempts === 0).map((email) => readerOf(vault, email))
  for (const email of waiting) em.remove(email)
  return untold.filter((id) => id !== undefined)
}

/** The identifier of the participant whom an e-mail is for; undefined when it is for none, or can't be opened with the keys at hand: then it can't go out either. */
function readerOf(vault: Vault, { id, participant, sealedParameters }: OutgoingEmail): string | undefined {
  if (participant) return participant.id
  return sealedParameters === null ? undefined : (ifItOpens(() => openParameters(vault, id, sealedParameters).participantId) as string | undefined)
}

/** What can still be sent: it waits, or was given up, and what it says is known. */
const sendable = {
  state: { $in: ['queued' as const, 'given_up' as const] },
  $or: [{ sealedParameters: { $ne: null } }, { sealedContent: { $ne: null } }],
}

/** Somebody who takes part in an exchange, and has, or had, that address. */
type Correspondent = { id: string; exchangeId: string; email: string }

/** Drops, in the caller's transaction, what still waits to go to a participant, or failed and could be tried again. */
export async function dropEmailsTo(em: EntityManager, vault: Vault, to: Correspondent): Promise<void> {
  await em.nativeDelete(OutgoingEmail, { ...sendable, participant: to.id })
  for (const email of await findSecretEmails(em, vault, to)) em.remove(email)
}

/**
 * Redirects to a participant's new address, in the caller's transaction, what waits or failed at the old one, `to.email`. What was
 * composed for that one stays behind: nobody there may get a link any more.
 */
export async function sendOn(em: EntityManager, { world, vault }: { world: World; vault: Vault }, to: Correspondent, newAddress: string): Promise<void> {
  await em.nativeDelete(OutgoingEmail, { ...sendable, participant: to.id, kind: { $in: kindsThat(({ letsIn }) => letsIn === true) } })
  await redirect(em, world, { ...sendable, participant: to.id }, newAddress)
  for (const email of await findSecretEmails(em, vault, to)) {
    if (email.sealedParameters === null) em.remove(email)
    else Object.assign(email, { ...unleased(world), sealedContent: null })
  }
}

/** Redirects to an account's new address, in the caller's transaction, what waits for it. What failed earlier is old news there. */
export function sendOnToAccount(em: EntityManager, world: World, accountId: string, newAddress: string): Promise<void> {
  return redirect(em, world, { state: 'queued', account: accountId }, newAddress)
}

async function redirect(em: EntityManager, world: World, which: FilterQuery<OutgoingEmail>, recipient: string): Promise<void> {
  const anew = { ...unleased(world), recipient }
  await em.nativeUpdate(OutgoingEmail, { $and: [which, { sealedParameters: { $ne: null } }] }, { ...anew, sealedContent: null })
  await em.nativeUpdate(OutgoingEmail, { $and: [which, { sealedParameters: null }] }, anew)
}

/** A worker that has just taken one loses its lease, and can't note that this one was sent. */
function unleased(world: World) {
  return { ...freshStart(world), leaseId: null, leasedUntil: null }
}

/** The e-mails of an exchange that wait for somebody, or failed, where only what is sealed tells whom they are for. */
async function findSecretEmails(em: EntityManager, vault: Vault, to: Correspondent): Promise<OutgoingEmail[]> {
  const secret = await em.find(OutgoingEmail, { ...sendable, exchange: to.exchangeId, isSecret: true }, locked)
  return secret.filter((email) => {
    // An older version knew addresses alone.
    if (email.sealedParameters === null) return ifItOpens(() => openContent(vault, email.id, email.sealedContent ?? '').to) === to.email
    return readerOf(vault, email) === to.id
  })
}

/**
 * Gives e-mails that an account may see another day, beginning now: all that were given up, or the one of that `id`, which may also wait for its next
 * try. Returns how many there is still something to send of.
 */
export async function retryEmails(em: EntityManager, world: World, accountId: string, id?: string): Promise<number> {
  const seen = await findSeen(em, { accountId })
  const failed =
    id === undefined
      ? { state: 'given_up' as const }
      : { id, $and: [{ $or: [{ state: 'given_up' as const }, { state: 'queued' as const, attempts: { $gt: 0 } }] }] }
  const which = [sendable, failed, { id: { $in: seen.map((email) => email.id) } }]
  return em.nativeUpdate(OutgoingEmail, { $and: which }, freshStart(world))
}

const findSeen = query((db, given: { accountId: string }) =>
  db
    .selectFrom('OutgoingEmail as o')
    .select('o.id')
    .where('o.state', 'in', ['queued', 'given_up'])
    .where((eb) => isSeenBy(eb, given.accountId)),
)

/** What makes an e-mail due now, with another day ahead of it. */
function freshStart(world: World) {
  const now = world.now()
  return { state: 'queued' as const, attempts: 0, dueAt: now, giveUpAt: new Date(now.getTime() + day) }
}
