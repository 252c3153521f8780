import type { Kysely } from 'kysely'
import { insert } from '../database/insert.ts'
import type { EntityManager } from '../database/orm.ts'
import { queryOne, type Tables } from '../database/query.ts'
import type { Services } from '../services.ts'
import type { World } from '../world.ts'
import { hashCode, hashesOfCode, newCode } from './code.ts'
import { type Destination, MagicToken } from './magic-token.ts'
import { hashToken, newToken } from './token.ts'
import { isUsed, momentOfNewLink, noteUse } from './used-links.ts'

type Keepers = Pick<Services, 'world' | 'vault'>

const hour = 60 * 60 * 1000

/** How long links live at the most, in milliseconds; one until the completion of its exchange dies with that. */
export const lifetimes = { hour, 'until completion': 60 * 24 * hour, reset: hour / 2 }

/** How long a sign-in link lives. */
export type Life = Exclude<keyof typeof lifetimes, 'reset'>

/** A link that was just made: its secret, the code beside it, if a browser waits for it, and until when it lives. */
export type IssuedLink = { token: string; code: string | undefined; expiresAt: Date }

/**
 * A sign-in link to be made: for which participant of which exchange, by identifiers, and the hash of the secret that the asking
 * browser keeps in its cookie, if a browser asked.
 */
export type NewLink = { participant: string; exchange: string; requesterHash: string | null; life: Life; leadsTo: Destination }

/** Makes a sign-in link's secret, in the caller's transaction, which holds the exchange. */
export async function issueLink(em: EntityManager, { world, vault }: Keepers, link: NewLink): Promise<IssuedLink> {
  const createdAt = await momentOfNewLink(em, { world, vault }, link.exchange)
  const token = newToken(world)
  const code = link.requesterHash === null ? undefined : newCode(world)
  const expiresAt = new Date(world.now().getTime() + lifetimes[link.life])
  const made = {
    id: world.newId(),
    createdAt,
    tokenType: 'magic_link' as const,
    tokenHash: hashToken(token),
    participant: link.participant,
    exchange: link.exchange,
    requesterHash: link.requesterHash,
    codeHash: link.requesterHash === null || code === undefined ? null : hashCode(vault, link.requesterHash, code),
    usedAt: null,
    destination: link.leadsTo,
    isNotice: link.life === 'until completion',
    expiresAt,
  }
  await insert(em, world, MagicToken, [made])
  return { token, code, expiresAt }
}

type FoundLink = NonNullable<Awaited<ReturnType<typeof findById>>>

/** A sign-in link that is known, alive or not: whom it signs in, where it leads, whether it could be used now, and whether there is a match that it could lead to. */
export type KnownLink = Omit<FoundLink, 'isUsable' | 'sealedUsedLinks'> & { isAlive: boolean }

/** Finds a link without using it: undefined when it is unknown, or its person has left. */
export async function readLink(em: EntityManager, services: Keepers, token: string): Promise<KnownLink | undefined> {
  return known(em, services, await findByToken(em, { tokenHash: hashToken(token), now: services.world.now() }))
}

/** Reads a link again, in the caller's transaction. */
export async function readLinkAgain(em: EntityManager, services: Keepers, { id }: Pick<KnownLink, 'id'>): Promise<KnownLink | undefined> {
  return known(em, services, await findById(em, { id, now: services.world.now() }))
}

/** Finds the link beside which a code stands, in an e-mail that the browser with that secret has asked for. */
export async function readLinkByCode(em: EntityManager, services: Keepers, requester: string, code: string): Promise<KnownLink | undefined> {
  const codeHashes = hashesOfCode(services.vault, hashToken(requester), code)
  return known(em, services, await findByCode(em, { codeHashes, now: services.world.now() }))
}

async function known(em: EntityManager, { vault }: Keepers, found: FoundLink | undefined): Promise<KnownLink | undefined> {
  if (!found) return undefined
  const { isUsable, sealedUsedLinks, ...link } = found
  return { ...link, isAlive: isUsable && !(await isUsed(em, vault, found)) }
}

const findByToken = queryOne((db, given: { tokenHash: string; now: Date }) => knownLinks(db, given).where('t.tokenHash', '=', given.tokenHash))
const findById = queryOne((db, given: { id: string; now: Date }) => knownLinks(db, given).where('t.id', '=', given.id))
const findByCode = queryOne((db, given: { codeHashes: string[]; now: Date }) => knownLinks(db, given).where('t.codeHash', 'in', given.codeHashes))

function knownLinks(db: Kysely<Tables>, { now }: { now: Date }) {
  return db
    .selectFrom('MagicToken as t')
    .innerJoin('Participant as p', 'p.id', 't.participant')
    .innerJoin('Exchange as e', 'e.id', 't.exchange')
    .select([
      't.id',
      't.createdAt',
      'p.id as participantId',
      'p.email',
      'p.language',
      'e.id as exchangeId',
      'e.name as exchangeName',
      'e.slug',
      'e.sealedUsedLinks',
      't.requesterHash',
      't.destination',
    ])
    .select((eb) => [
      eb.and([eb('t.usedAt', 'is', null), eb('t.expiresAt', '>', now), eb.or([eb.not('t.isNotice'), eb('e.state', '<>', 'completed')])]).as('isUsable'),
      eb('e.state', 'in', ['matched', 'completed']).as('isDrawn'),
    ])
    .where('t.tokenType', '=', 'magic_link')
    .where('p.withdrawnAt', 'is', null)
}

/**
 * Uses up a link, and the code beside it, in the caller's transaction, which holds the exchange: of any number of simultaneous tries only one wins. The person's older links die
 * with it. Returns whether this try won.
 */
export async function useLink(em: EntityManager, services: Keepers, link: KnownLink): Promise<boolean> {
  if (!link.isAlive || !(await noteUse(em, services, link))) return false
  await forgetDeadLinks(em, services.world, link.exchangeId)
  return true
}

/** Deletes every link of a participant who leaves or gets another address: dead links must not offer a fresh one to that one. */
export async function forgetLinksOf(em: EntityManager, participantId: string): Promise<void> {
  await em.nativeDelete(MagicToken, { participant: participantId })
}

/** Deletes expired links, of one exchange if it is named. Those in news stay known, so that they offer a fresh one. */
export async function forgetDeadLinks(em: EntityManager, world: World, exchangeId?: string): Promise<void> {
  await em.nativeDelete(MagicToken, { expiresAt: { $lt: world.now() }, isNotice: false, ...(exchangeId === undefined ? {} : { exchange: exchangeId }) })
}
