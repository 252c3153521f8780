import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import { insertRow, write } from '../database/write.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { hashCode, hashesOfCode, newCode } from './code.ts'
import { type Destination, MagicToken, mustFit } from './magic-token.ts'
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
  mustFit('magic_link', link)
  const token = newToken(world)
  const code = link.requesterHash === null ? undefined : newCode(world)
  const expiresAt = new Date(world.now().getTime() + lifetimes[link.life])
  // A link changes once, when it is used or void, by a statement; so it is made by one, too.
  await insertRow(em, world, 'magic_token', {
    token_type: 'magic_link',
    token_hash: hashToken(token),
    participant_id: link.participant,
    exchange_id: link.exchange,
    requester_hash: link.requesterHash,
    code_hash: link.requesterHash === null || code === undefined ? null : hashCode(vault, link.requesterHash, code),
    destination: link.leadsTo,
    is_notice: link.life === 'until completion',
    expires_at: expiresAt,
  })
  return { token, code, expiresAt }
}

/** A sign-in link that is known, alive or not: whom it signs in, and where it leads. */
export type KnownLink = {
  id: string
  participantId: string
  email: string
  exchangeId: string
  exchangeName: string
  slug: string
  requesterHash: string | null
  destination: Destination
  /** Whether it could be used now. */
  isAlive: number
  /** Whether there is a match that it could lead to. */
  isDrawn: number
}

const known = `
  select t.id, p.id as "participantId", p.email, e.id as "exchangeId", e.name as "exchangeName", e.slug, t.requester_hash as "requesterHash", t.destination,
         t.used_at is null and t.expires_at > ? and (not t.is_notice or e.state <> 'completed') as "isAlive", e.draw_id is not null as "isDrawn"
    from magic_token t join participant p on p.id = t.participant_id join exchange e on e.id = t.exchange_id
   where t.token_type = 'magic_link' and p.withdrawn_at is null`

/** Looks at a link without using it: undefined when it is unknown, or its person has left. */
export function readLink(em: EntityManager, world: World, token: string): Promise<KnownLink | undefined> {
  return row(em, `${known} and t.token_hash = ?`, [world.now(), hashToken(token)])
}

/** Looks once more at a link that was read before, in the caller's transaction. */
export function readLinkAgain(em: EntityManager, world: World, { id }: Pick<KnownLink, 'id'>): Promise<KnownLink | undefined> {
  return row(em, `${known} and t.id = ?`, [world.now(), id])
}

/** Looks at the link beside which a code stands, in an e-mail that the browser with that secret has asked for. */
export function readLinkByCode(em: EntityManager, { world, vault }: { world: World; vault: Vault }, requester: string, code: string) {
  const hashes = hashesOfCode(vault, hashToken(requester), code)
  return row<KnownLink>(em, `${known} and t.code_hash in (${hashes.map(() => '?').join()})`, [world.now(), ...hashes])
}

/**
 * Uses up a link, and the code beside it, in the caller's transaction: one conditional UPDATE, which of any number of simultaneous
 * tries only one wins. The person's older links die with it, at the same instant, and of those that a repair made for everyone all do: whether
 * such a one was used must not show. Returns whether this try won.
 */
export async function useLink(
  em: EntityManager,
  world: World,
  { id, participantId, exchangeId }: Pick<KnownLink, 'id' | 'participantId' | 'exchangeId'>,
): Promise<boolean> {
  const now = world.now()
  // One statement for all, so that not even the order of the stored rows tells which of them it was.
  const used = await write(
    em,
    `update magic_token set used_at = ? where participant_id = ? and used_at is null
        and exists (select 1 from magic_token t where t.id = ? and t.participant_id = ? and t.used_at is null and t.expires_at > ?
                       and (not t.is_notice or exists (select 1 from exchange where id = t.exchange_id and state <> 'completed'))
                       and (magic_token.created_at <= t.created_at or magic_token.is_for_everyone))`,
    [now, participantId, id, participantId, now],
  )
  if (used === 0) return false
  await forgetDeadLinks(em, world, exchangeId)
  return true
}

/** Forgets every link of a participant who leaves or gets another address: to that one, dead ones shall offer nothing. */
export async function forgetLinksOf(em: EntityManager, participantId: string): Promise<void> {
  await em.nativeDelete(MagicToken, { participant: participantId })
}

/** Forgets links whose time is over, of one exchange if it is named. Those in notices stay known, so that they offer a fresh one. */
export async function forgetDeadLinks(em: EntityManager, world: World, exchangeId?: string): Promise<void> {
  await em.nativeDelete(MagicToken, { expiresAt: { $lt: world.now() }, isNotice: false, ...(exchangeId === undefined ? {} : { exchange: exchangeId }) })
}
