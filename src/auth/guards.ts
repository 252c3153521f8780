import { createMiddleware } from 'hono/factory'
import type { EntityManager } from '../database/orm.ts'
import { isInTrouble } from '../mail/trouble.ts'
import { isOrganisersPath } from '../paths.ts'
import { leaveCookie, readCookie, removeCookie } from '../web/cookies.ts'
import type { AppContext, Env } from '../web/env.ts'
import { flashCookie } from '../web/flash.ts'
import { speak } from '../web/language.ts'
import { sendAway } from '../web/send-away.ts'
import { isVisit } from '../web/visit.ts'
import {
  afterVisit,
  endParticipantSession,
  findParticipantSession,
  findSignedIn,
  newParticipantSession,
  type ParticipantSession,
  sealParticipantSession,
} from './participant-session.ts'
import { endSession, findSession, type LiveSession, startSession } from './sign-in.ts'
import { hashToken } from './token.ts'
import type { Me } from './who.ts'

const cookieNames = { organiser: 'admin_session', participant: 'participant_session' } as const
type Role = keyof typeof cookieNames

const secondsADay = 24 * 60 * 60

/** Lets a signed-in participant pass and says who it is; everybody else is sent to the landing page. */
export const participantOnly = createMiddleware<Env>(async (c, next) => {
  const me = await signedInParticipant(c)
  if (!me) return sendAway(c, 'participant')
  c.set('me', me)
  return next()
})

/** Lets the signed-in organiser pass; everybody else is sent to the sign-in page, and back afterwards. */
export const organiserOnly = createMiddleware<Env>(async (c, next) => {
  const session = await accountsSession(c)
  if (!session) return sendAway(c, 'organiser')
  const { id, accountId, provenAt } = session
  c.set('accountSession', { id, accountId, provenAt: provenAt?.getTime() ?? 0 })
  // What was just done may have promised an e-mail.
  if (readCookie(c, flashCookie) !== undefined) c.set('mailWaits', await isInTrouble(c.get('em')))
  return next()
})

/** Who is signed in as a participant in this browser, if anybody. */
export async function signedInParticipant(c: AppContext): Promise<Me | undefined> {
  const found = await participantsSession(c)
  if (!found) return undefined
  const { session, exchangeId } = found
  const later = isVisit(c) ? afterVisit(c.var.services.world, session) : undefined
  if (later) carryParticipantSession(c, later)
  return meOf(session, exchangeId)
}

/** The identifier of the organiser's account that is signed in in this browser, if one is. */
export async function signedInAccount(c: AppContext): Promise<string | undefined> {
  return (await accountsSession(c))?.accountId
}

/** The identifier of the organiser's session that this browser carries, if that lives. */
export async function organisersSession(c: AppContext): Promise<string | undefined> {
  return (await accountsSession(c))?.id
}

/**
 * Starts a session of an account that this browser carries for so many days; the one it had ends. `provenAt` is when the organiser has proved who it is, if that was not just
 * now. Returns false, and does nothing, when what let the organiser in holds no more (`stillHolds`).
 */
export async function startAccountSession(
  c: AppContext,
  account: string,
  days: number,
  stillHolds: (em: EntityManager) => Promise<boolean>,
  provenAt?: Date | null,
): Promise<boolean> {
  const old = readCookie(c, cookieNames.organiser)
  const token = await c.var.em.transactional(async (em) => {
    if (!(await stillHolds(em))) return undefined
    if (old !== undefined) await endSession(em, old)
    return startSession(em, c.var.services.world, account, days, c.req.header('User-Agent') ?? '', provenAt)
  })
  if (token !== undefined) leaveCookie(c, cookieNames.organiser, token, days * secondsADay)
  return token !== undefined
}

/** Signs in as a participant from now on: this browser carries a new session, and the one it had as a participant ends. Returns who is signed in. */
export async function startParticipantSession(c: AppContext, person: { id: string; sessionVersion: string }, exchangeId: string): Promise<Me> {
  const { em, services } = c.var
  const old = readCookie(c, cookieNames.participant)
  const session = newParticipantSession(services.world, person)
  // First of all, since the link that led here is used up: whatever fails from now on, the person is in.
  carryParticipantSession(c, session)
  if (old !== undefined) await endParticipantSession(em, services, old)
  return meOf(session, exchangeId)
}

function meOf({ id, participantId, version }: ParticipantSession, exchangeId: string): Me {
  return { id: participantId, exchangeId, sessionHash: hashToken(id), sessionVersion: version }
}

function carryParticipantSession(c: AppContext, session: ParticipantSession): void {
  const { world, vault } = c.var.services
  const seconds = Math.floor((session.expiresAt - world.now().getTime()) / 1000)
  leaveCookie(c, cookieNames.participant, sealParticipantSession(vault, session), seconds)
}

/** Ends the session on the server and in the browser. */
export async function signOut(c: AppContext, role: Role): Promise<void> {
  const { em, services } = c.var
  const cookie = readCookie(c, cookieNames[role])
  if (cookie !== undefined) await (role === 'organiser' ? endSession(em, cookie) : endParticipantSession(em, services, cookie))
  removeCookie(c, cookieNames[role])
}

/** Prints from now on in the language of whoever is signed in here: on an organiser's pages the organiser, on all others the participant first. */
export async function inReadersLanguage(c: AppContext): Promise<void> {
  const sessions = isOrganisersPath(c.req.path) ? [accountsSession, participantsSession] : [participantsSession, accountsSession]
  for (const sessionOf of sessions) if (await sessionOf(c)) return
}

/** The session that an organiser's browser carries, if it lives; what is printed from now on is in that language. */
function accountsSession(c: AppContext): Promise<LiveSession | undefined> {
  return lookUpOnce(c, 'organiser', (cookie) => findSession(c.var.em, c.var.services.world, cookie))
}

/** The session that a participant's browser carries, if it lives, and what it reaches; what is printed from now on is in that language. */
function participantsSession(c: AppContext): Promise<ParticipantHere | undefined> {
  return lookUpOnce(c, 'participant', async (cookie) => {
    const session = await findParticipantSession(c.var.em, c.var.services, cookie)
    const person = session && (await findSignedIn(c.var.em, session))
    return person && { session, ...person }
  })
}

/** What a participant's browser carries: the session, the exchange that it reaches, and the language of its person. */
export type ParticipantHere = { session: ParticipantSession; exchangeId: string; language?: string | null | undefined }

async function lookUpOnce<Found extends { language?: string | null | undefined }>(
  c: AppContext,
  role: Role,
  find: (cookie: string) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const known = c.get('sessions') ?? {}
  if (role in known) return known[role] as Found | undefined
  const cookie = readCookie(c, cookieNames[role])
  const found = cookie === undefined ? undefined : await find(cookie)
  c.set('sessions', { ...known, [role]: found })
  if (found) await speak(c, found.language)
  return found
}
