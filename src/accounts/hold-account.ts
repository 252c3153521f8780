import { LockMode } from '@mikro-orm/core'
import { mustBeSignedIn } from '../auth/sign-in.ts'
import type { AccountSession } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { Account } from './account.ts'

/** The account of that identifier, whose row is locked until the caller's transaction ends, and with it its sessions and reset links. It comes before any exchange. */
export function holdAccount(em: EntityManager, id: string): Promise<Account> {
  return em.findOneOrFail(Account, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
}

/** Locks the one account, like `holdAccount`; undefined while there is none. */
export async function holdTheAccount(em: EntityManager): Promise<Account | undefined> {
  const [account] = await em.find(Account, {}, { lockMode: LockMode.PESSIMISTIC_WRITE })
  return account
}

/** Locks the account of a session, like `holdAccount`. Throws SignedOut when the session has ended. */
export async function holdAccountOf(em: EntityManager, session: AccountSession): Promise<Account> {
  const account = await holdAccount(em, session.accountId)
  await mustBeSignedIn(em, session.id, 'organiser')
  return account
}
