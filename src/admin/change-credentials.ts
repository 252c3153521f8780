import { hashPassword } from '../auth/password.ts'
import { voidResetLinks } from '../auth/reset-links.ts'
import { endSessionsOf } from '../auth/sign-in.ts'
import type { EntityManager } from '../database/orm.ts'
import { queueEmail } from '../mail/outbox.ts'
import { followAddress } from '../participants/take-part.ts'
import type { AdminSession, Parts } from '../web/parts.ts'
import { holdAccountOf } from './hold-account.ts'
import { toAdmin } from './reset-password.ts'

/** Gives the admin a new password: other sessions end, reset links die, and an e-mail says so. Throws SignedOut. */
export async function changePassword(em: EntityManager, parts: Parts, session: AdminSession, password: string): Promise<void> {
  const passwordHash = await hashPassword(password)
  await em.transactional(async (transaction) => {
    const admin = await holdAccountOf(transaction, session)
    admin.changePassword(passwordHash)
    await lockOthersOut(transaction, parts, session)
    await queueEmail(transaction, parts, toAdmin(admin, 'password changed', parts.world))
  })
}

/** Gives the admin a new address: other sessions end, reset links die, and an e-mail to the old and the new one says so. Returns whether it is another one. Throws SignedOut. */
export function changeEmail(em: EntityManager, parts: Parts, session: AdminSession, email: string): Promise<boolean> {
  return em.transactional(async (transaction) => {
    const admin = await holdAccountOf(transaction, session)
    if (admin.email === email) return false
    const before = { email: admin.email }
    admin.changeEmail(email)
    await followAddress(transaction, parts, admin.id, email)
    await lockOthersOut(transaction, parts, session)
    for (const recipient of [before, admin]) {
      await queueEmail(transaction, parts, toAdmin(recipient, 'e-mail address changed', parts.world))
    }
    return true
  })
}

async function lockOthersOut(em: EntityManager, { world }: Parts, session: AdminSession): Promise<void> {
  await endSessionsOf(em, { admin: session.adminId }, session.id)
  await voidResetLinks(em, world)
}
