import { createMiddleware } from 'hono/factory'
import { organiserOnly, signIn } from '../auth/guards.ts'
import { rememberBrowser } from '../auth/known-browser.ts'
import { NotTheOwner } from '../errors.ts'
import type { AppContext, Env } from '../web/env.ts'
import { Account } from './account.ts'
import { isStillRight, type VerifiedAccount } from './log-in.ts'
import { isOwner } from './read-organisers.ts'

/** Lets the signed-in owner pass; answers 403 to any other organiser, and sends everybody else to the sign-in page. */
export const ownerOnly = createMiddleware<Env>((c, next) =>
  organiserOnly(c, async () => {
    if (!(await isOwner(c.var.em, c.var.accountSession.accountId))) throw new NotTheOwner('Only the owner may do that.')
    await next()
  }),
)

/** Signs an organiser in for a week, or a month with “stay signed in”, and remembers the browser. Returns false when the password has been changed meanwhile. */
export async function signInAccount(c: AppContext, known: VerifiedAccount, isRemembered: boolean): Promise<boolean> {
  const days = isRemembered ? 30 : 7
  const isIn = await signIn(c, { account: known.id }, { idle: days, most: days }, async (em) => {
    if (!(await isStillRight(em, known))) return false
    await em.nativeUpdate(Account, { id: known.id }, { lastSignedInAt: c.var.services.world.now() })
    return true
  })
  if (isIn) rememberBrowser(c)
  return isIn
}
