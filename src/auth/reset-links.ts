import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import { insertRow } from '../database/write.ts'
import type { World } from '../world.ts'
import { type IssuedLink, lifetimes } from './links.ts'
import { MagicToken, mustFit } from './magic-token.ts'
import { hashToken, newToken } from './token.ts'

/** Makes a link's secret by which the admin chooses a new password, in the caller's transaction. */
export async function issueResetLink(em: EntityManager, world: World): Promise<Pick<IssuedLink, 'token' | 'expiresAt'>> {
  mustFit('password_reset', {})
  const token = newToken(world)
  const expiresAt = new Date(world.now().getTime() + lifetimes.reset)
  await insertRow(em, world, 'magic_token', { token_type: 'password_reset', token_hash: hashToken(token), expires_at: expiresAt })
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
