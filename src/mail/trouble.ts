import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import type { Carrier } from './choose.ts'
import { isSeenBy } from './seen-by.ts'
import type { TransportState } from './transport-state.ts'

/**
 * What holds up all e-mails at present, since when, and when it is tried again; `waiting` is how many wait of those that the reader may
 * see, those aside whose recipients are secret.
 */
export type Trouble = { kind: NonNullable<TransportState['trouble']>; since: Date; reason: string; nextTryAt: Date; waiting: number }

/**
 * Whether e-mail works: how it is sent and from whom, when one last went out (null where none is known of), what
 * is in the way, and the organiser's own address, to which a test would go.
 */
export type MailState = { carrier: Carrier; from: string; lastSentAt: Date | null; trouble: Trouble | undefined; ownAddress: string }

/** Whether something holds up all e-mails at the moment. */
export async function isInTrouble(em: EntityManager): Promise<boolean> {
  return (await findAnyTrouble(em, {})) !== undefined
}

const findAnyTrouble = queryOne((db) => db.selectFrom('TransportState').select('id').where('trouble', 'is not', null).limit(1))

/** Why nothing is sent at the moment, for an account; undefined while e-mails go out. */
export function readTroubleFor(em: EntityManager, accountId: string): Promise<Trouble | undefined> {
  return findTrouble(em, { accountId })
}

const findTrouble = queryOne((db, given: { accountId: string }) =>
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
        .where((of) => isSeenBy(of, given.accountId))
        .$asScalar()
        .as('waiting'),
    ])
    .where('t.trouble', 'is not', null)
    // A transport that is in trouble has said why, and since when.
    .$narrowType<Omit<Trouble, 'waiting'>>()
    .limit(1),
)
