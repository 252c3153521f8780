import { leaveCookie, readCookie } from '../web/cookies.ts'
import type { AppContext } from '../web/env.ts'
import { type Lifetime, type LiveSession, laterEnd } from './sign-in.ts'

const cookieName = 'participant_stay'
const purpose = 'stay signed in'

/**
 * When a session ends unless it is used before, in milliseconds: as it was when it began, or as this browser was told at a later visit. That is signed and stands in the browser alone: in the
 * database it would say who was there when, and beside messages, which are stored at one moment and delivered at another, that tells who talks to whom (docs/decisions/0042).
 */
export function endOf(c: AppContext, { id, expiresAt }: LiveSession): number {
  const [end = '', signature = ''] = readCookie(c, cookieName)?.split('.') ?? []
  const isOurs = c.get('services').vault.isSignature(Buffer.from(signature, 'hex'), signed(id, end), purpose)
  return Math.max(expiresAt.getTime(), isOurs ? Number(end) : 0)
}

/** Moves the end of a session to a later one after a visit now. */
export function noteVisit(c: AppContext, session: LiveSession, lifetime: Lifetime): void {
  const { world, vault } = c.get('services')
  const end = laterEnd(world, session, endOf(c, session), lifetime)
  if (end === undefined) return
  const signature = vault.sign(signed(session.id, String(end)), purpose).toString('hex')
  leaveCookie(c, cookieName, `${end}.${signature}`, Math.floor((end - world.now().getTime()) / 1000))
}

function signed(sessionId: string, end: string): string {
  return `${sessionId} ${end}`
}
