import { insert } from '../database/insert.ts'
import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import type { World } from '../world.ts'
import { type IssuedLink, lifetimes } from './links.ts'
import { MagicToken } from './magic-token.ts'
import { hashToken, newToken } from './token.ts'

/** Makes a link's secret by which an account gets a new password, in the caller's transaction. */
export async function issueResetLink(em: EntityManager, world: World, accountId: string): Promise<Pick<IssuedLink, 'token' | 'expiresAt'>> {
  const token = newToken(world)
  const expiresAt = new Date(world.now().getTime() + lifetimes.reset)
  const link = { id: world.newId(), tokenType: 'password_reset' as const, tokenHash: hashToken(token), account: accountId, expiresAt }
  await insert(em, world, MagicToken, [link])
  return { token, expiresAt }
}

/** The identifier of the account whose password a link could change now; undefined when it is dead. Does not use it. */
export async function accountOfResetLink(em: EntityManager, world: World, token: string): Promise<string | undefined> {
  return (await findUsable(em, { tokenHash: hashToken(token), now: world.now() }))?.accountId ?? undefined
}

const findUsable = queryOne((db, given: { tokenHash: string; now: Date }) =>
  db
    .selectFrom('MagicToken')
    .select('account as accountId')
    .where('tokenHash', '=', given.tokenHash)
    .where('tokenType', '=', 'password_reset')
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', given.now),
)

/** Uses up a reset link of an account, and every other of its with it, in the caller's transaction. Of simultaneous tries one wins; returns whether this one did. */
export async function useResetLink(em: EntityManager, world: World, accountId: string, token: string): Promise<boolean> {
  const now = world.now()
  const used = await em.nativeUpdate(
    MagicToken,
    { tokenHash: hashToken(token), tokenType: 'password_reset', account: accountId, usedAt: null, expiresAt: { $gt: now } },
    { usedAt: now },
  )
  if (used > 0) await voidResetLinks(em, world, accountId)
  return used > 0
}

/** Makes every unused reset link of an account void. */
export async function voidResetLinks(em: EntityManager, world: World, accountId: string): Promise<void> {
  await em.nativeUpdate(MagicToken, { tokenType: 'password_reset', account: accountId, usedAt: null }, { usedAt: world.now() })
}
