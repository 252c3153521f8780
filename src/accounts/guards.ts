import { createMiddleware } from 'hono/factory'
import { organiserOnly, startAccountSession } from '../auth/guards.ts'
import { rememberBrowser } from '../auth/known-browser.ts'
import type { EntityManager } from '../database/orm.ts'
import { NotFound, NotTheOwner } from '../errors.ts'
import { paths } from '../paths.ts'
import type { AppContext, Env } from '../web/env.ts'
import { Account } from './account.ts'
import { isStillRight, type VerifiedAccount } from './log-in.ts'
import type { WaysIn } from './provider-button.tsx'
import { isOwner } from './read-organisers.ts'

/** Lets the signed-in owner pass; answers 403 to any other organiser, and sends everybody else to the sign-in page. */
export const ownerOnly = createMiddleware<Env>((c, next) =>
  organiserOnly(c, async () => {
    if (!(await isOwner(c.var.em, c.var.accountSession.accountId))) throw new NotTheOwner('Only the owner may do that.')
    await next()
  }),
)

/** Where to go after signing in: only to the organiser's own pages. */
export function ownPath(c: AppContext): string | undefined {
  const next = c.req.query('next')
  if (next === undefined || next === paths.adminLogout() || next.startsWith(paths.adminLogin())) return undefined
  return /^\/admin(\/[\w-]+)+$/.test(next) ? next : undefined
}

/** The ways in that a page before sign-in offers: whether by a password, and the identity provider with the address that leads there. */
export function waysIn(c: AppContext): WaysIn {
  const { world, waysIn } = c.var.services
  const { password, provider } = waysIn
  // By the right address, where the cookie of this sign-in will be looked for.
  return { password, provider: provider && { name: provider.name, url: world.url(paths.providerSignIn(ownPath(c))) } }
}

/** Lets those pass who come by a password, where the site takes any. Throws NotFound. */
export const passwordsOnly = createMiddleware<Env>((c, next) => {
  mustTakePasswords(c)
  return next()
})

/** Throws NotFound where the site takes no passwords. */
export function mustTakePasswords(c: AppContext): void {
  if (!c.var.services.waysIn.password) throw new NotFound('Nobody signs in by a password here.')
}

/**
 * Signs an organiser in for a week, or a month with “stay signed in”, and remembers the browser. `provenAt` is when the identity provider
 * asked who it is; null where nobody knows. Returns false when the credentials have been changed meanwhile.
 */
export async function signInAccount(c: AppContext, known: VerifiedAccount, isRemembered: boolean, provenAt?: Date | null): Promise<boolean> {
  const days = isRemembered ? 30 : 7
  const stillHolds = async (em: EntityManager) => {
    if (!(await isStillRight(em, known))) return false
    await em.nativeUpdate(Account, { id: known.id }, { lastSignedInAt: c.var.services.world.now() })
    return true
  }
  const isIn = await startAccountSession(c, known.id, days, stillHolds, provenAt)
  if (isIn) rememberBrowser(c)
  return isIn
}
