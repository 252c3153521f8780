import { endSessionsOf } from '../auth/sign-in.ts'
import type { EntityManager } from '../database/orm.ts'
import type { World } from '../world.ts'
import { Account } from './account.ts'

/**
 * Forgets who accounts are at the identity provider, of that address or of all: the next sign-in there goes by the verified address again.
 * Their sessions end. Returns their addresses.
 */
export function unlinkAccounts(em: EntityManager, world: World, email?: string): Promise<string[]> {
  return em.transactional(async (transaction) => {
    const linked = await transaction.find(Account, { oidcSubject: { $ne: null }, ...(email === undefined ? {} : { email }) }, { orderBy: { email: 'asc' } })
    for (const account of linked) {
      account.unlink()
      await endSessionsOf(transaction, world, account.id)
    }
    return linked.map((account) => account.email)
  })
}
