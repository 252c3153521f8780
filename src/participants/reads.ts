import type { EntityManager } from '../database/orm.ts'
import { queryOne, queryOneOrFail } from '../database/query.ts'
import { NotFound, SignedOut } from '../errors.ts'
import { joined } from '../exchanges/joined.ts'
import type { Printer } from '../language/printer.ts'
import { memoize } from '../memoize.ts'
import { byName } from '../ui/by-name.ts'
import type { Vault } from '../vault.ts'
import { hasWishList } from '../wishes/wished.ts'
import type { Whom } from './find-person.ts'
import { tellApart } from './namesakes.ts'
import { kindsWithLinks, readStandings, type StandingPerson } from './standing.ts'

/**
 * What a participant's dashboard shows of the person and the exchange. `wantsOut`: has asked the organiser to be taken out; `hasMatch`: the
 * names are drawn; `hasReminders`: the organiser
 * has reminders sent at all; `isAsked`: there are questions to answer.
 */
export type Dashboard = NonNullable<Awaited<ReturnType<typeof findDashboard>>>

/** Reads what a participant's pages show. Throws SignedOut for whoever takes part no more. */
export async function readDashboard(em: EntityManager, participantId: string): Promise<Dashboard> {
  const dashboard = await findDashboard(em, { participantId })
  if (!dashboard) throw new SignedOut('participant')
  return dashboard
}

const findDashboard = queryOne((db, given: { participantId: string }) =>
  db
    .selectFrom('Participant as p')
    .innerJoin('Exchange as e', 'e.id', 'p.exchange')
    .leftJoin('Match as m', 'm.giver', 'p.id')
    .select(['p.id', 'p.name', 'p.giftIdeas', 'p.email', 'p.reminderEnabled', 'p.inviteAgain', 'p.addedByOrganiser'])
    .select(['e.id as exchangeId', 'e.name as exchangeName', 'e.slug', 'e.description', 'e.budget', 'e.exchangeDate', 'e.registrationCloseDate', 'e.timezone'])
    .select(['e.state', 'e.messages', 'e.matchInEmail', 'e.createdAt as exchangeCreatedAt', 'e.updatedAt as exchangeUpdatedAt'])
    .select((eb) => [
      eb('p.wantsOutAt', 'is not', null).as('wantsOut'),
      eb('m.id', 'is not', null).as('hasMatch'),
      eb('e.reminderDays', '<>', '').as('hasReminders'),
      hasWishList().as('hasWishList'),
      eb.exists(eb.selectFrom('Question as q').select('q.id').whereRef('q.exchange', '=', 'e.id')).as('isAsked'),
    ])
    .where('p.id', '=', given.participantId)
    .where('p.withdrawnAt', 'is', null),
)

/** The names of everybody who takes part, in the order of the reader's language; while they are the same, in the same list. */
export async function readNames(em: EntityManager, exchangeId: string, t: Printer): Promise<readonly string[]> {
  return sorted({ lines: (await findNames(em, { exchangeId }))?.lines ?? '', t })
}

const findNames = queryOne((db, given: { exchangeId: string }) =>
  db
    .selectFrom('Participant')
    .select((eb) => eb.fn<string | null>('string_agg', ['name', eb.val('\n')]).as('lines'))
    .where('exchange', '=', given.exchangeId)
    .where('withdrawnAt', 'is', null),
)

/** Names as one text, since none holds a line break. Everybody of an exchange asks for the same, and comparing them by the rules of a language takes longer than all the rest. */
const sorted = memoize(
  ({ lines, t }: { lines: string; t: Printer }): readonly string[] => {
    const people = lines === '' ? [] : lines.split('\n').map((name) => ({ name }))
    return people.sort(byName(t)).map(({ name }) => name)
  },
  ({ lines, t }) => `${t.language.code} ${lines}`,
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

/** Someone as the list shows them, and what their own page says beside it; `mailError` is why the newest e-mail with a link failed, as a code. */
export type WholePerson = ListedPerson & NonNullable<Awaited<ReturnType<typeof findDetails>>>

/** Someone who takes part in one exchange, or has left it. Throws NotFound. */
export async function readWholePerson(em: EntityManager, vault: Vault, { exchangeId, participantId }: Whom): Promise<WholePerson> {
  const listed = (await readPeople(em, vault, exchangeId)).find(({ id }) => id === participantId)
  const details = await findDetails(em, { participantId, kindsWithLinks })
  if (!listed || !details) throw new NotFound('There is no such participant.')
  return { ...listed, ...details }
}

const findDetails = queryOne((db, given: { participantId: string; kindsWithLinks: string[] }) =>
  db
    .selectFrom('Participant as p')
    .select(['p.withdrawnAt as leftAt', 'p.addedByOrganiser', 'p.reminderEnabled'])
    .select((eb) =>
      eb
        .selectFrom('OutgoingEmail as o')
        .select('o.lastError')
        .whereRef('o.participant', '=', 'p.id')
        .where('o.kind', 'in', given.kindsWithLinks)
        .orderBy('o.createdAt', 'desc')
        .orderBy('o.attempts')
        .limit(1)
        .as('mailError'),
    )
    .where('p.id', '=', given.participantId),
)

/** The exchange as the pages about its people name it. */
export type ExchangeOfPeople = Awaited<ReturnType<typeof readExchangeOfPeople>>

/** Throws NotFound. */
export const readExchangeOfPeople = queryOneOrFail((db, given: { id: string }) =>
  db
    .selectFrom('Exchange as e')
    .select(['e.id', 'e.name', 'e.slug', 'e.state', 'e.timezone', 'e.maxParticipants', 'e.matchInEmail', joined().as('joined')])
    .where('e.id', '=', given.id),
)
