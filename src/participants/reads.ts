import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'
import type { ExchangeState } from '../exchanges/exchange.ts'
import { byName } from '../ui/by-name.ts'

/** What a participant's dashboard shows of the person and the exchange. */
export type Dashboard = {
  name: string
  giftIdeas: string
  email: string
  reminderEnabled: number
  exchangeId: string
  exchangeName: string
  description: string
  budget: string
  exchangeDate: string
  registrationCloseDate: string
  timezone: string
  state: ExchangeState
  /** 1 when the giver wants the match shown, 0 when not, null while there is none. */
  revealed: number | null
  /** Whether the giver has ever looked at the match. */
  looked: number
}

export async function readDashboard(em: EntityManager, participantId: string): Promise<Dashboard> {
  const dashboard = await row<Dashboard>(
    em,
    `select p.name, p.gift_ideas as giftIdeas, p.email, p.reminder_enabled as reminderEnabled, e.id as exchangeId, e.name as exchangeName, e.description, e.budget,
            e.exchange_date as exchangeDate, e.registration_close_date as registrationCloseDate, e.timezone, e.state, m.revealed, m.seen_at is not null as looked
       from participant p join exchange e on e.id = p.exchange_id left join "match" m on m.giver_id = p.id
      where p.id = ?`,
    [participantId],
  )
  if (!dashboard) throw new Error('The signed-in participant has no row.')
  return dashboard
}

/** The names of everybody who takes part, sorted. */
export async function readNames(em: EntityManager, exchangeId: string): Promise<string[]> {
  const people = await rows<{ name: string }>(em, 'select name from participant where exchange_id = ? and withdrawn_at is null', [exchangeId])
  return people.sort(byName).map(({ name }) => name)
}
