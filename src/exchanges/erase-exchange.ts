import type { Kysely } from 'kysely'
import { forgetTries, limits, type Try } from '../auth/limits.ts'
import type { EntityManager } from '../database/orm.ts'
import { change, query, type Tables } from '../database/query.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import type { Exchange } from './exchange.ts'
import { holdExchangeIfThere } from './hold-exchange.ts'
import { tellOfLostRules } from './tell-of-lost-rules.ts'

type OfExchange = { id: string }
type Keepers = { world: World; vault: Vault }

/**
 * Every row of an exchange and its people, in an order in which nothing is left that refers to what goes: foreign keys
 * are RESTRICT, so a table that is missing here stops the erasing.
 */
const erasures = [
  change((db, { id }: OfExchange) => db.deleteFrom('Notice').where('exchange', '=', id)),
  // A rule of another exchange that looks back to this one has nothing left to look at.
  change((db, { id }: OfExchange) => db.deleteFrom('ExclusionRuleMember').where('rule', 'in', rulesOf(db, id))),
  change((db, { id }: OfExchange) => db.deleteFrom('ExclusionRule').where((eb) => eb.or([eb('exchange', '=', id), eb('earlierExchange', '=', id)]))),
  change((db, { id }: OfExchange) => db.deleteFrom('DrawAttempt').where('exchange', '=', id)),
  change((db, { id }: OfExchange) => db.deleteFrom('DrawRepair').where('exchange', '=', id)),
  change((db, { id }: OfExchange) => db.deleteFrom('Match').where('draw', 'in', db.selectFrom('Draw').select('id').where('exchange', '=', id))),
  change((db, { id }: OfExchange) => db.deleteFrom('Draw').where('exchange', '=', id)),
  change((db, { id }: OfExchange) => db.deleteFrom('MessageReport').where('exchange', '=', id)),
  change((db, { id }: OfExchange) => db.deleteFrom('Message').where('exchange', '=', id)),
  change((db, { id }: OfExchange) => db.deleteFrom('MagicToken').where('exchange', '=', id)),
  change((db, { id }: OfExchange) => db.deleteFrom('Session').where('participant', 'in', peopleOf(db, id))),
  change((db, { id }: OfExchange) => db.deleteFrom('OutgoingEmail').where('exchange', '=', id)),
  change((db, { id }: OfExchange) => db.deleteFrom('OrganiserInvitation').where('exchange', '=', id)),
  change((db, { id }: OfExchange) => db.deleteFrom('Organiser').where('exchange', '=', id)),
  change((db, { id }: OfExchange) =>
    db.deleteFrom('WishRevision').where('wish', 'in', db.selectFrom('Wish').select('id').where('participant', 'in', peopleOf(db, id))),
  ),
  change((db, { id }: OfExchange) => db.deleteFrom('Wish').where('participant', 'in', peopleOf(db, id))),
  change((db, { id }: OfExchange) => db.deleteFrom('Answer').where('question', 'in', db.selectFrom('Question').select('id').where('exchange', '=', id))),
  change((db, { id }: OfExchange) => db.deleteFrom('Question').where('exchange', '=', id)),
  change((db, { id }: OfExchange) => db.deleteFrom('Participant').where('exchange', '=', id)),
  change((db, { id }: OfExchange) => db.deleteFrom('Household').where('exchange', '=', id)),
  change((db, { id }: OfExchange) => db.deleteFrom('ExchangeKey').where('exchange', '=', id)),
  change((db, { id }: OfExchange) => db.deleteFrom('Exchange').where('id', '=', id)),
]

function peopleOf(db: Kysely<Tables>, id: string) {
  return db.selectFrom('Participant').select('id').where('exchange', '=', id)
}

function rulesOf(db: Kysely<Tables>, id: string) {
  return db
    .selectFrom('ExclusionRule')
    .select('id')
    .where((eb) => eb.or([eb('exchange', '=', id), eb('earlierExchange', '=', id)]))
}

/**
 * Erases an exchange with everything that belongs to it, in one transaction; the caller sees to the bytes in the database's files.
 * `before` may still read it and queue what is to outlive it, in the same transaction, or give false, and nothing is erased. Returns whether it was.
 */
export function eraseExchange(
  em: EntityManager,
  services: Keepers,
  id: string,
  before?: (em: EntityManager, exchange: Exchange) => Promise<boolean | undefined>,
): Promise<boolean> {
  return em.transactional(async (transaction) => {
    const exchange = await holdExchangeIfThere(transaction, id)
    if (!exchange) return false
    if ((await before?.(transaction, exchange)) === false) return false
    await eraseHeld(transaction, services, exchange)
    return true
  })
}

/** Erases an exchange like `eraseExchange`, in the caller's transaction, which holds it. */
export async function eraseHeld(em: EntityManager, services: Keepers, exchange: Exchange): Promise<void> {
  await tellOfLostRules(em, services, { earlierExchange: exchange.id })
  await forgetTries(em, await triesOfIts(em, exchange))
  for (const erase of erasures) await erase(em, { id: exchange.id })
}

/** The counted tries of an exchange's addresses: towards its own limits, and, of those that are nowhere else, towards those over all exchanges. */
async function triesOfIts(em: EntityManager, { id, slug }: Exchange): Promise<Try[]> {
  const people = await findAddresses(em, { id })
  return people.flatMap(({ email, isElsewhere }) => {
    const here = { limit: limits.linkPerAddress, subject: `${email}\0${slug}` }
    return isElsewhere
      ? [here]
      : [
          here,
          { limit: limits.linkPerAddress, subject: `${email}\0` },
          { limit: limits.mailToStranger, subject: email },
          { limit: limits.mailToBlocked, subject: email },
        ]
  })
}

const findAddresses = query((db, given: OfExchange) =>
  db
    .selectFrom('Participant as p')
    .select('p.email')
    .select((eb) =>
      eb
        .exists(eb.selectFrom('Participant as other').select('other.id').whereRef('other.email', '=', 'p.email').whereRef('other.exchange', '<>', 'p.exchange'))
        .as('isElsewhere'),
    )
    .where('p.exchange', '=', given.id),
)
