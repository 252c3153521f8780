import { countTries, type Try } from '../auth/limits.ts'
import { hashPassword } from '../auth/password.ts'
import { accountOfResetLink, issueResetLink, useResetLink } from '../auth/reset-links.ts'
import { endSessionsOf } from '../auth/sign-in.ts'
import type { EntityManager } from '../database/orm.ts'
import { queueEmail } from '../mail/outbox.ts'
import type { Services } from '../services.ts'
import type { World } from '../world.ts'
import { Account } from './account.ts'
import { holdAccount, holdAccountIfThere } from './hold-account.ts'

/** Queues a link to choose a new password, if the address is an account's; the caller answers the same for every address. Throws TooManyTries. */
export function requestPasswordReset(em: EntityManager, services: Services, email: string, tries: Try[]): Promise<void> {
  return em.transactional(async (transaction) => {
    await countTries(transaction, services.world, tries)
    const account = await transaction.findOne(Account, { email })
    if (!account) return
    await queueEmail(transaction, services, aboutAccount(account, 'password reset', services.world))
  })
}

/** Makes a link to choose a new password, for whoever runs the server: of the account of that address, or the owner's. Returns its secret and the address; undefined where there is no such account. */
export function issuePasswordReset(em: EntityManager, world: World, email?: string): Promise<{ token: string; email: string } | undefined> {
  return em.transactional(async (transaction) => {
    const account = await holdAccountIfThere(transaction, email)
    return account ? { token: (await issueResetLink(transaction, world, account.id)).token, email: account.email } : undefined
  })
}

/** Sets the password that was chosen by a link; every session ends, every such link dies, and an e-mail says so. Returns false when the link is dead. */
export async function resetPassword(em: EntityManager, services: Services, token: string, password: string): Promise<boolean> {
  const passwordHash = await hashPassword(password)
  return em.transactional(async (transaction) => {
    const accountId = await accountOfResetLink(transaction, services.world, token)
    if (accountId === undefined) return false
    const account = await holdAccount(transaction, accountId)
    if (!(await useResetLink(transaction, services.world, accountId, token))) return false
    account.changePassword(passwordHash)
    await endSessionsOf(transaction, services.world, account.id)
    await queueEmail(transaction, services, aboutAccount(account, 'password changed', services.world))
    return true
  })
}

/** An e-mail about the organiser's own account. */
export function aboutAccount<K extends 'password reset' | 'password changed' | 'e-mail address changed'>(
  { id, email }: Pick<Account, 'id' | 'email'>,
  kind: K,
  world: World,
) {
  return { kind, reader: { id, email }, parameters: {}, exchangeId: null, cause: `${kind}:${world.newId()}` }
}
