import { queryOne } from '../database/query.ts'

/** The account that organises an exchange, which today is the only one; undefined where there is no such exchange. */
export const findOrganiser = queryOne((db, given: { exchangeId: string }) =>
  db
    .selectFrom('Exchange as e')
    .innerJoin('Account as a', (join) => join.onTrue())
    .select(['a.id', 'a.email'])
    .where('e.id', '=', given.exchangeId),
)
