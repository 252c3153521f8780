import type { Challenge } from '../auth/identity-provider.ts'
import { newToken } from '../auth/token.ts'
import { leaveCookie, readCookie, removeCookie } from './cookies.ts'
import type { AppContext } from './env.ts'

/** A sign-in at the identity provider from which the browser has not come back: what it began with, the page to go to, and the account that is signed in already, if its person is to prove that once more. */
export type SignInUnderWay = Challenge & { next: string | undefined; confirms: string | undefined }

const cookie = 'oidc_sign_in'
const purpose = 'sign-in at the identity provider'
const seconds = 10 * 60

/** Begins a sign-in, which this browser alone can end, within ten minutes: all there is of it stands, sealed, in its cookie. */
export function beginSignIn(c: AppContext, about: Pick<SignInUnderWay, 'next' | 'confirms'>): SignInUnderWay {
  const { world, vault } = c.var.services
  const underWay = { state: newToken(world), nonce: newToken(world), verifier: newToken(world), ...about }
  const until = world.now().getTime() + seconds * 1000
  leaveCookie(c, cookie, vault.seal(JSON.stringify({ ...underWay, until }), purpose, ''), seconds)
  return underWay
}

/** The sign-in that was begun with that state in this browser, which ends with this; undefined when there is none, or it is too old. */
export function takeSignIn(c: AppContext, state: string | undefined): SignInUnderWay | undefined {
  const { world, vault } = c.var.services
  const found = opened(() => vault.open(readCookie(c, cookie) ?? '', purpose, ''))
  // One that was begun in another tab stays.
  if (found === undefined || found.state !== state) return undefined
  removeCookie(c, cookie)
  return found.until < world.now().getTime() ? undefined : found
}

function opened(open: () => string): (SignInUnderWay & { until: number }) | undefined {
  try {
    return JSON.parse(open())
  } catch {
    return undefined
  }
}
