import { hashPassword } from '../auth/password.ts'
import { hashToken } from '../auth/token.ts'
import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import { holdExchanges } from '../exchanges/hold-exchange.ts'
import { holdInvitation } from '../exchanges/invite-organiser.ts'
import { Organiser } from '../exchanges/organiser.ts'
import { OrganiserInvitation } from '../exchanges/organiser-invitation.ts'
import type { World } from '../world.ts'
import { Account } from './account.ts'
import type { VerifiedAccount } from './log-in.ts'

/** The address that an invitation is for; undefined when it is dead. Does not use it. */
export async function readInvitation(em: EntityManager, world: World, token: string): Promise<{ email: string } | undefined> {
  return findInvitation(em, { tokenHash: hashToken(token), now: world.now() })
}

const findInvitation = queryOne((db, given: { tokenHash: string; now: Date }) =>
  db.selectFrom('OrganiserInvitation').select('email').where('tokenHash', '=', given.tokenHash).where('expiresAt', '>', given.now),
)

/** The account that an invitation makes. */
export type NewAccount = { name: string; password: string; language: string | undefined }

/**
 * Uses up an invitation, and every other to that address: makes the account, which organises the exchanges that were shared with it. Returns who
 * is to be signed in; undefined when the invitation is dead by now. Of simultaneous tries one wins.
 */
export async function acceptInvitation(
  em: EntityManager,
  world: World,
  token: string,
  { name, password, language }: NewAccount,
): Promise<VerifiedAccount | undefined> {
  const passwordHash = await hashPassword(password)
  return em.transactional(async (transaction) => {
    const email = (await findInvitation(transaction, { tokenHash: hashToken(token), now: world.now() }))?.email
    if (email === undefined) return undefined
    await holdShared(transaction, email)
    if (!(await holdInvitation(transaction, world, token))) return undefined
    if ((await transaction.count(Account, { email })) > 0) return undefined
    const account = transaction.create(Account, { id: world.newId(), email, name, passwordHash, language: language ?? null })
    await transaction.flush()
    await acceptAllInvitations(transaction, world, account)
    return { id: account.id, email, passwordHash }
  })
}

/** Uses up every invitation to the address of an account, in the caller's transaction: it organises the exchanges that were shared with it. */
export async function acceptAllInvitations(em: EntityManager, world: World, account: Account): Promise<void> {
  const { id: accountId, email } = account
  await holdShared(em, email)
  // What was erased meanwhile took its invitations with it.
  for (const { exchange } of await findShared(em, { accountId, email, now: world.now() })) em.create(Organiser, { id: world.newId(), exchange, account })
  await em.nativeDelete(OrganiserInvitation, { email })
}

/** Locks the exchanges that an address is invited to organise, in the caller's transaction. */
async function holdShared(em: EntityManager, email: string): Promise<void> {
  const exchanges = await findInvitedTo(em, { email })
  await holdExchanges(
    em,
    exchanges.map(({ exchange }) => exchange),
  )
}

const findInvitedTo = query((db, given: { email: string }) =>
  db
    .selectFrom('OrganiserInvitation')
    .distinct()
    .select('exchange')
    .$narrowType<{ exchange: string }>()
    .where('email', '=', given.email)
    .where('exchange', 'is not', null),
)

/** Whether that address is invited, and has not accepted yet. */
export async function isInvited(em: EntityManager, world: World, email: string): Promise<boolean> {
  return (await em.count(OrganiserInvitation, { email, expiresAt: { $gt: world.now() } })) > 0
}

const findShared = query((db, given: { accountId: string; email: string; now: Date }) =>
  db
    .selectFrom('OrganiserInvitation')
    .distinct()
    .select('exchange')
    .$narrowType<{ exchange: string }>()
    .where('email', '=', given.email)
    .where('expiresAt', '>', given.now)
    .where('exchange', 'is not', null)
    .where('exchange', 'not in', (eb) => eb.selectFrom('Organiser as own').select('own.exchange').where('own.account', '=', given.accountId)),
)
