import type { Kysely } from 'kysely'
import { insert } from '../database/insert.ts'
import type { EntityManager } from '../database/orm.ts'
import { change, queryOne, type Tables } from '../database/query.ts'
import { wholeDay } from '../database/whole-day.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { hashCode, hashesOfCode, newCode } from './code.ts'
import { type Destination, MagicToken } from './magic-token.ts'
import { hashToken, newToken } from './token.ts'

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

/** Makes a sign-in link's secret, in the caller's transaction. */
export async function issueLink(em: EntityManager, { world, vault }: { world: World; vault: Vault }, link: NewLink): Promise<IssuedLink> {
  const token = newToken(world)
  const code = link.requesterHash === null ? undefined : newCode(world)
  const expiresAt = new Date(world.now().getTime() + lifetimes[link.life])
  const made = {
    id: world.newId(),
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

/** A sign-in link that is known, alive or not: whom it signs in, where it leads, whether it could be used now, and whether there is a match that it could lead to. */
export type KnownLink = NonNullable<Awaited<ReturnType<typeof readLink>>>

/** Finds a link without using it: undefined when it is unknown, or its person has left. */
export function readLink(em: EntityManager, world: World, token: string) {
  return findByToken(em, { tokenHash: hashToken(token), now: world.now() })
}

/** Reads a link again, in the caller's transaction. */
export function readLinkAgain(em: EntityManager, world: World, { id }: Pick<KnownLink, 'id'>): Promise<KnownLink | undefined> {
  return findById(em, { id, now: world.now() })
}

/** Finds the link beside which a code stands, in an e-mail that the browser with that secret has asked for. */
export function readLinkByCode(em: EntityManager, { world, vault }: { world: World; vault: Vault }, requester: string, code: string) {
  return findByCode(em, { codeHashes: hashesOfCode(vault, hashToken(requester), code), now: world.now() })
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
      'p.id as participantId',
      'p.email',
      'p.language',
      'e.id as exchangeId',
      'e.name as exchangeName',
      'e.slug',
      't.requesterHash',
      't.destination',
    ])
    .select((eb) => [
      eb.and([eb('t.usedAt', 'is', null), eb('t.expiresAt', '>', now), eb.or([eb.not('t.isNotice'), eb('e.state', '<>', 'completed')])]).as('isAlive'),
      eb('e.state', 'in', ['matched', 'completed']).as('isDrawn'),
    ])
    .where('t.tokenType', '=', 'magic_link')
    .where('p.withdrawnAt', 'is', null)
}

/**
 * Uses up a link, and the code beside it, in the caller's transaction: one conditional UPDATE, which of any number of simultaneous
 * tries only one wins. The person's older links die with it, at the same time, and of those that were made for everyone all do: whether
 * such a one was used must not show. Returns whether this try won.
 */
export async function useLink(
  em: EntityManager,
  world: World,
  { id, participantId, exchangeId }: Pick<KnownLink, 'id' | 'participantId' | 'exchangeId'>,
): Promise<boolean> {
  const used = await voidOlder(em, { id, participantId, now: world.now(), today: wholeDay(world.now()) })
  if (used === 0) return false
  await forgetDeadLinks(em, world, exchangeId)
  return true
}

// One statement for all, so that not even the order of the stored rows tells which of them it was.
const voidOlder = change((db, given: { id: string; participantId: string; now: Date; today: Date }) =>
  db
    .updateTable('MagicToken')
    .set({ usedAt: given.today })
    .where('MagicToken.participant', '=', given.participantId)
    .where('MagicToken.usedAt', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('MagicToken as t')
          .innerJoin('Exchange as e', 'e.id', 't.exchange')
          .select('t.id')
          .where('t.id', '=', given.id)
          .where('t.participant', '=', given.participantId)
          .where('t.usedAt', 'is', null)
          .where('t.expiresAt', '>', given.now)
          .where((of) => of.or([of.not('t.isNotice'), of('e.state', '<>', 'completed')]))
          .where((of) => of.or([of('MagicToken.createdAt', '<=', of.ref('t.createdAt')), of('MagicToken.isForEveryone', '=', true)])),
      ),
    ),
)

/** Deletes every link of a participant who leaves or gets another address: dead links must not offer a fresh one to that one. */
export async function forgetLinksOf(em: EntityManager, participantId: string): Promise<void> {
  await em.nativeDelete(MagicToken, { participant: participantId })
}

/** Deletes expired links, of one exchange if it is named. Those in news stay known, so that they offer a fresh one. */
export async function forgetDeadLinks(em: EntityManager, world: World, exchangeId?: string): Promise<void> {
  await em.nativeDelete(MagicToken, { expiresAt: { $lt: world.now() }, isNotice: false, ...(exchangeId === undefined ? {} : { exchange: exchangeId }) })
}
