import { holdRow } from '../database/hold.ts'
import type { EntityManager } from '../database/orm.ts'
import { exchangeVault, exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import type { Printer } from '../language/printer.ts'
import type { Printers } from '../language/printers.ts'
import { ifItOpens, type Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { isBlocked } from './blocked-address.ts'
import type { Email } from './email.ts'
import { isToPeople, type Kind, kindNamed, type ParametersOf } from './kinds.ts'
import { renderEmail } from './layout.tsx'
import { OutgoingEmail } from './outgoing-email.ts'
import { openContent, openParameters, type StoredContent, sealContent } from './sealed.ts'

const minute = 60_000

/**
 * What composers need. `em` is in a transaction, in which they make the links that they write down; `printerOf` prints in the
 * language by that code, of English without one.
 */
export type Composing = { em: EntityManager; world: World; vault: Vault; printerOf(language: string | null | undefined): Promise<Printer> }

/** An e-mail of the outbox that goes out now: what it is about, and whom it is for: a participant, an account, or else whoever has the address. */
export type Due<K extends Kind = Kind> = Pick<Leased, 'recipient' | 'exchangeId' | 'participantId' | 'accountId'> & { kind: K; parameters: ParametersOf<K> }

/**
 * An e-mail as it is true now, its address, and what prints in its reader's language. `usableUntil` is when a link in it dies; `mostCharacters`, where its length would
 * tell who gives to whom, how many characters such an e-mail can have.
 */
export type Composed = { to: string; email: Email; t: Printer; usableUntil?: Date | undefined; mostCharacters?: number }

/** Says what an e-mail says now; undefined when there is nothing to say any more. */
type Composer<K extends Kind> = (composing: Composing, due: Due<K>) => Promise<Composed | undefined>

/** What each kind says. */
export type Composers = { readonly [K in Kind]: Composer<K> }

/** What kind of e-mail it is, of which exchange, in which language, and whom it is for, where that is somebody who takes part. */
export type Addressed = { kind: Kind; exchangeId: string | null; participantId: string | null; t: Printer }

/** Adds to an e-mail what depends on whom it goes to and on its exchange: where answers go, why one gets it, how to leave. */
type AddressEmail = (composing: Composing, addressed: Addressed, email: Email) => Promise<Email>

/** What each kind says, and what is added to all of them. */
export type EveryComposer = Composers & { address: AddressEmail }

/** What `prepare` needs of the worker, and of a row that it has leased. */
type Preparing = { em(): EntityManager; world: World; vault: Vault; printers: Printers; composers: EveryComposer; transport: { knowsRepetition: boolean } }
export type Leased = Pick<OutgoingEmail, 'id' | 'kind' | 'isSecret' | 'recipient' | 'sealedContent' | 'sealedParameters' | 'attempts' | 'giveUpAt'> & {
  leaseId: string
  exchangeId: string | null
  participantId: string | null
  accountId: string | null
}

/** Why nothing is sent: there is nothing to say any more, or the row is gone or was taken over by somebody else. */
type Unsent = 'not needed' | 'not ours'

/** An e-mail that can be handed to a transport. */
export type Prepared = StoredContent & { to: string; key: string }

/**
 * Makes an e-mail ready to go: as it is true now, or, when nobody knows whether an earlier try arrived, to the byte as it was
 * then. Throws when what is sealed can't be opened.
 */
export async function prepare(worker: Preparing, leased: Leased): Promise<Prepared | Unsent> {
  const kept = leased.sealedContent === null ? undefined : await openKept(worker, leased, leased.sealedContent)
  if (kept && (leased.sealedParameters === null || isUsable(kept, worker.world.now()))) return { to: leased.recipient, key: leased.id, ...kept }
  return worker.em().transactional((em) => composeNow(em, worker, leased))
}

/** What was composed for an earlier try: sealed for its exchange, since it may say who gives to whom, or as an older version did. */
async function openKept({ em, vault }: Preparing, { id, exchangeId }: Leased, sealed: string): Promise<StoredContent> {
  const ofExchange = exchangeId === null ? vault : await exchangeVault(em(), vault, exchangeId)
  return ifItOpens(() => openContent(ofExchange, id, sealed)) ?? openContent(vault, id, sealed)
}

/** A link that dies within minutes is dead when it is read. */
function isUsable({ usableUntil }: StoredContent, now: Date): boolean {
  return usableUntil === null || usableUntil === undefined || usableUntil > now.getTime() + 10 * minute
}

async function composeNow(em: EntityManager, { world, vault, printers, composers, transport }: Preparing, leased: Leased): Promise<Prepared | Unsent> {
  const { id, leaseId, recipient, exchangeId, accountId } = leased
  const composing: Composing = { em, world, vault, printerOf: (language) => printers.of(language) }
  // What the e-mail says, and to whom, stays so until it is stored.
  if (exchangeId !== null) await holdRow(em, 'exchange', 'id', exchangeId)
  const kind = kindNamed(leased.kind)
  if (kind === undefined || leased.sealedParameters === null) throw new Error(`Nobody composes an e-mail of the kind “${leased.kind}”.`)
  const parameters = openParameters(vault, id, leased.sealedParameters)
  const participantId = leased.participantId ?? (parameters.participantId as string | undefined) ?? null
  const compose = composers[kind] as Composer<Kind>
  const composed = await compose(composing, { kind, recipient, exchangeId, participantId, accountId, parameters: parameters as ParametersOf<Kind> })
  if (!composed) return 'not needed'
  const { to, t, usableUntil, mostCharacters } = composed
  if (isToPeople(kind) && !isAskedFor(parameters) && (await isBlocked(em, vault, to))) return 'not needed'
  const email = await composers.address(composing, { kind, exchangeId, participantId, t }, composed.email)
  const prepared: Prepared = { ...renderEmail(email, t), to, key: world.newId(), usableUntil: usableUntil?.getTime() ?? null }
  const ofExchange = exchangeId === null ? vault : await exchangeVaultToSeal(em, { world, vault }, exchangeId)
  const kept = transport.knowsRepetition ? { sealedContent: sealContent(ofExchange, id, prepared, bytesFor(prepared, mostCharacters)) } : {}
  const isOurs = (await em.nativeUpdate(OutgoingEmail, { id, leaseId }, { recipient: leased.isSecret ? '' : to, ...kept })) > 0
  return isOurs ? prepared : 'not ours'
}

/** Whether somebody waits for it who typed the address into a form: it then goes even to an address whose owner wants no e-mail. */
function isAskedFor({ requesterHash }: Record<string, unknown>): boolean {
  return typeof requesterHash === 'string'
}

/** The most bytes that a character takes in what is stored: a quotation mark as `\"` in the text and as `&quot;` in the markup, for instance. */
const bytesPerCharacter = 12

/** How many bytes the frame around people's words can have, in whatever language, and by how many what is stored grows. */
export const step = 16_384

/** How long what is stored has to be so that its length tells nothing: room for the most characters, in steps that swallow the frame around them. */
function bytesFor(prepared: Prepared, mostCharacters: number | undefined): number | undefined {
  if (mostCharacters === undefined) return undefined
  const most = step + mostCharacters * bytesPerCharacter
  return Math.ceil(Math.max(most, Buffer.byteLength(JSON.stringify(prepared))) / step) * step
}
