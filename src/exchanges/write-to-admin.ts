import { Admin } from '../admin/admin.ts'
import type { EntityManager } from '../database/orm.ts'
import type { Email } from '../mail/email.ts'
import { priorities, queueEmail } from '../mail/outbox.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'

/** Queues an e-mail about an exchange to the admin, in the caller's transaction; the same `cause` never queues twice. */
export async function writeToAdmin(
  em: EntityManager,
  parts: { world: World; vault: Vault },
  exchangeId: string,
  { kind, cause }: { kind: string; cause: string },
  email: Email,
): Promise<void> {
  const [admin] = await em.find(Admin, {})
  if (!admin) return
  queueEmail(em, parts, { kind, recipient: admin.email, exchangeId, deduplicationKey: `${kind}:${cause}`, priority: priorities.news, expiresAt: null }, email)
}
