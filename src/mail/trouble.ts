import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import type { Carrier } from './choose.ts'
import type { TransportState } from './transport-state.ts'

/** What holds up all e-mails at present. Instants are milliseconds; `waiting` is how many wait, those aside whose recipients are secret. */
export type Trouble = { kind: NonNullable<TransportState['trouble']>; since: number; reason: string; nextTryAt: number; waiting: number }

/**
 * Whether e-mail works: how it is sent and from whom, when one last went out (in milliseconds; null where none is known of), what
 * is in the way, and the organiser's own address, to which a test would go.
 */
export type MailState = { carrier: Carrier; from: string; lastSentAt: number | null; trouble: Trouble | undefined; ownAddress: string }

/** Why nothing is sent at the moment; undefined while e-mails go out. */
export function readTrouble(em: EntityManager): Promise<Trouble | undefined> {
  return row<Trouble>(
    em,
    `select trouble as kind, since, reason, coalesce(paused_until, failed_at) as "nextTryAt",
            (select count(*) from outgoing_email where state = 'queued' and recipient <> '') as waiting
       from transport_state where trouble is not null limit 1`,
  )
}
