import { LockMode } from '@mikro-orm/core'
import { mustBeSignedIn } from '../auth/sign-in.ts'
import type { AccountSession } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { Account } from './account.ts'

/** The account of that identifier, whose row is locked until the caller's transaction ends, and with it its sessions and reset links. It comes before any exchange. */
export function holdAccount(em: EntityManager, id: string): Promise<Account> {
  return em.findOneOrFail(Account, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
}

/** Locks the account of that address, or the owner's without one, like `holdAccount`; null where there is none. */
export function holdAccountIfThere(em: EntityManager, email?: string): Promise<Account | null> {
  return em.findOne(Account, email === undefined ? { owner: 1 } : { email }, { lockMode: LockMode.PESSIMISTIC_WRITE })
}

/** Locks the account of a session, like `holdAccount`. Throws SignedOut when the session has ended. */
export async function holdAccountOf(em: EntityManager, session: AccountSession): Promise<Account> {
  const account = await holdAccount(em, session.accountId)
  await mustBeSignedIn(em, session.id, 'organiser')
  return account
}
