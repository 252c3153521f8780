import { leaveCookie, readCookie, removeCookie } from './cookies.ts'
import type { AppContext } from './env.ts'
import { isVisit } from './visit.ts'

/** A flash message, for the next page: something was done, or could not be done. */
export type Flash = { kind: 'done' | 'notice' | 'problem'; text: string }

/** The cookie that carries it. */
export const flashCookie = 'flash'

/** Leaves `text` for the page that the browser is sent to. */
export function leaveFlash(c: AppContext, text: string, kind: Exclude<Flash['kind'], 'problem'> = 'done'): void {
  leaveCookie(c, flashCookie, `${kind}.${Buffer.from(text).toString('base64url')}`, 60)
}

/** The message left by the step before, which is shown once. */
export function takeFlash(c: AppContext): Flash | undefined {
  const [kind, text] = readCookie(c, flashCookie)?.split('.') ?? []
  if ((kind !== 'done' && kind !== 'notice') || text === undefined) return undefined
  if (isVisit(c)) removeCookie(c, flashCookie)
  return { kind, text: Buffer.from(text, 'base64url').toString('utf8') }
}
