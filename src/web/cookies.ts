import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { AppContext } from './env.ts'

/** Sets a cookie that only this host's server reads. `maxAge` is in seconds; without it the cookie ends with the browser. */
export function leaveCookie(c: AppContext, name: string, value: string, maxAge?: number): void {
  setCookie(c, name, value, { ...options(c), ...(maxAge === undefined ? {} : { maxAge }) })
}

/** The value of a cookie that `leaveCookie` set; over https its name begins with `__Host-`, so that nobody else can have set it. */
export function readCookie(c: AppContext, name: string): string | undefined {
  // Most of the cookies that a page asks for are not there, and to look for the name is quicker than to parse all the others.
  if (!c.req.header('Cookie')?.includes(`${name}=`)) return undefined
  return isSecure(c) ? getCookie(c, name, 'host') : getCookie(c, name)
}

/** Takes such a cookie away. */
export function removeCookie(c: AppContext, name: string): void {
  const { prefix, ...rest } = { prefix: undefined, ...options(c) }
  deleteCookie(c, prefix ? `__Host-${name}` : name, rest)
}

function options(c: AppContext) {
  const always = { path: '/', httpOnly: true, sameSite: 'Lax' } as const
  return isSecure(c) ? { ...always, secure: true, prefix: 'host' as const } : always
}

function isSecure(c: AppContext): boolean {
  return c.get('services').baseUrl.startsWith('https:')
}
