import { clientAddress } from '../web/client-address.ts'
import { leaveCookie, readCookie } from '../web/cookies.ts'
import type { SiteContext } from '../web/parts.ts'
import { limits, type Try } from './limits.ts'

const cookieName = 'known_browser'
const purpose = 'known browser'
const year = 365 * 24 * 60 * 60

/**
 * What a sign-in counts towards: the address and the client, or, in a browser where the admin has signed in before, that
 * browser alone, so that nobody's guessing elsewhere locks the admin out.
 */
export function signInTries(c: SiteContext, email: string): Try[] {
  const known = knownBrowser(c)
  if (known !== undefined) return [{ limit: limits.signInPerKnownBrowser, subject: known }]
  return [
    { limit: limits.signInPerAddress, subject: email },
    { limit: limits.signInPerClient, subject: clientAddress(c) },
  ]
}

/** What a request for a new password counts towards: like a sign-in, the admin's own browser has a limit of its own. */
export function resetTries(c: SiteContext, email: string): Try[] {
  const known = knownBrowser(c)
  return [
    { limit: limits.resetPerAddress, subject: known ?? email },
    { limit: limits.linkPerClient, subject: clientAddress(c) },
  ]
}

/** Remembers this browser as one where the admin has signed in. */
export function rememberBrowser(c: SiteContext): void {
  const { world, vault } = c.var.parts
  const id = (knownBrowser(c) ?? world.randomBytes(16).toString('hex')).slice(0, 32)
  leaveCookie(c, cookieName, `${id}.${vault.sign(id, purpose).toString('hex')}`, year)
}

/** The name that this browser was given when the admin signed in, if that was here. */
function knownBrowser(c: SiteContext): string | undefined {
  const [id = '', signature = ''] = readCookie(c, cookieName)?.split('.') ?? []
  return c.var.parts.vault.isSignature(Buffer.from(signature, 'hex'), id, purpose) ? id : undefined
}
