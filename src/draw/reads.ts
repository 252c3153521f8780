import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'
import { NotFound } from '../errors.ts'
import type { ExchangeState } from '../exchanges/exchange-states.ts'
import { byName } from '../ui/by-name.ts'

/** What the pages of the draw show of an exchange. The report of the draw is null while nothing is drawn. */
export type DrawnExchange = {
  id: string
  name: string
  state: ExchangeState
  matchInEmail: number
  exchangeDate: string
  timezone: string
  drawMethod: string | null
  drawIsCircle: number | null
  drawIsUniform: number | null
  looked: number
}

/** Throws NotFound. */
export async function readExchange(em: EntityManager, exchangeId: string): Promise<DrawnExchange> {
  const exchange = await row<DrawnExchange>(
    em,
    `select id, name, state, match_in_email as "matchInEmail", exchange_date as "exchangeDate", timezone, draw_method as "drawMethod", draw_is_circle as "drawIsCircle", draw_is_uniform as "drawIsUniform",
            (select count(*) from "match" where exchange_id = exchange.id and seen_at is not null) as looked
       from exchange where id = ?`,
    [exchangeId],
  )
  if (!exchange) throw new NotFound('There is no such exchange.')
  return exchange
}

/** Somebody who takes part, and whether address and gift ideas are there already. */
export type Ready = { name: string; email: string; isConfirmed: number; hasIdeas: number }

/** Everybody who takes part, by name. */
export async function readWhoIsReady(em: EntityManager, exchangeId: string): Promise<Ready[]> {
  const people = await rows<Ready>(
    em,
    `select name, email, confirmed_at is not null as "isConfirmed", gift_ideas <> '' as "hasIdeas" from participant where exchange_id = ? and withdrawn_at is null`,
    [exchangeId],
  )
  return people.sort(byName)
}

/** An exchange whose draw can be remembered; `shared` is how many of those who take part now took part in it. */
export type EarlierExchange = { id: string; name: string; exchangeDate: string; shared: number }

/** The other exchanges that have a draw, newest first. */
export function readEarlierExchanges(em: EntityManager, exchangeId: string): Promise<EarlierExchange[]> {
  return rows<EarlierExchange>(
    em,
    `select e.id, e.name, e.exchange_date as "exchangeDate",
            (select count(*) from participant p join participant q on q.email = p.email and q.exchange_id = ? and q.withdrawn_at is null
              where p.exchange_id = e.id and p.withdrawn_at is null) as shared
       from exchange e where e.draw_id is not null and e.id <> ? order by e.exchange_date desc, e.name`,
    [exchangeId, exchangeId],
  )
}
