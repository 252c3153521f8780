import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import { insertRow } from '../database/write.ts'
import type { World } from '../world.ts'
import { MagicToken, mustFit } from './magic-token.ts'
import { hashToken, newToken } from './token.ts'

/** How long links live, in milliseconds. */
const linkLifetime = 60 * 60 * 1000
const resetLifetime = 30 * 60 * 1000

/** A link that was just made: its secret, and until when it lives. */
export type IssuedLink = { token: string; expiresAt: Date }

/** Whom a sign-in link belongs to, by identifiers, and the hash of the browser that asked for it. */
type Owner = { participant: string; exchange: string; requesterHash: string | null }

/**
 * Makes a sign-in link's secret for a participant of an exchange, in the caller's transaction. `requesterHash` is the hash of the
 * secret that the asking browser keeps in its cookie, if a browser asked.
 */
export function issueLink(em: EntityManager, world: World, owner: Owner): Promise<IssuedLink> {
  return issue(em, world, 'magic_link', linkLifetime, owner)
}

/** Makes a link's secret by which the admin chooses a new password, in the caller's transaction. */
export function issueResetLink(em: EntityManager, world: World): Promise<IssuedLink> {
  return issue(em, world, 'password_reset', resetLifetime)
}

/** A link changes once, when it is used or void, by a statement; so it is made by one, too. */
async function issue(em: EntityManager, world: World, tokenType: MagicToken['tokenType'], lifetime: number, owner?: Owner): Promise<IssuedLink> {
  mustFit(tokenType, { ...owner })
  const token = newToken(world)
  const expiresAt = new Date(world.now().getTime() + lifetime)
  await insertRow(em, world, 'magic_token', {
    token_type: tokenType,
    token_hash: hashToken(token),
    participant_id: owner?.participant ?? null,
    exchange_id: owner?.exchange ?? null,
    requester_hash: owner?.requesterHash ?? null,
    expires_at: expiresAt,
  })
  return { token, expiresAt }
}

/** Whether a reset link could be used now, without using it. */
export async function isResetLinkAlive(em: EntityManager, world: World, token: string): Promise<boolean> {
  const found = await row(em, `select 1 from magic_token where token_hash = ? and token_type = 'password_reset' and used_at is null and expires_at > ?`, [
    hashToken(token),
    world.now(),
  ])
  return found !== undefined
}

/** Uses up a reset link, and every other with it, in the caller's transaction. Of simultaneous tries one wins; returns whether this one did. */
export async function useResetLink(em: EntityManager, world: World, token: string): Promise<boolean> {
  const now = world.now()
  const used = await em.nativeUpdate(
    MagicToken,
    { tokenHash: hashToken(token), tokenType: 'password_reset', usedAt: null, expiresAt: { $gt: now } },
    { usedAt: now },
  )
  if (used > 0) await voidResetLinks(em, world)
  return used > 0
}

/** Makes every unused reset link void. */
export async function voidResetLinks(em: EntityManager, world: World): Promise<void> {
  await em.nativeUpdate(MagicToken, { tokenType: 'password_reset', usedAt: null }, { usedAt: world.now() })
}

/** Whom a living link signs in. */
export type LivingLink = { participantId: string; email: string; exchangeName: string; requesterHash: string | null }

/** Looks at a link without using it: undefined when it is expired, used, unknown, or its person has withdrawn. */
export function readLink(em: EntityManager, world: World, token: string): Promise<LivingLink | undefined> {
  return row<LivingLink>(
    em,
    `select p.id as "participantId", p.email, e.name as "exchangeName", t.requester_hash as "requesterHash"
       from magic_token t join participant p on p.id = t.participant_id join exchange e on e.id = t.exchange_id
      where t.token_hash = ? and t.token_type = 'magic_link' and t.used_at is null and t.expires_at > ? and p.withdrawn_at is null`,
    [hashToken(token), world.now()],
  )
}

/**
 * Uses up a link, in the caller's transaction: one conditional UPDATE, which of any number of simultaneous tries only
 * one wins. The person's other links die with it. Returns whether this try won.
 */
export async function useLink(em: EntityManager, world: World, token: string, participantId: string): Promise<boolean> {
  const now = world.now()
  const link = { tokenHash: hashToken(token), tokenType: 'magic_link' as const, participant: participantId }
  const used = await em.nativeUpdate(MagicToken, { ...link, usedAt: null, expiresAt: { $gt: now } }, { usedAt: now })
  if (used === 0) return false
  await voidLinks(em, world, participantId)
  await em.nativeDelete(MagicToken, { expiresAt: { $lt: now } })
  return true
}

/** Makes every unused link of a participant void. */
export async function voidLinks(em: EntityManager, world: World, participantId: string): Promise<void> {
  await em.nativeUpdate(MagicToken, { participant: participantId, usedAt: null }, { usedAt: world.now() })
}

/** Forgets links whose hour is over. */
export async function forgetDeadLinks(em: EntityManager, world: World): Promise<void> {
  await em.nativeDelete(MagicToken, { expiresAt: { $lt: world.now() } })
}
