import type { Kysely } from 'kysely'
import type { EntityManager } from '../database/orm.ts'
import { query, queryOne, queryOneOrFail, type Tables } from '../database/query.ts'
import { readLooks } from '../draw/plans.ts'
import { isSeenBy } from '../mail/seen-by.ts'
import { readTroubleFor } from '../mail/trouble.ts'
import { readReturners } from '../participants/past-participants.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import type { Timetable } from './coming-up.tsx'
import { endOfDay } from './due.ts'
import { joined } from './joined.ts'
import { localDate } from './local-date.ts'
import { reminderDaysFrom } from './reminder-days.ts'
import { retentionFrom, selectRetention } from './retention.ts'

type Keepers = { world: World; vault: Vault }

/** One exchange as the organiser's list shows it; `looked` is how many givers have ever looked, `today` the date in its time zone. */
export type ListedExchange = Awaited<ReturnType<typeof findExchanges>>[number] & { looked: number; today: string }

/** Every exchange that an account organises, by its date and name. */
export async function readExchanges(em: EntityManager, { world, vault }: Keepers, accountId: string): Promise<ListedExchange[]> {
  const exchanges = await findExchanges(em, { accountId })
  const drawn = exchanges.filter(({ state }) => state === 'matched').map(({ id }) => id)
  const looks = await readLooks(em, vault, drawn)
  return exchanges.map((exchange) => ({ ...exchange, looked: looks.get(exchange.id) ?? 0, today: localDate(world.now(), exchange.timezone) }))
}

const findExchanges = query((db, given: { accountId: string }) =>
  listed(db).innerJoin('Organiser as own', 'own.exchange', 'e.id').where('own.account', '=', given.accountId).orderBy('e.exchangeDate').orderBy('e.name'),
)

function listed(db: Kysely<Tables>) {
  return db
    .selectFrom('Exchange as e')
    .select(['e.id', 'e.name', 'e.state', 'e.registrationCloseDate', 'e.exchangeDate', 'e.timezone', 'e.maxParticipants'])
    .select(joined().as('joined'))
}

/**
 * How many e-mails that an account may see were given up, have failed a few times, or wait for a mail service that takes none, which the organiser should know
 * of; and how many wait for a limit of it, which ends without anybody's help.
 */
export async function countTroubledEmails(em: EntityManager, accountId: string): Promise<{ failing: number; limited: number }> {
  const trouble = await readTroubleFor(em, accountId)
  const failing = await countFailing(em, { accountId, fewestAttempts: trouble?.kind === 'unreachable' ? 0 : 3 })
  return { failing: failing?.count ?? 0, limited: trouble?.kind === 'limit' ? trouble.waiting : 0 }
}

const countFailing = queryOne((db, given: { accountId: string; fewestAttempts: number }) =>
  db
    .selectFrom('OutgoingEmail as o')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where((eb) =>
      eb.and([
        isSeenBy(eb, given.accountId),
        eb.or([
          eb('o.state', '=', 'given_up'),
          eb.and([eb('o.state', '=', 'queued'), eb('o.isSecret', '=', false), eb('o.attempts', '>=', given.fewestAttempts)]),
        ]),
      ]),
    ),
)

/** What is left of an exchange that was erased. */
export type RememberedExchange = Awaited<ReturnType<typeof findRemembered>>[number]

/** What an account remembers of exchanges that were erased, newest first. */
export function readRemembered(em: EntityManager, accountId: string): Promise<RememberedExchange[]> {
  return findRemembered(em, { accountId })
}

const findRemembered = query((db, given: { accountId: string }) =>
  db
    .selectFrom('PastExchange as e')
    .innerJoin('PastOrganiser as own', 'own.exchange', 'e.id')
    .select(['e.id', 'e.name', 'e.exchangeDate'])
    .where('own.account', '=', given.accountId)
    .orderBy('e.exchangeDate', 'desc')
    .orderBy('e.name'),
)

/** One exchange as the organiser's desk shows it; `returners` wait for the opening of the one that was made from theirs; `hasReports`: there are messages that were reported. */
export type Desk = Awaited<ReturnType<typeof findDesk>> & { looked: number; today: string; returners: number; hasReports: boolean }

/** Throws NotFound. */
export async function readDesk(em: EntityManager, { world, vault }: Keepers, id: string): Promise<Desk> {
  const desk = await findDesk(em, { id })
  const returners = desk.state === 'draft' && desk.againOf ? (await readReturners(em, { earlierId: desk.againOf, nextId: id })).length : 0
  const hasReports = (await findReport(em, { id, now: world.now() })) !== undefined
  const looked = (await readLooks(em, vault, [id])).get(id) ?? 0
  return { ...desk, looked, returners, hasReports, today: localDate(world.now(), desk.timezone) }
}

const findDesk = queryOneOrFail((db, given: { id: string }) =>
  listed(db)
    .select(['e.slug', 'e.description', 'e.budget', 'e.language', 'e.matchInEmail', 'e.replyTo', 'e.rememberPairs', 'e.messages', 'e.againOf'])
    .where('e.id', '=', given.id),
)

const findReport = queryOne((db, given: { id: string; now: Date }) =>
  db.selectFrom('MessageReport').select('id').where('exchange', '=', given.id).where('deliverAt', '<=', given.now).limit(1),
)

/** The time zone of the newest exchange of an account: its next one is probably there too. */
export async function readLastTimezone(em: EntityManager, accountId: string): Promise<string | undefined> {
  return (await findNewest(em, { accountId }))?.timezone
}

const findNewest = queryOne((db, given: { accountId: string }) =>
  db
    .selectFrom('Exchange as e')
    .innerJoin('Organiser as own', 'own.exchange', 'e.id')
    .select('e.timezone')
    .where('own.account', '=', given.accountId)
    .orderBy('e.createdAt', 'desc')
    .limit(1),
)

/** What the clock needs to know of an exchange to say what it will do. Throws NotFound. */
export async function readTimetable(em: EntityManager, id: string): Promise<Timetable> {
  const found = await findTimetable(em, { id })
  const { reminderDays, ...rest } = found
  // The clock completes an exchange as its last day ends, and counts on from there.
  const completedAt = found.completedAt ?? endOfDay(found.exchangeDate, found.timezone)
  return { ...rest, kept: retentionFrom(found, completedAt), reminderDays: reminderDaysFrom(reminderDays) }
}

const findTimetable = queryOneOrFail((db, given: { id: string }) =>
  selectRetention(db)
    .select(['e.name', 'e.state', 'e.registrationCloseDate', 'e.exchangeDate', 'e.reminderDays', 'e.rememberPairs'])
    .select((eb) => [
      eb.selectFrom('Draw as d').select('d.createdAt').whereRef('d.exchange', '=', 'e.id').as('drawnAt'),
      eb
        .exists(
          eb
            .selectFrom('OutgoingEmail as o')
            .select('o.id')
            .whereRef('o.exchange', '=', 'e.id')
            .where('o.kind', '=', 'reminder')
            .where('o.deduplicationKey', 'like', (of) => of(of(of.val('reminder:'), '||', of.ref('e.exchangeDate')), '||', of.val(':%'))),
        )
        .as('isReminded'),
    ])
    .where('e.id', '=', given.id),
)
