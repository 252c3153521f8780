import { clientAddress } from '../web/client-address.ts'
import { leaveCookie, readCookie } from '../web/cookies.ts'
import type { AppContext } from '../web/env.ts'
import type { KnownLink } from './links.ts'
import { hashToken, newToken } from './token.ts'

/** Which browser asks for a link: its address for the limits, and the secret of its cookie for the link. */
export type Requester = { client: string; requester: string }

const cookie = 'link_requester'

/** The browser that asks; one without the cookie gets a new secret, which `rememberRequester` leaves there. */
export function requesterOf(c: AppContext): Requester {
  return { client: clientAddress(c), requester: readCookie(c, cookie) ?? newToken(c.var.services.world) }
}

/** Sets the cookie by which a link recognises the browser that asked for it. */
export function rememberRequester(c: AppContext, { requester }: Requester): void {
  leaveCookie(c, cookie, requester, 60 * 60)
}

/** The cookie that this browser got when it asked for a link, if that was within the hour. */
export function requesterSecret(c: AppContext): string | undefined {
  return readCookie(c, cookie)
}

/** Whether this is the browser that asked for that link. */
export function hasAskedFor(c: AppContext, { requesterHash }: KnownLink): boolean {
  const requester = requesterSecret(c)
  return requester !== undefined && requesterHash !== null && hashToken(requester) === requesterHash
}
