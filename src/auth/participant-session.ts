import type { Kysely } from 'kysely'
import type { EntityManager } from '../database/orm.ts'
import { change, queryOne, type Tables } from '../database/query.ts'
import { stampsOf } from '../database/timestamps.ts'
import { wholeDay } from '../database/whole-day.ts'
import { SignedOut } from '../errors.ts'
import type { Services } from '../services.ts'
import { ifItOpens, type Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { EndedSession } from './ended-session.ts'
import { hashToken, newToken } from './token.ts'
import type { Me } from './who.ts'

type Keepers = Pick<Services, 'world' | 'vault'>

const day = 24 * 60 * 60 * 1000
const purpose = 'participant session'

/** How long participants stay signed in, in days: after the last visit, and at the most, each to the end of its day (UTC). */
const lifetime = { idle: 7, most: 30 }

/**
 * A participant's session as it stands, sealed, in the browser's cookie and nowhere else: a row would say who was there when, and so who gives to whom (docs/decisions/0043). `version` is that of the
 * person's sessions when it began. It ends at `expiresAt` (milliseconds), of which a visit before that makes a later one (`afterVisit`), but never later than `endsAt`.
 */
export type ParticipantSession = { id: string; participantId: string; version: string; expiresAt: number; endsAt: number }

/** A version of somebody's sessions, with which all of another one end: 128 random bits, so that none ever comes again, not even after a backup was restored. */
export function newSessionVersion(world: World): string {
  return world.randomBytes(16).toString('base64url')
}

/** A session that begins now. */
export function newParticipantSession(world: World, { id, sessionVersion }: { id: string; sessionVersion: string }): ParticipantSession {
  const from = endOfToday(world.now())
  return { id: newToken(world), participantId: id, version: sessionVersion, expiresAt: from + lifetime.idle * day, endsAt: from + lifetime.most * day }
}

/** The session as it is after a visit now; undefined while it stays, since it moves at most once a day: a cookie with every page would be a waste. */
export function afterVisit(world: World, session: ParticipantSession): ParticipantSession | undefined {
  const expiresAt = Math.min(endOfToday(world.now()) + lifetime.idle * day, session.endsAt)
  return expiresAt - session.expiresAt < day ? undefined : { ...session, expiresAt }
}

function endOfToday(now: Date): number {
  return wholeDay(now).getTime() + day
}

/** What the cookie holds of a session. */
export function sealParticipantSession(vault: Vault, { id, participantId, version, expiresAt, endsAt }: ParticipantSession): string {
  return vault.seal(JSON.stringify([id, participantId, version, expiresAt, endsAt]), purpose, '')
}

/** The session that a cookie holds; undefined when it has run out, or was not made here. */
export function openParticipantSession({ world, vault }: Keepers, cookie: string): ParticipantSession | undefined {
  const opened = ifItOpens(() => JSON.parse(vault.open(cookie, purpose, '')) as [string, string, string, number, number])
  if (!opened) return undefined
  const [id, participantId, version, expiresAt, endsAt] = opened
  return expiresAt > world.now().getTime() ? { id, participantId, version, expiresAt, endsAt } : undefined
}

/** The session that a cookie holds, or is the secret of; undefined when it has run out, or was not made here. */
export async function findParticipantSession(em: EntityManager, services: Keepers, cookie: string): Promise<ParticipantSession | undefined> {
  return openParticipantSession(services, cookie) ?? (await findSessionWithRow(em, services.world, cookie))
}

/**
 * The session of before version 1.4 whose secret a cookie holds; undefined when it has run out. It goes on as one that stands in the cookie. Its identifier is not the secret, whose hash stands in a row with
 * the person: else the list of ended ones would name whoever ends it.
 */
async function findSessionWithRow(em: EntityManager, world: World, cookie: string): Promise<ParticipantSession | undefined> {
  const found = await findRow(em, { tokenHash: hashToken(cookie), now: world.now() })
  if (!found) return undefined
  const { participantId, version, expiresAt, endsAt } = found
  return { id: hashToken(`of before version 1.4 ${cookie}`), participantId, version, expiresAt: expiresAt.getTime(), endsAt: endsAt.getTime() }
}

// The migration gave everybody a version that begins so; once the sessions have been ended, none does any more.
const findRow = queryOne((db, given: { tokenHash: string; now: Date }) =>
  db
    .selectFrom('Session as s')
    .innerJoin('Participant as p', 'p.id', 's.participant')
    .select(['p.id as participantId', 'p.sessionVersion as version', 's.expiresAt', 's.endsAt'])
    .where('s.tokenHash', '=', given.tokenHash)
    .where('s.expiresAt', '>', given.now)
    .where('p.sessionVersion', 'like', 'old %'),
)

/** Who is signed in by a session, in which exchange, and the language that they chose; undefined when it was ended, or the person has left. */
export function findSignedIn(em: EntityManager, { id, participantId, version }: ParticipantSession) {
  return findPerson(em, { participantId, version, sessionHash: hashToken(id) })
}

/** Throws SignedOut when a session has ended since the request began, in the caller's transaction. */
export async function mustBeSignedInParticipant(em: EntityManager, { id, sessionHash, sessionVersion }: Me): Promise<void> {
  if (!(await findPerson(em, { participantId: id, version: sessionVersion, sessionHash }))) throw new SignedOut('participant')
}

type Claim = { participantId: string; version: string; sessionHash: string }

const findPerson = queryOne((db, given: Claim) =>
  db
    .selectFrom('Participant')
    .select(['exchange as exchangeId', 'language'])
    .where('id', '=', given.participantId)
    .where('sessionVersion', '=', given.version)
    .where('withdrawnAt', 'is', null)
    .where(({ not, exists }) => not(exists(endedSession(db, given.sessionHash)))),
)

/** The row that a session was ended with, for `exists`. */
export function endedSession(db: Kysely<Tables>, sessionHash: string) {
  return db.selectFrom('EndedSession').select('EndedSession.id').where('EndedSession.sessionHash', '=', sessionHash)
}

/** Ends the session of a cookie; nothing to do for one that has ended. */
export async function endParticipantSession(em: EntityManager, services: Keepers, cookie: string): Promise<void> {
  const { world } = services
  const session = await findParticipantSession(em, services, cookie)
  if (!session) return
  // Not its own end, which would tell on which day it began.
  const endsAt = new Date(wholeDay(world.now()).getTime() + (lifetime.most + 1) * day)
  await noteEnd(em, { id: world.newId(), ...stampsOf('EndedSession', world), sessionHash: hashToken(session.id), endsAt })
}

const noteEnd = change((db, given: { id: string; createdAt: Date; updatedAt: Date; sessionHash: string; endsAt: Date }) =>
  db
    .insertInto('EndedSession')
    .values({ id: given.id, createdAt: given.createdAt, updatedAt: given.updatedAt, sessionHash: given.sessionHash, endsAt: given.endsAt })
    .onConflict((conflict) => conflict.column('sessionHash').doNothing()),
)

/** Deletes what was kept of sessions that could not live any more. */
export async function forgetEndedSessions(em: EntityManager, world: World): Promise<void> {
  await em.nativeDelete(EndedSession, { endsAt: { $lt: world.now() } })
}
