import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { holdExchanges } from '../exchanges/hold-exchange.ts'
import { holdPastExchanges } from '../exchanges/hold-past.ts'
import { joined } from '../exchanges/joined.ts'
import { versionOf, writeVersion } from '../web/version.ts'

/** What goes with an account unless it is handed over: an exchange, or where it `isErased` what is left of one, with the people whom it is about. */
export type OwnExchange = { id: string; name: string; people: number; isErased: boolean }

/** The exchanges that an account organises alone, erased ones that are remembered after the others, and how many it shares. */
export async function readHoldings(em: EntityManager, accountId: string): Promise<{ alone: OwnExchange[]; shared: number }> {
  const live = (await findHoldings(em, { accountId })).map((one) => ({ ...one, isErased: false }))
  const past = (await findPastHoldings(em, { accountId })).map((one) => ({ ...one, people: Math.max(one.pairs, one.people), isErased: true }))
  const found = [...live, ...past]
  const alone = found.filter(({ others }) => others === 0).map(({ id, name, people, isErased }) => ({ id, name, people, isErased }))
  return { alone, shared: found.length - alone.length }
}

/** Locks the exchanges that an account organises, alone or not, and then what is left of erased ones, in the caller's transaction, which holds the account. */
export async function holdHoldings(em: EntityManager, accountId: string): Promise<void> {
  const ids = (holdings: { id: string }[]) => holdings.map(({ id }) => id)
  await holdExchanges(em, ids(await findHoldings(em, { accountId })))
  // What was erased meanwhile is among these.
  await holdPastExchanges(em, ids(await findPastHoldings(em, { accountId })))
}

const findHoldings = query((db, given: { accountId: string }) =>
  db
    .selectFrom('Organiser as o')
    .innerJoin('Exchange as e', 'e.id', 'o.exchange')
    .select(['e.id', 'e.name'])
    .select((eb) => [
      eb
        .selectFrom('Organiser as other')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('other.exchange', '=', 'o.exchange')
        .where('other.account', '<>', given.accountId)
        .$asScalar()
        .as('others'),
      joined().as('people'),
    ])
    .where('o.account', '=', given.accountId)
    .orderBy('e.name')
    .orderBy('e.id'),
)

const findPastHoldings = query((db, given: { accountId: string }) =>
  db
    .selectFrom('PastOrganiser as o')
    .innerJoin('PastExchange as e', 'e.id', 'o.exchange')
    .select(['e.id', 'e.name'])
    .select((eb) => [
      eb
        .selectFrom('PastOrganiser as other')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('other.exchange', '=', 'o.exchange')
        .where('other.account', '<>', given.accountId)
        .$asScalar()
        .as('others'),
      eb
        .selectFrom('PastPair as pair')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('pair.exchange', '=', 'o.exchange')
        .$asScalar()
        .as('pairs'),
      eb
        .selectFrom('PastParticipant as person')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('person.exchange', '=', 'o.exchange')
        .$asScalar()
        .as('people'),
    ])
    .where('o.account', '=', given.accountId)
    .orderBy('e.name')
    .orderBy('e.id'),
)

/** The version of the exchanges that would be deleted with an account: which they are, and how many people they are about. */
export function versionOfHoldings(alone: OwnExchange[]): string {
  return writeVersion(versionOf({ alone }, ['alone']))
}
