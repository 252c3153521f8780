import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import { Participant } from '../participants/participant.ts'
import type { World } from '../world.ts'
import { Household } from './household.ts'

/**
 * Puts somebody who joins an exchange that was made from an earlier one into a household with those they lived with there, as far as these
 * have joined, too; in the caller's transaction, which holds the exchange.
 */
export async function restoreHousehold(em: EntityManager, world: World, exchangeId: string, email: string): Promise<void> {
  const home = await findHome(em, { exchangeId, email })
  if (!home?.household) return
  const emails = (await findHousemates(em, { household: home.household })).map((mate) => mate.email)
  const mates = await em.find(Participant, { exchange: exchangeId, withdrawnAt: null, email: { $in: emails } })
  if (mates.length < 2) return
  const known = mates.find(({ household }) => household)?.household
  const household = known ? em.getReference(Household, known.id) : em.create(Household, { id: world.newId(), exchange: exchangeId })
  for (const mate of mates) if (!mate.household) mate.moveInto(household)
}

type Newcomer = { exchangeId: string; email: string }

/** The household of somebody in the exchange that this one was made from, erased or not. */
const findHome = queryOne((db, given: Newcomer) =>
  db
    .selectFrom('Exchange as e')
    .innerJoin('Participant as p', 'p.exchange', 'e.againOf')
    .select('p.household')
    .where('e.id', '=', given.exchangeId)
    .where('p.email', '=', given.email)
    .unionAll(
      db
        .selectFrom('Exchange as e')
        .innerJoin('PastParticipant as p', 'p.exchange', 'e.againOf')
        .select('p.household')
        .where('e.id', '=', given.exchangeId)
        .where('p.email', '=', given.email),
    ),
)

const findHousemates = query((db, given: { household: string }) =>
  db
    .selectFrom('Participant')
    .select('email')
    .where('household', '=', given.household)
    .unionAll(db.selectFrom('PastParticipant').select('email').where('household', '=', given.household)),
)
