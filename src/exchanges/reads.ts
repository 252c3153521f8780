import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'
import { NotFound } from '../errors.ts'
import { byName } from '../ui/by-name.ts'
import type { ExchangeState } from './exchange.ts'

/** One exchange as the admin's list shows it. */
export type ListedExchange = { id: string; name: string; state: ExchangeState; registrationCloseDate: string; exchangeDate: string; joined: number }

export function readExchanges(em: EntityManager): Promise<ListedExchange[]> {
  return rows<ListedExchange>(
    em,
    `select id, name, state, registration_close_date as registrationCloseDate, exchange_date as exchangeDate,
            (select count(*) from participant where exchange_id = exchange.id and withdrawn_at is null) as joined
       from exchange order by state = 'completed', exchange_date, name`,
  )
}

/** How many e-mails were given up or have failed a few times, which the admin should know of. */
export async function countTroubledEmails(em: EntityManager): Promise<number> {
  return (
    (await row<{ count: number }>(em, `select count(*) as count from outgoing_email where state = 'given_up' or (state = 'queued' and attempts >= 3)`))
      ?.count ?? 0
  )
}

/** One exchange as the admin's desk shows it. `joined`: who takes part; `looked`: how many givers have seen their match. */
export type Desk = ListedExchange & {
  slug: string
  description: string
  budget: string
  maxParticipants: number | null
  timezone: string
  matchInEmail: number
  looked: number
}

/** Throws NotFound. */
export async function readDesk(em: EntityManager, id: string): Promise<Desk> {
  const desk = await row<Desk>(
    em,
    `select id, slug, name, description, budget, state, max_participants as maxParticipants, timezone, match_in_email as matchInEmail,
            registration_close_date as registrationCloseDate, exchange_date as exchangeDate,
            (select count(*) from participant where exchange_id = exchange.id and withdrawn_at is null) as joined,
            (select count(*) from "match" where exchange_id = exchange.id and seen_at is not null) as looked
       from exchange where id = ?`,
    [id],
  )
  if (!desk) throw new NotFound('There is no such exchange.')
  return desk
}

/** One person as the admin sees them: never whom they drew, only whether they have looked. */
export type ListedPerson = { id: string; name: string; email: string; confirmed: number; hasIdeas: number; looked: number }

export async function readPeople(em: EntityManager, exchangeId: string): Promise<ListedPerson[]> {
  const people = await rows<ListedPerson>(
    em,
    `select p.id, p.name, p.email, p.confirmed_at is not null as confirmed, p.gift_ideas <> '' as hasIdeas, m.seen_at is not null as looked
       from participant p left join "match" m on m.giver_id = p.id
      where p.exchange_id = ? and p.withdrawn_at is null`,
    [exchangeId],
  )
  return people.sort(byName)
}

/** The time zone of the newest exchange: the next one is probably there too. */
export async function readLastTimezone(em: EntityManager): Promise<string | undefined> {
  return (await row<{ timezone: string }>(em, 'select timezone from exchange order by created_at desc limit 1'))?.timezone
}
