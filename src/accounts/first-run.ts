import { hashPassword } from '../auth/password.ts'
import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import type { World } from '../world.ts'
import { Account } from './account.ts'
import type { VerifiedAccount } from './log-in.ts'

/** Creates the owner's account, which reads the language of that code if it is known, and returns who is to be signed in, or undefined when there is one already: of several at once a unique constraint lets one win. */
export async function setUpAccount(
  em: EntityManager,
  world: World,
  { email, password, language }: { email: string; password: string; language?: string | undefined },
): Promise<VerifiedAccount | undefined> {
  const passwordHash = await hashPassword(password)
  return em.transactional(async (transaction) => {
    if ((await transaction.count(Account)) > 0) return undefined
    return { id: transaction.create(Account, { id: world.newId(), owner: 1, email, passwordHash, language: language ?? null }).id, email, passwordHash }
  })
}

/** Whether somebody has set this installation up. */
export async function hasAccount(em: EntityManager): Promise<boolean> {
  return (await findAccount(em, {})) !== undefined
}

const findAccount = queryOne((db) => db.selectFrom('Account').select('id').limit(1))
