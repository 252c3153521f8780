import { countTries, type Try } from '../auth/limits.ts'
import { issueResetLink, useResetLink } from '../auth/links.ts'
import { hashPassword } from '../auth/password.ts'
import { endSessionsOf } from '../auth/sign-in.ts'
import type { EntityManager } from '../database/orm.ts'
import { priorities, queueEmail } from '../mail/outbox.ts'
import type { Parts } from '../web/parts.ts'
import type { World } from '../world.ts'
import { Admin } from './admin.ts'
import { passwordChanged, passwordReset } from './emails.ts'

/** Queues a link to choose a new password, if the address is the admin's; the caller answers the same for every address. Throws TooManyTries. */
export function requestPasswordReset(em: EntityManager, parts: Parts, email: string, tries: Try[]): Promise<void> {
  return em.transactional(async (transaction) => {
    await countTries(transaction, parts.world, tries)
    const admin = await transaction.findOne(Admin, { email })
    if (!admin) return
    const link = await issueResetLink(transaction, parts.world)
    await queueEmail(transaction, parts, toAdmin(admin, 'password reset', `link:${link.id}`, link.expiresAt), passwordReset(parts.world, link.token))
  })
}

/** Makes a link to choose a new password for whoever runs the server. Returns its secret and the admin's address; undefined while there is no admin. */
export function issuePasswordReset(em: EntityManager, world: World): Promise<{ token: string; email: string } | undefined> {
  return em.transactional(async (transaction) => {
    const [admin] = await transaction.find(Admin, {})
    return admin && { token: (await issueResetLink(transaction, world)).token, email: admin.email }
  })
}

/** Sets the password that was chosen by a link; every session ends, every such link dies, and an e-mail says so. Returns false when the link is dead. */
export async function resetPassword(em: EntityManager, parts: Parts, token: string, password: string): Promise<boolean> {
  const passwordHash = await hashPassword(password)
  return em.transactional(async (transaction) => {
    if (!(await useResetLink(transaction, parts.world, token))) return false
    const [admin] = await transaction.find(Admin, {})
    if (!admin) return false
    admin.changePassword(passwordHash)
    await endSessionsOf(transaction, { admin: admin.id })
    await queueEmail(transaction, parts, toAdmin(admin, 'password changed', `password:${parts.world.newId()}`, null), passwordChanged(parts.world))
    return true
  })
}

/** The envelope of an e-mail about the admin's own account. */
export function toAdmin(admin: Pick<Admin, 'email'>, kind: string, deduplicationKey: string, expiresAt: Date | null) {
  return { kind, recipient: admin.email, exchangeId: null, deduplicationKey, priority: priorities.signIn, expiresAt }
}
