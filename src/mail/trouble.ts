import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import type { Carrier } from './choose.ts'
import type { TransportState } from './transport-state.ts'

/** What holds up all e-mails at present, since when, and when it is tried again; `waiting` is how many wait, those aside whose recipients are secret. */
export type Trouble = { kind: NonNullable<TransportState['trouble']>; since: Date; reason: string; nextTryAt: Date; waiting: number }

/**
 * Whether e-mail works: how it is sent and from whom, when one last went out (null where none is known of), what
 * is in the way, and the organiser's own address, to which a test would go.
 */
export type MailState = { carrier: Carrier; from: string; lastSentAt: Date | null; trouble: Trouble | undefined; ownAddress: string }

/** Why nothing is sent at the moment; undefined while e-mails go out. */
export function readTrouble(em: EntityManager): Promise<Trouble | undefined> {
  return findTrouble(em, {})
}

const findTrouble = queryOne((db) =>
  db
    .selectFrom('TransportState as t')
    .select(['t.trouble as kind', 't.since', 't.reason'])
    .select((eb) => [
      eb.fn.coalesce('t.pausedUntil', 't.failedAt').as('nextTryAt'),
      eb
        .selectFrom('OutgoingEmail as o')
        .select((of) => of.fn.countAll<number>().as('count'))
        .where('o.state', '=', 'queued')
        .where('o.isSecret', '=', false)
        .$asScalar()
        .as('waiting'),
    ])
    .where('t.trouble', 'is not', null)
    // A transport that is in trouble has said why, and since when.
    .$narrowType<Omit<Trouble, 'waiting'>>()
    .limit(1),
)
