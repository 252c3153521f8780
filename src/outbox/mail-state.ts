import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import type { Carrier } from '../mail/choose.ts'
import { readTrouble, type Trouble } from '../mail/trouble.ts'
import type { Services } from '../services.ts'

/**
 * Whether e-mail works: by which way it goes and from whom, when one last went out (in milliseconds; null where none is known of), what
 * is in the way, and the organiser's own address, to which a test would go.
 */
export type MailState = { carrier: Carrier; from: string; lastSentAt: number | null; trouble: Trouble | undefined; ownAddress: string }

/** Reads whether e-mail works, for the organiser of that identifier. */
export async function readMailState(em: EntityManager, { mail: { carrier, from } }: Services, accountId: string): Promise<MailState> {
  // E-mails whose recipients are secret tell nothing, not even when.
  const known = await row<{ lastSentAt: number | null; ownAddress: string }>(
    em,
    `select email as "ownAddress", (select max(sent_at) from outgoing_email where state = 'sent' and recipient <> '' and last_error is null) as "lastSentAt"
       from admin where id = ?`,
    [accountId],
  )
  return { carrier, from, trouble: await readTrouble(em), lastSentAt: known?.lastSentAt ?? null, ownAddress: known?.ownAddress ?? '' }
}
