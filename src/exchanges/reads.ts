import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'
import { NotFound } from '../errors.ts'
import type { World } from '../world.ts'
import type { ExchangeDetails, ExchangeState } from './exchange.ts'
import { localDate } from './local-date.ts'

/** One exchange as the admin's list shows it. */
export type ListedExchange = {
  id: string
  name: string
  state: ExchangeState
  registrationCloseDate: string
  exchangeDate: string
  timezone: string
  maxParticipants: number | null
  /** How many take part. */
  joined: number
  /** How many givers have seen their match. */
  looked: number
  /** The date in its time zone. */
  today: string
}

const counted = `(select count(*) from participant where exchange_id = exchange.id and withdrawn_at is null) as joined,
            (select count(*) from "match" where exchange_id = exchange.id and seen_at is not null) as looked`

export async function readExchanges(em: EntityManager, world: World): Promise<ListedExchange[]> {
  const exchanges = await rows<Omit<ListedExchange, 'today'>>(
    em,
    `select id, name, state, registration_close_date as registrationCloseDate, exchange_date as exchangeDate, timezone, max_participants as maxParticipants,
            ${counted}
       from exchange order by exchange_date, name`,
  )
  return exchanges.map((exchange) => ({ ...exchange, today: localDate(world.now(), exchange.timezone) }))
}

/** How many e-mails were given up or have failed a few times, which the admin should know of. */
export async function countTroubledEmails(em: EntityManager): Promise<number> {
  return (
    (await row<{ count: number }>(em, `select count(*) as count from outgoing_email where state = 'given_up' or (state = 'queued' and attempts >= 3)`))
      ?.count ?? 0
  )
}

/** One exchange as the admin's desk shows it. */
export type Desk = ListedExchange & ExchangeDetails & { slug: string }

/** Throws NotFound. */
export async function readDesk(em: EntityManager, world: World, id: string): Promise<Desk> {
  const desk = await row<Omit<Desk, 'matchInEmail' | 'today'> & { matchInEmail: number }>(
    em,
    `select id, slug, name, description, budget, state, max_participants as maxParticipants, timezone, match_in_email as matchInEmail,
            registration_close_date as registrationCloseDate, exchange_date as exchangeDate,
            ${counted}
       from exchange where id = ?`,
    [id],
  )
  if (!desk) throw new NotFound('There is no such exchange.')
  return { ...desk, matchInEmail: desk.matchInEmail === 1, today: localDate(world.now(), desk.timezone) }
}

/** One person as the admin sees them: never whom they drew, only whether they have looked. */
export type ListedPerson = { id: string; name: string; email: string; confirmed: number; hasIdeas: number; looked: number }

/** The `count` people who joined last, the newest first. */
export function readNewestPeople(em: EntityManager, exchangeId: string, count: number): Promise<ListedPerson[]> {
  return rows<ListedPerson>(
    em,
    `select p.id, p.name, p.email, p.confirmed_at is not null as confirmed, p.gift_ideas <> '' as hasIdeas, m.seen_at is not null as looked
       from participant p left join "match" m on m.giver_id = p.id
      where p.exchange_id = ? and p.withdrawn_at is null order by p.created_at desc, p.name limit ?`,
    [exchangeId, count],
  )
}

/** The time zone of the newest exchange: the next one is probably there too. */
export async function readLastTimezone(em: EntityManager): Promise<string | undefined> {
  return (await row<{ timezone: string }>(em, 'select timezone from exchange order by created_at desc limit 1'))?.timezone
}
