import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import { NotFound } from '../errors.ts'
import { statesWithDraw } from '../exchanges/exchange-states.ts'
import type { Printer } from '../language/printer.ts'
import { byName } from '../ui/by-name.ts'
import type { Vault } from '../vault.ts'
import { hasWished } from '../wishes/wished.ts'
import { readLooks } from './plans.ts'

/** What the pages of the draw show of an exchange; `looked` is how many givers have ever looked. The report of the draw is null while nothing is drawn. */
export type DrawnExchange = NonNullable<Awaited<ReturnType<typeof findExchange>>> & { looked: number }

/** Throws NotFound. */
export async function readExchange(em: EntityManager, vault: Vault, exchangeId: string): Promise<DrawnExchange> {
  const exchange = await findExchange(em, { exchangeId })
  if (!exchange) throw new NotFound('There is no such exchange.')
  return { ...exchange, looked: (await readLooks(em, vault, [exchangeId])).get(exchangeId) ?? 0 }
}

const findExchange = queryOne((db, given: { exchangeId: string }) =>
  db
    .selectFrom('Exchange as e')
    .leftJoin('Draw as d', 'd.exchange', 'e.id')
    .select(['e.id', 'e.name', 'e.state', 'e.matchInEmail', 'e.exchangeDate', 'e.timezone', 'd.method', 'd.isCircle', 'd.isUniform'])
    .where('e.id', '=', given.exchangeId),
)

/** Somebody who takes part, and whether address and gift ideas are there already. */
export type Ready = Awaited<ReturnType<typeof findReady>>[number]

/** Everybody who takes part, by name in the order of the reader's language. */
export async function readWhoIsReady(em: EntityManager, exchangeId: string, t: Printer): Promise<Ready[]> {
  return (await findReady(em, { exchangeId })).sort(byName(t))
}

const findReady = query((db, given: { exchangeId: string }) =>
  db
    .selectFrom('Participant as p')
    .select(['p.name', 'p.email'])
    .select((eb) => [eb('p.confirmedAt', 'is not', null).as('isConfirmed'), hasWished().as('hasIdeas')])
    .where('p.exchange', '=', given.exchangeId)
    .where('p.withdrawnAt', 'is', null),
)

/** An exchange whose draw can be looked back to; `shared` is how many of those who take part now took part in it, undefined for one that was erased, of which nobody may learn that. */
export type EarlierExchange = { id: string; name: string; exchangeDate: string; shared?: number }

/** The other exchanges of an account that have a draw or are remembered, newest first. */
export async function readEarlierExchanges(em: EntityManager, exchangeId: string, accountId: string): Promise<EarlierExchange[]> {
  const earlier: EarlierExchange[] = [...(await findEarlier(em, { exchangeId, accountId })), ...(await findPast(em, { accountId }))]
  return earlier.sort((one, other) => (one.exchangeDate < other.exchangeDate ? 1 : -1))
}

const findPast = query((db, given: { accountId: string }) =>
  db
    .selectFrom('PastExchange as e')
    .innerJoin('PastOrganiser as own', 'own.exchange', 'e.id')
    .select(['e.id', 'e.name', 'e.exchangeDate'])
    .where('own.account', '=', given.accountId)
    .where((eb) => eb.exists(eb.selectFrom('PastPair as pair').select('pair.id').whereRef('pair.exchange', '=', 'e.id')))
    .orderBy('e.name'),
)

const findEarlier = query((db, given: { exchangeId: string; accountId: string }) =>
  db
    .selectFrom('Exchange as e')
    .innerJoin('Organiser as own', 'own.exchange', 'e.id')
    .select(['e.id', 'e.name', 'e.exchangeDate'])
    .select((eb) =>
      eb
        .selectFrom('Participant as p')
        .innerJoin('Participant as now', 'now.email', 'p.email')
        .select((of) => of.fn.countAll<number>().as('count'))
        .where('now.exchange', '=', given.exchangeId)
        .where('now.withdrawnAt', 'is', null)
        .whereRef('p.exchange', '=', 'e.id')
        .where('p.withdrawnAt', 'is', null)
        .$asScalar()
        .as('shared'),
    )
    .where('own.account', '=', given.accountId)
    .where('e.state', 'in', statesWithDraw)
    .where('e.id', '<>', given.exchangeId)
    .orderBy('e.exchangeDate', 'desc')
    .orderBy('e.name'),
)
