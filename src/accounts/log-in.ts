import { LockMode } from '@mikro-orm/core'
import { countFailure, type Try } from '../auth/limits.ts'
import { hashPassword, isOutdated, isPassword } from '../auth/password.ts'
import type { EntityManager } from '../database/orm.ts'
import type { World } from '../world.ts'
import { Account } from './account.ts'

/** The organiser, and the credentials that were right: the address and the hash of the password, or who it is at the identity provider. */
export type VerifiedAccount = { id: string } & ({ email: string; passwordHash: string } | { oidcIssuer: string; oidcSubject: string })

/**
 * Checks an address and a password. Returns who is to be signed in, or undefined when either is wrong, which takes
 * equally long. Failures count towards `tries`. Throws TooManyTries, and Overloaded when too many passwords are being checked.
 */
export async function logIn(
  em: EntityManager,
  world: World,
  { email, password }: { email: string; password: string },
  tries: Try[],
): Promise<VerifiedAccount | undefined> {
  const account = await em.findOne(Account, { email })
  const { id, passwordHash = null } = account ?? {}
  const isRight = await countFailure(em, world, tries, () => isPassword(password, passwordHash))
  if (!isRight || id === undefined || passwordHash === null) return undefined
  if (!isOutdated(passwordHash)) return { id, email, passwordHash }
  const renewed = await hashPassword(password)
  // Whoever chose another password meanwhile keeps it.
  await em.nativeUpdate(Account, { id, passwordHash }, { passwordHash: renewed })
  return { id, email, passwordHash: renewed }
}

/** Whether the credentials that were right still are the organiser's: a new address or password ends every session, also one that is about to begin, in the caller's transaction, until whose end the account is locked. */
export async function isStillRight(em: EntityManager, known: VerifiedAccount): Promise<boolean> {
  return (await em.findOne(Account, known, { lockMode: LockMode.PESSIMISTIC_WRITE })) !== null
}
