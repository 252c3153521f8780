import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import { NotFound } from '../errors.ts'
import type { ExchangeState } from '../exchanges/exchange.ts'

/** What the page before a draw counts. */
export type PreFlight = { id: string; name: string; state: ExchangeState; matchInEmail: number; people: number; unconfirmed: number; withoutIdeas: number }

/** Throws NotFound. */
export async function readPreFlight(em: EntityManager, exchangeId: string): Promise<PreFlight> {
  const counts = await row<PreFlight>(
    em,
    `select e.id, e.name, e.state, e.match_in_email as matchInEmail, count(p.id) as people,
            count(case when p.confirmed_at is null then p.id end) as unconfirmed, count(case when p.gift_ideas = '' then 1 end) as withoutIdeas
       from exchange e left join participant p on p.exchange_id = e.id and p.withdrawn_at is null
      where e.id = ? group by e.id, e.name, e.state, e.match_in_email`,
    [exchangeId],
  )
  if (!counts) throw new NotFound('There is no such exchange.')
  return counts
}
