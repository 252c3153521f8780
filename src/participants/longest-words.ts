import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import type { Exchange } from '../exchanges/exchange.ts'

/**
 * How many characters of people's own words the longest e-mail about the draw of an exchange, or to those who were drawn, can have: the names, each several times, and the gift
 * ideas; and the organiser's, which stand in the calendar file once more.
 */
export async function longestWords(em: EntityManager, exchange: Exchange): Promise<number> {
  const longest = await findLongest(em, { exchangeId: exchange.id })
  const { name, budget, description, matchInEmail } = exchange
  return 4 * (longest?.name ?? 0) + (matchInEmail ? (longest?.ideas ?? 0) : 0) + 6 * name.length + 2 * (budget.length + description.length)
}

const findLongest = queryOne((db, given: { exchangeId: string }) =>
  db
    .selectFrom('Participant')
    .select(({ fn }) => [
      fn.max<number | null>(fn<number>('length', ['name'])).as('name'),
      fn.max<number | null>(fn<number>('length', ['giftIdeas'])).as('ideas'),
    ])
    .where('exchange', '=', given.exchangeId),
)
