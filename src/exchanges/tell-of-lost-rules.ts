import type { Kysely } from 'kysely'
import type { EntityManager } from '../database/orm.ts'
import { query, type Tables } from '../database/query.ts'
import { queueEmails } from '../mail/outbox.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'

/** The exchange that rules look back to: one that is there still, or what is left of one that was erased. */
type LookedBackTo = { earlierExchange: string } | { pastExchange: string }

/**
 * Tells, in the caller's transaction, that rules “not the same as last time” go with an exchange that is about to be erased or forgotten: those
 * who organise an exchange with such a rule, and not this one. The others know.
 */
export async function tellOfLostRules(em: EntityManager, services: { world: World; vault: Vault }, lost: LookedBackTo): Promise<void> {
  const readers = await ('pastExchange' in lost ? findReadersOfPast(em, lost) : findReaders(em, lost))
  await queueEmails(
    em,
    services,
    readers.map(({ rule, exchange, id, email }) => ({
      kind: 'rule gone',
      reader: { id, email },
      parameters: {},
      exchangeId: exchange,
      cause: `rule gone:${rule}:${id}`,
    })),
  )
}

const findReaders = query((db, { earlierExchange }: { earlierExchange: string }) =>
  rulesAndReaders(db)
    .where('r.earlierExchange', '=', earlierExchange)
    .where('a.id', 'not in', (eb) => eb.selectFrom('Organiser as own').select('own.account').where('own.exchange', '=', earlierExchange)),
)

const findReadersOfPast = query((db, { pastExchange }: { pastExchange: string }) =>
  rulesAndReaders(db)
    .where('r.pastExchange', '=', pastExchange)
    .where('a.id', 'not in', (eb) => eb.selectFrom('PastOrganiser as own').select('own.account').where('own.exchange', '=', pastExchange)),
)

/** Every rule `r` of an exchange that is not over, with each account `a` that organises that one. */
function rulesAndReaders(db: Kysely<Tables>) {
  return db
    .selectFrom('ExclusionRule as r')
    .innerJoin('Exchange as e', 'e.id', 'r.exchange')
    .innerJoin('Organiser as o', 'o.exchange', 'e.id')
    .innerJoin('Account as a', 'a.id', 'o.account')
    .select(['r.id as rule', 'e.id as exchange', 'a.id', 'a.email'])
    .where('e.state', '<>', 'completed')
}
