import { clientAddress } from '../web/client-address.ts'
import { leaveCookie, readCookie } from '../web/cookies.ts'
import type { AppContext } from '../web/env.ts'
import { limits, type Try } from './limits.ts'

const cookieName = 'known_browser'
const purpose = 'known browser'
const year = 365 * 24 * 60 * 60

/**
 * The subject of the limit on sign-ins: the address and the client, or, in a browser where the organiser has signed in before, that
 * browser alone, so that nobody's guessing elsewhere locks the organiser out.
 */
export function signInTries(c: AppContext, email: string): Try[] {
  const known = knownBrowser(c)
  if (known !== undefined) return [{ limit: limits.signInPerKnownBrowser, subject: known }]
  return [
    { limit: limits.signInPerAddress, subject: email },
    { limit: limits.signInPerClient, subject: clientAddress(c) },
  ]
}

/** The subject of the limit on requests for a new password: like a sign-in, the organiser's own browser has a limit of its own. */
export function resetTries(c: AppContext, email: string): Try[] {
  const known = knownBrowser(c)
  return [
    { limit: limits.resetPerAddress, subject: known ?? email },
    { limit: limits.linkPerClient, subject: clientAddress(c) },
  ]
}

/** Remembers this browser as one where the organiser has signed in. */
export function rememberBrowser(c: AppContext): void {
  const { world, vault } = c.var.services
  const id = (knownBrowser(c) ?? world.randomBytes(16).toString('hex')).slice(0, 32)
  leaveCookie(c, cookieName, `${id}.${vault.sign(id, purpose).toString('hex')}`, year)
}

/** The name that this browser was given when the organiser signed in, if that was here. */
function knownBrowser(c: AppContext): string | undefined {
  const [id = '', signature = ''] = readCookie(c, cookieName)?.split('.') ?? []
  return c.var.services.vault.isSignature(Buffer.from(signature, 'hex'), id, purpose) ? id : undefined
}
