import { hashPassword } from '../auth/password.ts'
import { hashToken } from '../auth/token.ts'
import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
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
    const invitation = await holdInvitation(transaction, world, token)
    if (!invitation) return undefined
    const { email } = invitation
    if ((await transaction.count(Account, { email })) > 0) return undefined
    const account = transaction.create(Account, { id: world.newId(), email, name, passwordHash, language: language ?? null })
    await transaction.flush()
    const exchanges = new Set((await findShared(transaction, { email, now: world.now() })).flatMap(({ exchangeId }) => exchangeId ?? []))
    for (const exchange of exchanges) transaction.create(Organiser, { id: world.newId(), exchange, account })
    await transaction.nativeDelete(OrganiserInvitation, { email })
    return { id: account.id, email, passwordHash }
  })
}

const findShared = query((db, given: { email: string; now: Date }) =>
  db.selectFrom('OrganiserInvitation').select('exchange as exchangeId').where('email', '=', given.email).where('expiresAt', '>', given.now),
)
