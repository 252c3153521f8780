import { hashPassword } from '../auth/password.ts'
import { voidResetLinks } from '../auth/reset-links.ts'
import { endSessionsOf } from '../auth/sign-in.ts'
import type { AccountSession } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { queueEmail, sendOnToAccount } from '../mail/outbox.ts'
import { followAddress } from '../participants/take-part.ts'
import type { Services } from '../services.ts'
import { Account } from './account.ts'
import { holdAccountOf } from './hold-account.ts'
import { aboutAccount } from './reset-password.ts'

/** Changes the organiser's password: other sessions end, reset links die, and an e-mail says so. Throws SignedOut. */
export async function changePassword(em: EntityManager, services: Services, session: AccountSession, password: string): Promise<void> {
  const passwordHash = await hashPassword(password)
  await em.transactional(async (transaction) => {
    const account = await holdAccountOf(transaction, session)
    account.changePassword(passwordHash)
    await lockOthersOut(transaction, services, session)
    await queueEmail(transaction, services, aboutAccount(account, 'password changed', services.world))
  })
}

/** Changes the organiser's address: other sessions end, reset links die, and an e-mail to the old and the new one says so. Throws SignedOut. */
export function changeEmail(em: EntityManager, services: Services, session: AccountSession, email: string): Promise<'changed' | 'same' | 'taken'> {
  return em.transactional(async (transaction) => {
    const account = await holdAccountOf(transaction, session)
    if (account.email === email) return 'same'
    if ((await transaction.count(Account, { email })) > 0) return 'taken'
    const before = { id: account.id, email: account.email }
    account.changeEmail(email)
    await followAddress(transaction, services, account.id, email)
    await sendOnToAccount(transaction, services.world, account.id, email)
    await lockOthersOut(transaction, services, session)
    for (const recipient of [before, account]) {
      const email = aboutAccount(recipient, 'e-mail address changed', services.world)
      await queueEmail(transaction, services, { ...email, parameters: { accountId: account.id } })
    }
    return 'changed'
  })
}

async function lockOthersOut(em: EntityManager, { world }: Services, session: AccountSession): Promise<void> {
  await endSessionsOf(em, { account: session.accountId }, session.id)
  await voidResetLinks(em, world, session.accountId)
}
