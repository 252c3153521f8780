import { insert } from '../database/insert.ts'
import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import type { World } from '../world.ts'
import { type IssuedLink, lifetimes } from './links.ts'
import { MagicToken } from './magic-token.ts'
import { hashToken, newToken } from './token.ts'

/** Makes a link's secret by which the organiser chooses a new password, in the caller's transaction. */
export async function issueResetLink(em: EntityManager, world: World): Promise<Pick<IssuedLink, 'token' | 'expiresAt'>> {
  const token = newToken(world)
  const expiresAt = new Date(world.now().getTime() + lifetimes.reset)
  const link = { id: world.newId(), tokenType: 'password_reset' as const, tokenHash: hashToken(token), expiresAt }
  await insert(em, world, MagicToken, [link])
  return { token, expiresAt }
}

/** Whether a reset link could be used now; does not use it. */
export async function isResetLinkAlive(em: EntityManager, world: World, token: string): Promise<boolean> {
  return (await findUsable(em, { tokenHash: hashToken(token), now: world.now() })) !== undefined
}

const findUsable = queryOne((db, given: { tokenHash: string; now: Date }) =>
  db
    .selectFrom('MagicToken')
    .select('id')
    .where('tokenHash', '=', given.tokenHash)
    .where('tokenType', '=', 'password_reset')
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', given.now),
)

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
