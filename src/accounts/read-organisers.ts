import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'

/** An account as the owner's list shows it: how many exchanges it organises, and how many people take part in those. */
export type ListedAccount = Awaited<ReturnType<typeof findAccounts>>[number]

/** Every account, the owner first, then by when they came. */
export function readAccounts(em: EntityManager): Promise<ListedAccount[]> {
  return findAccounts(em, {})
}

const findAccounts = query((db) =>
  db
    .selectFrom('Account as a')
    .select(['a.id', 'a.name', 'a.email', 'a.lastSignedInAt'])
    .select((eb) => [
      eb('a.owner', 'is not', null).as('isOwner'),
      eb
        .selectFrom('Organiser as o')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('o.account', '=', 'a.id')
        .$asScalar()
        .as('exchanges'),
      eb
        .selectFrom('Organiser as o')
        .innerJoin('Participant as p', 'p.exchange', 'o.exchange')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('o.account', '=', 'a.id')
        .where('p.withdrawnAt', 'is', null)
        .$asScalar()
        .as('people'),
    ])
    .orderBy('isOwner', 'desc')
    .orderBy('a.createdAt'),
)

/** An invitation that waits. */
export type ListedInvitation = Awaited<ReturnType<typeof findInvitations>>[number]

/** The invitations that can still be accepted at `now`, the newest first, and of several to one address that one: whichever is accepted uses up all. */
export async function readInvitations(em: EntityManager, now: Date): Promise<ListedInvitation[]> {
  const invitations = await findInvitations(em, { now })
  return invitations.filter(({ email }, index) => invitations.findIndex((one) => one.email === email) === index)
}

const findInvitations = query((db, given: { now: Date }) =>
  db.selectFrom('OrganiserInvitation').select(['id', 'email', 'expiresAt']).where('expiresAt', '>', given.now).orderBy('createdAt', 'desc'),
)

/** An exchange that the owner does not organise: what it is called, and who does. */
export type ExchangeOfOthers = { id: string; name: string; organisers: string[] }

/** The exchanges that an account does not organise, by name. Nothing that stands in them. */
export async function readExchangesOfOthers(em: EntityManager, accountId: string): Promise<ExchangeOfOthers[]> {
  const rows = await findOthers(em, { accountId })
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((found) => {
    const [{ id, name }] = found as [(typeof rows)[number]]
    return { id, name, organisers: found.map((row) => row.organiser ?? row.email) }
  })
}

const findOthers = query((db, given: { accountId: string }) =>
  db
    .selectFrom('Exchange as e')
    .innerJoin('Organiser as o', 'o.exchange', 'e.id')
    .innerJoin('Account as a', 'a.id', 'o.account')
    .select(['e.id', 'e.name', 'a.name as organiser', 'a.email'])
    .where('e.id', 'not in', (eb) => eb.selectFrom('Organiser as own').select('own.exchange').where('own.account', '=', given.accountId))
    .orderBy('e.name')
    .orderBy('o.createdAt'),
)

/** Whether that account is the owner's. */
export async function isOwner(em: EntityManager, accountId: string): Promise<boolean> {
  return (await findOwner(em, { accountId })) !== undefined
}

const findOwner = queryOne((db, given: { accountId: string }) => db.selectFrom('Account').select('id').where('id', '=', given.accountId).where('owner', '=', 1))
