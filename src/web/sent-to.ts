import { leaveCookie, readCookie } from './cookies.ts'
import type { AppContext } from './env.ts'

const cookie = 'sent_to'
const shownSeconds = 10 * 60

/** Remembers in a cookie which address was typed, for the page of the same path that says where to look for the mail. */
export function noteAddress(c: AppContext, email: string): void {
  leaveCookie(c, cookie, Buffer.from(`${c.req.path}\n${email}`).toString('base64url'), shownSeconds)
}

/** The address that was typed a moment ago on the page of a path, or here; whether anybody takes part with it plays no part. */
export function notedAddress(c: AppContext, at = c.req.path): string | undefined {
  const [path, email] = Buffer.from(readCookie(c, cookie) ?? '', 'base64url')
    .toString('utf8')
    .split('\n')
  return path === at ? email : undefined
}
