import { LockMode } from '@mikro-orm/core'
import { mustBeSignedIn } from '../auth/sign-in.ts'
import type { AccountSession } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { SignedOut } from '../errors.ts'
import { Account } from './account.ts'

/** The account of that identifier, whose row is locked until the caller's transaction ends, and with it its sessions and reset links. It comes before any exchange. Throws SignedOut when it was removed meanwhile. */
export async function holdAccount(em: EntityManager, id: string): Promise<Account> {
  const account = await em.findOne(Account, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!account) throw new SignedOut('organiser')
  return account
}

/** Locks several accounts like `holdAccount`, in the order of their identifiers, so that nobody who does so waits for each other in a circle. Gives those that are there. */
export function holdAccounts(em: EntityManager, ids: readonly string[]): Promise<Account[]> {
  return em.find(Account, { id: { $in: [...ids] } }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE })
}

/** Locks the account of that address, or the owner's without one, like `holdAccount`; null where there is none. */
export function holdAccountIfThere(em: EntityManager, email?: string): Promise<Account | null> {
  return em.findOne(Account, email === undefined ? { owner: 1 } : { email }, { lockMode: LockMode.PESSIMISTIC_WRITE })
}

/** Locks the account of a session, like `holdAccount`. Throws SignedOut when the session has ended. */
export async function holdAccountOf(em: EntityManager, session: AccountSession): Promise<Account> {
  const account = await holdAccount(em, session.accountId)
  await mustBeSignedIn(em, session.id)
  return account
}
