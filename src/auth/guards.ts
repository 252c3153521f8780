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
import { endSession, findSession, type Lifetime, type LiveSession, startSession, type Who } from './sign-in.ts'
import { endOf, noteVisit } from './stay.ts'
import type { Me } from './who.ts'

const cookieNames = { organiser: 'admin_session', participant: 'participant_session' } as const
type Role = keyof typeof cookieNames

/** Participants stay signed in for a week after the last visit, a month at the most, each to the end of its day. */
export const participantLifetime: Lifetime = { idle: 7, most: 30 }

/** Lets a signed-in participant pass and says who it is; everybody else is sent to the landing page. */
export const participantOnly = createMiddleware<Env>(async (c, next) => {
  const me = await signedInParticipant(c)
  if (!me) return sendAway(c, 'participant')
  c.set('me', me)
  return next()
})

/** Lets the signed-in organiser pass; everybody else is sent to the sign-in page, and back afterwards. */
export const organiserOnly = createMiddleware<Env>(async (c, next) => {
  const session = await liveSession(c, 'organiser')
  if (!session?.accountId) return sendAway(c, 'organiser')
  const { id, accountId, provenAt } = session
  c.set('accountSession', { id, accountId, provenAt: provenAt?.getTime() ?? 0 })
  // What was just done may have promised an e-mail.
  if (readCookie(c, flashCookie) !== undefined) c.set('mailWaits', await isInTrouble(c.get('em')))
  return next()
})

/** Who is signed in as a participant in this browser, if anybody. */
export async function signedInParticipant(c: AppContext): Promise<Me | undefined> {
  const session = await liveSession(c, 'participant')
  if (!session?.participantId || !session.exchangeId) return undefined
  if (isVisit(c)) noteVisit(c, session, participantLifetime)
  return { id: session.participantId, exchangeId: session.exchangeId, sessionId: session.id }
}

/** The identifier of the organiser's account that is signed in in this browser, if one is. */
export async function signedInAccount(c: AppContext): Promise<string | undefined> {
  return (await liveSession(c, 'organiser'))?.accountId ?? undefined
}

/** The identifier of the organiser's session that this browser carries, if that lives. */
export async function organisersSession(c: AppContext): Promise<string | undefined> {
  return (await liveSession(c, 'organiser'))?.id
}

/**
 * Starts a session that this browser carries; the one it had in the same role ends. `who` names the person's row, and `provenAt` when an
 * organiser has proved to be it, if that was not just now. Returns false, and does nothing, when what let the person in holds no more (`stillHolds`).
 */
export async function signIn(
  c: AppContext,
  who: Who,
  lifetime: Lifetime,
  stillHolds: (em: EntityManager) => Promise<boolean>,
  provenAt?: Date | null,
): Promise<boolean> {
  const role: Role = 'account' in who ? 'organiser' : 'participant'
  const old = readCookie(c, cookieNames[role])
  const token = await c.var.em.transactional(async (em) => {
    if (!(await stillHolds(em))) return undefined
    if (old !== undefined) await endSession(em, old)
    return startSession(em, c.var.services.world, who, lifetime, userAgent(c), provenAt)
  })
  if (token === undefined) return false
  carrySession(c, role, token, lifetime)
  return true
}

/** Hands the browser the secret of a session that was just started. */
export function carrySession(c: AppContext, role: Role, token: string, { most }: Lifetime): void {
  leaveCookie(c, cookieNames[role], token, most * 24 * 60 * 60)
}

/** The secret of the session that this browser carries in a role; it may have ended. */
export function sessionSecret(c: AppContext, role: Role): string | undefined {
  return readCookie(c, cookieNames[role])
}

/** What the browser calls itself, for the list of signed-in browsers. */
export function userAgent(c: AppContext): string {
  return c.req.header('User-Agent') ?? ''
}

/** Ends the session on the server and in the browser. */
export async function signOut(c: AppContext, role: Role): Promise<void> {
  const token = readCookie(c, cookieNames[role])
  if (token !== undefined) await endSession(c.var.em, token)
  removeCookie(c, cookieNames[role])
}

/** Prints from now on in the language of whoever is signed in here: on an organiser's pages the organiser, on all others the participant first. */
export async function inReadersLanguage(c: AppContext): Promise<void> {
  const roles: Role[] = isOrganisersPath(c.req.path) ? ['organiser', 'participant'] : ['participant', 'organiser']
  for (const role of roles) if (await liveSession(c, role)) return
}

/** The session that this browser carries in a role, if it lives; what is printed from now on is in its person's language. */
async function liveSession(c: AppContext, role: Role): Promise<LiveSession | undefined> {
  const found = c.get('sessions') ?? {}
  if (role in found) return found[role]
  const token = readCookie(c, cookieNames[role])
  if (token === undefined) return undefined
  const { world } = c.get('services')
  const known = await findSession(c.get('em'), world, token)
  const session = known && endOf(c, known) > world.now().getTime() ? known : undefined
  c.set('sessions', { ...found, [role]: session })
  if (session) await speak(c, session.language)
  return session
}
