import type { EntityManager } from '../database/orm.ts'
import { change, queryOne } from '../database/query.ts'
import { SignedOut } from '../errors.ts'
import type { World } from '../world.ts'
import { newSessionVersion } from './participant-session.ts'
import { Session } from './session.ts'
import { hashToken, newToken } from './token.ts'

const day = 24 * 60 * 60 * 1000

/**
 * Starts a session of an account for so many days and returns its secret, which goes into the browser's cookie and nowhere else. `provenAt` is when the
 * organiser has proved who it is; null where nobody knows.
 */
export function startSession(em: EntityManager, world: World, account: string, days: number, userAgent: string, provenAt: Date | null = world.now()): string {
  const token = newToken(world)
  const end = new Date(world.now().getTime() + days * day)
  em.create(Session, { id: world.newId(), tokenHash: hashToken(token), account, expiresAt: end, endsAt: end, provenAt, userAgent: userAgent.slice(0, 255) })
  return token
}

/** An account's session that lives: whose it is, when the password was last given in it, and what language the account has chosen. */
export type LiveSession = NonNullable<Awaited<ReturnType<typeof findLive>>>

/** The session that `token` is the secret of, if it lives. */
export function findSession(em: EntityManager, world: World, token: string): Promise<LiveSession | undefined> {
  return findLive(em, { tokenHash: hashToken(token), now: world.now() })
}

const findLive = queryOne((db, given: { tokenHash: string; now: Date }) =>
  db
    .selectFrom('Session as s')
    .innerJoin('Account as a', 'a.id', 's.account')
    .select(['s.id', 'a.id as accountId', 's.provenAt', 'a.language'])
    .where('s.tokenHash', '=', given.tokenHash)
    .where('s.expiresAt', '>', given.now),
)

/** Throws SignedOut when an account's session has ended since the request began, in the caller's transaction. */
export async function mustBeSignedIn(em: EntityManager, sessionId: string): Promise<void> {
  if (!(await findById(em, { id: sessionId }))) throw new SignedOut('organiser')
}

const findById = queryOne((db, given: { id: string }) => db.selectFrom('Session').select('id').where('id', '=', given.id))

/** Ends the session that `token` is the secret of. */
export async function endSession(em: EntityManager, token: string): Promise<void> {
  await em.nativeDelete(Session, { tokenHash: hashToken(token) })
}

/** Ends the organiser's session of that identifier. */
export async function endSessionById(em: EntityManager, id: string, accountId: string): Promise<void> {
  await em.nativeDelete(Session, { id, account: accountId })
}

/** Ends every session of an account, except one if it is named, and those of whoever takes part for it: “my page” opens them. */
export async function endSessionsOf(em: EntityManager, world: World, account: string, exceptId?: string): Promise<void> {
  await endParticipants(em, { account, sessionVersion: newSessionVersion(world) })
  await em.nativeDelete(Session, { account, ...(exceptId === undefined ? {} : { id: { $ne: exceptId } }) })
}

const endParticipants = change((db, given: { account: string; sessionVersion: string }) =>
  db.updateTable('Participant').set({ sessionVersion: given.sessionVersion }).where('account', '=', given.account),
)

/** Deletes sessions that have ended. */
export async function forgetDeadSessions(em: EntityManager, world: World): Promise<void> {
  await em.nativeDelete(Session, { endsAt: { $lt: world.now() } })
}
