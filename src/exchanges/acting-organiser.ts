import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import { ForeignExchange } from '../errors.ts'

/** Which account works at which exchange. */
type Acting = { accountId: string; exchangeId: string }

/** Under which name an entity manager keeps it, and hands it on to its forks and transactions. */
const name = 'acting organiser'

/** Notes for whom, and at which exchange, this entity manager works from now on. */
export function actAsOrganiser(em: EntityManager, acting: Acting): void {
  em.setFilterParams(name, acting)
}

/**
 * Throws ForeignExchange when this entity manager works for an account that does not organise that exchange any more: whoever passed the guard may
 * have been removed before the exchange was locked.
 */
export async function mustStillOrganise(em: EntityManager, exchangeId: string): Promise<void> {
  const acting: Acting | undefined = em.getFilterParams<Acting>(name)
  if (acting?.exchangeId === exchangeId && !(await findOrganiser(em, acting))) throw new ForeignExchange('This exchange has other organisers by now.')
}

const findOrganiser = queryOne((db, { accountId, exchangeId }: Acting) =>
  db.selectFrom('Organiser').select('id').where('exchange', '=', exchangeId).where('account', '=', accountId),
)
