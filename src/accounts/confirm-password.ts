import { countFailure, type Try } from '../auth/limits.ts'
import { isPassword } from '../auth/password.ts'
import { Session } from '../auth/session.ts'
import type { AccountSession } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import type { World } from '../world.ts'
import { Account } from './account.ts'

const freshMinutes = 20

/** Whether the password was given in this session, or the identity provider asked, so long ago that sensitive actions ask again. */
export function isProofStale(world: World, { provenAt }: Pick<AccountSession, 'provenAt'>): boolean {
  return world.now().getTime() - provenAt > freshMinutes * 60_000
}

/**
 * Checks the password that was typed for a sensitive action and notes in the session that it was right.
 * Wrong ones count as failed sign-ins by `tries`. Throws TooManyTries, Overloaded.
 */
export async function confirmPassword(em: EntityManager, world: World, session: AccountSession, password: string, tries: Try[]): Promise<boolean> {
  const { passwordHash } = await em.findOneOrFail(Account, { id: session.accountId })
  if (!(await countFailure(em, world, tries, () => isPassword(password, passwordHash)))) return false
  await em.nativeUpdate(Session, { id: session.id }, { provenAt: world.now() })
  return true
}
