import type { ExpressionBuilder } from 'kysely'
import type { Tables } from '../database/query.ts'

/** Whether an e-mail, called `o`, is for the eyes of that account: it is about an exchange of theirs or, where they are the owner, about none. */
export function isSeenBy(eb: ExpressionBuilder<Tables & { o: Tables['OutgoingEmail'] }, 'o'>, accountId: string) {
  return eb.or([
    eb('o.exchange', 'in', eb.selectFrom('Organiser as own').select('own.exchange').where('own.account', '=', accountId)),
    eb.and([
      eb('o.exchange', 'is', null),
      eb.exists(eb.selectFrom('Account as owner').select('owner.id').where('owner.id', '=', accountId).where('owner.owner', '=', 1)),
    ]),
  ])
}
