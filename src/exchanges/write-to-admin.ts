import { Admin } from '../admin/admin.ts'
import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import type { Email } from '../mail/email.ts'
import { priorities, queueEmail } from '../mail/outbox.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'

/** Queues an e-mail about an exchange to the admin, in the caller's transaction. Returns false, and does nothing, when that `cause` was told before. */
export async function writeToAdmin(
  em: EntityManager,
  parts: { world: World; vault: Vault },
  exchangeId: string,
  { kind, cause }: { kind: string; cause: string },
  email: Email,
): Promise<boolean> {
  const [admin] = await em.find(Admin, {})
  const deduplicationKey = `${kind}:${cause}`
  if (!admin || (await row(em, 'select 1 from outgoing_email where deduplication_key = ?', [deduplicationKey]))) return false
  await queueEmail(em, parts, { kind, recipient: admin.email, exchangeId, deduplicationKey, priority: priorities.news, expiresAt: null }, email)
  return true
}
