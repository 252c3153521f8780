import { hashPassword } from '../auth/password.ts'
import { voidResetLinks } from '../auth/reset-links.ts'
import { endSessionsOf } from '../auth/sign-in.ts'
import type { AccountSession } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { queueEmail } from '../mail/outbox.ts'
import type { Services } from '../services.ts'
import { holdAccountOf } from './hold-account.ts'
import { aboutAccount } from './reset-password.ts'

/** Changes the organiser's password: other sessions end, reset links die, and an e-mail says so. Throws SignedOut. */
export async function changePassword(em: EntityManager, services: Services, session: AccountSession, password: string): Promise<void> {
  const passwordHash = await hashPassword(password)
  await em.transactional(async (transaction) => {
    const account = await holdAccountOf(transaction, session)
    account.changePassword(passwordHash)
    await endSessionsOf(transaction, services.world, account.id, session.id)
    await voidResetLinks(transaction, services.world, account.id)
    await queueEmail(transaction, services, aboutAccount(account, 'password changed', services.world))
  })
}
