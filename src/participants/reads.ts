import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import { HasLeft, NotFound, SignedOut } from '../errors.ts'
import type { ExchangeState } from '../exchanges/exchange-states.ts'
import { memoize } from '../memoize.ts'
import { byName } from '../ui/by-name.ts'
import type { Vault } from '../vault.ts'
import type { Whom } from './find-person.ts'
import { tellApart } from './namesakes.ts'
import { kindsWithLinks, readStandings, type StandingPerson } from './standing.ts'

/** What a participant's dashboard shows of the person and the exchange. */
export type Dashboard = {
  id: string
  /** When the person's own row changed last, in milliseconds. */
  updatedAt: number
  name: string
  giftIdeas: string
  email: string
  reminderEnabled: number
  addedByOrganiser: number
  /** Whether the person has asked the organiser to be taken out. */
  wantsOut: number
  exchangeId: string
  slug: string
  exchangeName: string
  description: string
  budget: string
  exchangeDate: string
  registrationCloseDate: string
  timezone: string
  state: ExchangeState
  /** Milliseconds. */
  exchangeCreatedAt: number
  exchangeUpdatedAt: number
  /** 1 when the giver wants the match shown, 0 when not, null while there is none. */
  revealed: number | null
  /** Whether the giver has ever looked at the match, and whether since the draw was made or repaired. */
  looked: number
  lookedAgain: number
  /** Whether the match itself goes out by e-mail. */
  matchInEmail: number
  /** Whether the organiser has reminders sent at all. */
  hasReminders: number
}

/** What a participant's pages show. Throws SignedOut for whoever takes part no more. */
export async function readDashboard(em: EntityManager, participantId: string): Promise<Dashboard> {
  const dashboard = await row<Dashboard>(
    em,
    `select p.id, p.updated_at as "updatedAt", p.name, p.gift_ideas as "giftIdeas", p.email, p.reminder_enabled as "reminderEnabled", p.added_by_organiser as "addedByOrganiser", p.wants_out_at is not null as "wantsOut", e.id as "exchangeId", e.name as "exchangeName", e.slug, e.description, e.budget,
            e.exchange_date as "exchangeDate", e.registration_close_date as "registrationCloseDate", e.timezone, e.state, m.revealed, m.seen_at is not null as looked,
            m.looked_at is not null as "lookedAgain", e.match_in_email as "matchInEmail",
            n.reminder_days is null or n.reminder_days <> '' as "hasReminders", e.created_at as "exchangeCreatedAt", e.updated_at as "exchangeUpdatedAt"
       from participant p join exchange e on e.id = p.exchange_id left join "match" m on m.giver_id = p.id
            left join notification_preference n on n.exchange_id = e.id
      where p.id = ? and p.withdrawn_at is null`,
    [participantId],
  )
  if (!dashboard) throw new SignedOut('participant')
  return dashboard
}

/** The names of everybody who takes part, sorted; while they are the same, in the same list. */
export async function readNames(em: EntityManager, exchangeId: string): Promise<readonly string[]> {
  const sql = 'select string_agg(name, ?) as lines from participant where exchange_id = ? and withdrawn_at is null'
  const names = await row<{ lines: string | null }>(em, sql, ['\n', exchangeId])
  return sorted(names?.lines ?? '')
}

/** Names, none of which holds a line break. Everybody of an exchange asks for the same, and comparing them by the rules of a language takes longer than all the rest. */
const sorted = memoize(
  (lines: string): readonly string[] => {
    const people = lines === '' ? [] : lines.split('\n').map((name) => ({ name }))
    return people.sort(byName).map(({ name }) => name)
  },
  (lines) => lines,
)

/** Someone of an exchange as the organiser's list shows them. */
export type ListedPerson = StandingPerson & {
  /** The name, with the address where others have the same one. */
  called: string
}

/** Everyone who takes part or has left, in no order, with how the newest e-mail with a link fared, or that none may go out. */
export async function readPeople(em: EntityManager, vault: Vault, exchangeId: string): Promise<ListedPerson[]> {
  const people = await readStandings(em, vault, exchangeId)
  const called = tellApart(people).map(({ name }) => name)
  return people.map((person, place) => ({ ...person, called: called[place] as string }))
}

/** Someone as the list shows them, and what their own page says beside it. Instants are milliseconds. */
export type WholePerson = ListedPerson & {
  leftAt: number | null
  addedByOrganiser: number
  reminderEnabled: number
  /** Why the newest e-mail with a link failed, as a code; null when it did not. */
  mailError: string | null
}

/** Someone who takes part in one exchange, or has left it. Throws NotFound. */
export async function readWholePerson(em: EntityManager, vault: Vault, { exchangeId, participantId }: Whom): Promise<WholePerson> {
  const listed = (await readPeople(em, vault, exchangeId)).find(({ id }) => id === participantId)
  const beside = await row<Omit<WholePerson, keyof ListedPerson>>(
    em,
    `select p.withdrawn_at as "leftAt", p.added_by_organiser as "addedByOrganiser", p.reminder_enabled as "reminderEnabled",
            (select last_error from outgoing_email where participant_id = p.id and kind in (${kindsWithLinks.map(() => '?').join()})
              order by created_at desc, attempts limit 1) as "mailError"
       from participant p where p.id = ?`,
    [...kindsWithLinks, participantId],
  )
  if (!listed || !beside) throw new NotFound('There is no such participant.')
  return { ...listed, ...beside }
}

/** The exchange as the pages about its people name it. */
export type ExchangeOfPeople = {
  id: string
  name: string
  slug: string
  state: ExchangeState
  timezone: string
  maxParticipants: number | null
  matchInEmail: number
  joined: number
}

/** Throws NotFound. */
export async function readExchangeOfPeople(em: EntityManager, id: string): Promise<ExchangeOfPeople> {
  const exchange = await row<ExchangeOfPeople>(
    em,
    `select id, name, slug, state, timezone, max_participants as "maxParticipants", match_in_email as "matchInEmail",
            (select count(*) from participant where exchange_id = exchange.id and withdrawn_at is null) as joined
       from exchange where id = ?`,
    [id],
  )
  if (!exchange) throw new NotFound('There is no such exchange.')
  return exchange
}

/** Somebody who takes part in one exchange. Throws NotFound, which HasLeft is too. */
export async function readPerson(em: EntityManager, { exchangeId, participantId }: Whom): Promise<{ id: string; name: string; email: string }> {
  const sql = 'select id, name, email, withdrawn_at is not null as "hasLeft" from participant where id = ? and exchange_id = ?'
  const person = await row<{ id: string; name: string; email: string; hasLeft: number }>(em, sql, [participantId, exchangeId])
  if (!person) throw new NotFound('There is no such participant.')
  if (person.hasLeft) throw new HasLeft(person.name, exchangeId)
  return person
}
