import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import { isSeenBy } from '../mail/seen-by.ts'
import { type MailState, readTroubleFor } from '../mail/trouble.ts'
import type { Services } from '../services.ts'

/** Reads whether e-mail works, for the organiser of that identifier. */
export async function readMailState(em: EntityManager, { mail: { carrier, from } }: Services, accountId: string): Promise<MailState> {
  const known = await findMailState(em, { accountId })
  return { carrier, from, trouble: await readTroubleFor(em, accountId), lastSentAt: known?.lastSentAt ?? null, ownAddress: known?.ownAddress ?? '' }
}

const findMailState = queryOne((db, given: { accountId: string }) =>
  db
    .selectFrom('Account')
    .select('email as ownAddress')
    .select((eb) =>
      eb
        .selectFrom('OutgoingEmail as o')
        .select((of) => of.fn.max('o.sentAt').as('at'))
        .where('o.state', '=', 'sent')
        // E-mails whose recipients are secret tell nothing, not even when.
        .where('o.isSecret', '=', false)
        .where('o.lastError', 'is', null)
        .where((of) => isSeenBy(of, given.accountId))
        .as('lastSentAt'),
    )
    .where('id', '=', given.accountId),
)
