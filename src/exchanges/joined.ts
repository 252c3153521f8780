import { expressionBuilder } from 'kysely'
import type { Tables } from '../database/query.ts'

/** A query that calls an exchange `e`. */
type OfExchange = Tables & { e: Tables['Exchange'] }

/** How many take part in the exchange that a query calls `e`, as something to select. */
export function joined() {
  return expressionBuilder<OfExchange, 'e'>()
    .selectFrom('Participant')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .whereRef('Participant.exchange', '=', 'e.id')
    .where('Participant.withdrawnAt', 'is', null)
    .$asScalar()
}
