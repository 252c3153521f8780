import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'
import { NotFound } from '../errors.ts'
import { readTrouble } from '../mail/trouble.ts'
import type { World } from '../world.ts'
import type { Plan } from './coming-up.tsx'
import { endOfDay } from './due.ts'
import type { ExchangeDetails } from './exchange-details.ts'
import type { ExchangeState } from './exchange-states.ts'
import { localDate } from './local-date.ts'
import { reminderDaysFrom } from './notification-preference.ts'
import { type KeptColumns, keptColumns, keptFrom, keptJoins } from './retention.ts'

/** One exchange as the organiser's list shows it. */
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

/** Every exchange, by its date and name. */
export async function readExchanges(em: EntityManager, world: World): Promise<ListedExchange[]> {
  const exchanges = await rows<Omit<ListedExchange, 'today'>>(
    em,
    `select id, name, state, registration_close_date as "registrationCloseDate", exchange_date as "exchangeDate", timezone, max_participants as "maxParticipants",
            ${counted}
       from exchange order by exchange_date, name`,
  )
  return exchanges.map((exchange) => ({ ...exchange, today: localDate(world.now(), exchange.timezone) }))
}

/**
 * How many e-mails were given up, have failed a few times, or wait for a mail service that takes none, which the organiser should know
 * of; and how many wait for a limit of it, which passes by itself.
 */
export async function countTroubledEmails(em: EntityManager): Promise<{ failing: number; limited: number }> {
  const trouble = await readTrouble(em)
  const failing = await row<{ count: number }>(
    em,
    `select count(*) as count from outgoing_email where state = 'given_up' or (state = 'queued' and recipient <> '' and (attempts >= 3 or ? = 'unreachable'))`,
    [trouble?.kind ?? ''],
  )
  return { failing: failing?.count ?? 0, limited: trouble?.kind === 'limit' ? trouble.waiting : 0 }
}

/** One exchange as the organiser's desk shows it. */
export type Desk = ListedExchange & ExchangeDetails & { slug: string }

/** Throws NotFound. */
export async function readDesk(em: EntityManager, world: World, id: string): Promise<Desk> {
  const desk = await row<Omit<Desk, 'matchInEmail' | 'replyTo' | 'today'> & { matchInEmail: number; replyTo: number }>(
    em,
    `select id, slug, name, description, budget, state, max_participants as "maxParticipants", timezone, match_in_email as "matchInEmail", reply_to as "replyTo",
            registration_close_date as "registrationCloseDate", exchange_date as "exchangeDate",
            ${counted}
       from exchange where id = ?`,
    [id],
  )
  if (!desk) throw new NotFound('There is no such exchange.')
  return { ...desk, matchInEmail: desk.matchInEmail === 1, replyTo: desk.replyTo === 1, today: localDate(world.now(), desk.timezone) }
}

/** The time zone of the newest exchange: the next one is probably there too. */
export async function readLastTimezone(em: EntityManager): Promise<string | undefined> {
  return (await row<{ timezone: string }>(em, 'select timezone from exchange order by created_at desc limit 1'))?.timezone
}

/** What the clock needs to know of an exchange to say what it will do. Throws NotFound. */
export async function readPlan(em: EntityManager, id: string): Promise<Plan> {
  const plan = await row<
    Omit<Plan, 'kept' | 'drawnAt' | 'reminderDays' | 'isReminded'> &
      KeptColumns & {
        drawnAt: number | null
        days: string | null
        reminded: number
      }
  >(
    em,
    `select e.id, e.name, e.state, e.registration_close_date as "registrationCloseDate", e.exchange_date as "exchangeDate", ${keptColumns},
            n.reminder_days as days, (select min(created_at) from "match" where exchange_id = e.id) as "drawnAt",
            (select count(*) from outgoing_email where exchange_id = e.id and kind = 'reminder' and deduplication_key like 'reminder:' || e.exchange_date || ':%') as reminded
       from exchange e ${keptJoins} where e.id = ?`,
    [id],
  )
  if (!plan) throw new NotFound('There is no such exchange.')
  const { drawnAt, days, reminded, ...rest } = plan
  // The clock completes an exchange as its last day ends, and counts on from there.
  const completedAt = dateOf(plan.completedAt) ?? endOfDay(plan.exchangeDate, plan.timezone)
  return { ...rest, kept: keptFrom(plan, completedAt), drawnAt: dateOf(drawnAt), reminderDays: reminderDaysFrom(days), isReminded: reminded > 0 }
}

function dateOf(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds)
}

/** What deleting an exchange would take away. `people`: those who take part; `others`: other exchanges whose rules look back to it. */
export type DeletionSummary = {
  id: string
  name: string
  state: ExchangeState
  people: number
  giftIdeas: number
  matches: number
  rules: number
  emails: number
  waitingEmails: number
  others: number
}

/** Throws NotFound. */
export async function readDeletionSummary(em: EntityManager, id: string): Promise<DeletionSummary> {
  const summary = await row<DeletionSummary>(
    em,
    `select id, name, state,
            (select count(*) from participant where exchange_id = e.id and withdrawn_at is null) as people,
            (select count(*) from participant where exchange_id = e.id and gift_ideas <> '') as "giftIdeas",
            (select count(*) from "match" where exchange_id = e.id) as matches,
            (select count(*) from exclusion_rule where exchange_id = e.id) + (select count(*) from household where exchange_id = e.id) as rules,
            (select count(*) from outgoing_email where exchange_id = e.id and recipient <> '') as emails,
            (select count(*) from outgoing_email where exchange_id = e.id and state = 'queued' and recipient <> '') as "waitingEmails",
            (select count(distinct exchange_id) from exclusion_rule where earlier_exchange_id = e.id and exchange_id <> e.id) as others
       from exchange e where id = ?`,
    [id],
  )
  if (!summary) throw new NotFound('There is no such exchange.')
  return summary
}
