import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import { wholeDay } from '../database/whole-day.ts'
import { SignedOut } from '../errors.ts'
import type { World } from '../world.ts'
import { Session } from './session.ts'
import { hashToken, newToken } from './token.ts'

const day = 24 * 60 * 60 * 1000

/** How long a sign-in lasts, in days: unless it is used, and however much it is used. A participant's ends with the last of its days (UTC). */
export type Lifetime = { idle: number; most: number }

/** Whose session it is: the organiser’s, or a participant’s. */
export type Who = { account: string } | { participant: string }

/**
 * Starts a session for one person and returns its secret, which goes into the browser's cookie and nowhere else. `provenAt` is when an
 * organiser has proved who it is; null where nobody knows.
 */
export function startSession(
  em: EntityManager,
  world: World,
  who: Who,
  { idle, most }: Lifetime,
  userAgent: string,
  provenAt: Date | null = world.now(),
): string {
  const token = newToken(world)
  const now = world.now()
  const isParticipant = 'participant' in who
  const from = isParticipant ? endOfToday(now) : now.getTime()
  const person = { account: null, participant: null, ...who }
  em.create(Session, {
    id: world.newId(),
    tokenHash: hashToken(token),
    ...person,
    expiresAt: new Date(from + idle * day),
    endsAt: new Date(from + most * day),
    provenAt: isParticipant ? null : provenAt,
    userAgent: userAgent.slice(0, 255),
    // When a participant came is stored by the day.
    ...(isParticipant && { createdAt: wholeDay(now) }),
  })
  return token
}

/** A session that can live still: whose it is, and until when; it has ended before where nobody was there for long (`endOf`). `language` is what that person has chosen; `exchangeId` is that of the participant; null for the organiser, and once the participant has left. */
export type LiveSession = NonNullable<Awaited<ReturnType<typeof findLive>>>

/** The session that `token` is the secret of, if it can live still. */
export function findSession(em: EntityManager, world: World, token: string): Promise<LiveSession | undefined> {
  return findLive(em, { tokenHash: hashToken(token), now: world.now() })
}

const findLive = queryOne((db, given: { tokenHash: string; now: Date }) =>
  db
    .selectFrom('Session as s')
    .leftJoin('Participant as p', (join) => join.onRef('p.id', '=', 's.participant').on('p.withdrawnAt', 'is', null))
    .leftJoin('Account as a', 'a.id', 's.account')
    .select(['s.id', 's.account as accountId', 's.participant as participantId', 's.expiresAt', 's.endsAt', 's.provenAt', 'p.exchange as exchangeId'])
    .select((eb) => eb.fn.coalesce('p.language', 'a.language').as('language'))
    .where('s.tokenHash', '=', given.tokenHash)
    .where('s.endsAt', '>', given.now),
)

/**
 * The new end of a sliding session after a visit now that would have ended at `end`, in milliseconds; undefined when it stays. It moves at most once a day, since a
 * cookie with every page would be a waste.
 */
export function laterEnd(world: World, session: LiveSession, end: number, { idle }: Lifetime): number | undefined {
  const later = Math.min(endOfToday(world.now()) + idle * day, session.endsAt.getTime())
  return later - end < day ? undefined : later
}

function endOfToday(now: Date): number {
  return wholeDay(now).getTime() + day
}

/** Throws SignedOut when a session has ended since the request began, in the caller's transaction. */
export async function mustBeSignedIn(em: EntityManager, sessionId: string, role: 'organiser' | 'participant'): Promise<void> {
  if (!(await findById(em, { id: sessionId }))) throw new SignedOut(role)
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

/** Ends every session of one person, except one if it is named. */
export async function endSessionsOf(em: EntityManager, who: Who, exceptId?: string): Promise<void> {
  await em.nativeDelete(Session, { ...who, ...(exceptId === undefined ? {} : { id: { $ne: exceptId } }) })
}

/** Deletes sessions that have ended however much they are used. */
export async function forgetDeadSessions(em: EntityManager, world: World): Promise<void> {
  await em.nativeDelete(Session, { endsAt: { $lt: world.now() } })
}
