import { Hono } from 'hono'
import { signedInAccount } from '../auth/guards.ts'
import type { Identity, IdentityProvider } from '../auth/identity-provider.ts'
import { countTries, type Limit, limits } from '../auth/limits.ts'
import { NotFound, TooManyTries } from '../errors.ts'
import { paths } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import { clientAddress } from '../web/client-address.ts'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { beginSignIn, type SignInUnderWay, takeSignIn } from '../web/sign-in-under-way.ts'
import { tryLater } from '../web/try-later.ts'
import { isVisit } from '../web/visit.ts'
import type { World } from '../world.ts'
import { keepAccountsLanguage } from './choose-language.ts'
import { isProofStale } from './confirm-password.ts'
import { ownPath, signInAccount } from './guards.ts'
import { logInByProvider } from './log-in-by-provider.ts'
import { type NotIn, NotInByProviderPage } from './provider-pages.tsx'

/** The way in by the identity provider: there, and back. */
export const providerSignIn = new Hono<Env>()

/** A confirmation counts what was proven there within the last minute. */
const justNow = 60

providerSignIn.get('/admin/login/oidc', async (c) => {
  const provider = providerOf(c)
  const tooMany = await tooManyTries(c, limits.providerStartPerClient)
  if (tooMany) return tooMany
  const confirms = c.req.query('confirm') === undefined ? undefined : await signedInAccount(c)
  const challenge = beginSignIn(c, { next: ownPath(c), confirms })
  const begun = await provider.begin(challenge, c.var.services.world.url(paths.providerCallback()), confirms === undefined ? undefined : justNow)
  return 'url' in begun ? c.redirect(begun.url, 303) : showNotIn(c, { refusal: begun.failure }, begun.reason)
})

providerSignIn.get('/admin/login/oidc/callback', async (c) => {
  const provider = providerOf(c)
  const underWay = isVisit(c) ? takeSignIn(c, c.req.query('state')) : undefined
  if (!underWay) return showNotIn(c, { refusal: 'mismatch' }, 'no sign-in under way')
  const tooMany = await tooManyTries(c, limits.providerPerClient)
  if (tooMany) return tooMany
  const found = await provider.identify(underWay, new URL(paths.providerCallback() + new URL(c.req.url).search, c.var.services.baseUrl))
  return 'identity' in found ? letIn(c, found.identity, underWay) : showNotIn(c, { refusal: found.failure }, found.reason)
})

/** Counts a try of this client; the page that refuses it when the limit is used up. */
async function tooManyTries(c: AppContext, limit: Limit): Promise<Response | undefined> {
  try {
    await c.var.em.transactional((em) => countTries(em, c.var.services.world, [{ limit, subject: clientAddress(c) }]))
    return undefined
  } catch (error) {
    if (error instanceof TooManyTries) return showNotIn(c, { refusal: 'too often', when: tryLater(c, error) })
    throw error
  }
}

/** Signs in whom the provider vouches for, as far as there is an account. */
async function letIn(c: AppContext, identity: Identity, { next, confirms }: SignInUnderWay): Promise<Response> {
  const { em, services, seenLanguage: language, t } = c.var
  const provider = providerOf(c)
  const policy = { confirms, signUp: provider.signUp, setsUp: !services.waysIn.password, language }
  const login = await logInByProvider(em, services.world, identity, policy)
  if ('refusal' in login) return showNotIn(c, login)
  const isConfirmation = confirms !== undefined
  const provenAt = provenWhen(services.world, identity, isConfirmation)
  if (!(await signInAccount(c, login.account, false, provenAt))) return showNotIn(c, { refusal: 'mismatch' }, 'account changed meanwhile')
  if (language) await keepAccountsLanguage(em, login.account.id, language)
  if (isConfirmation) {
    if (isProofStale(services.world, { provenAt: provenAt?.getTime() ?? 0 }))
      leaveFlash(c, t('accounts.provider.notAsked', { provider: provider.name }), 'notice')
    else leaveFlash(c, t('accounts.provider.confirmed'))
  }
  return goTo(c, next ?? paths.adminDashboard())
}

/** When the person proved to the provider who it is; null where nobody knows. One that was told to ask, and tells no time, has just asked. */
function provenWhen(world: World, { provenAgo }: Identity, isConfirmation: boolean): Date | null {
  if (provenAgo === undefined && !isConfirmation) return null
  return new Date(world.now().getTime() - (provenAgo ?? 0) * 1000)
}

/** Throws NotFound where there is no provider. */
function providerOf(c: AppContext): IdentityProvider {
  const { provider } = c.var.services.waysIn
  if (!provider) throw new NotFound('Nobody signs in by an identity provider here.')
  return provider
}

const statuses = { mismatch: 400, denied: 403, unverified: 403, unknown: 403, linked: 403, 'too often': 429, trouble: 502 } as const

/** Says on a page that nobody is signed in, and in the log why, without a word of what came from outside. */
function showNotIn(c: AppContext, why: NotIn, reason: string = why.refusal): Response {
  const { log } = c.var.services
  log.warn({ requestId: c.var.requestId, reason }, 'nobody was signed in by the identity provider')
  return show(c, (frame) => <NotInByProviderPage why={why} provider={providerOf(c).name} frame={frame} />, statuses[why.refusal])
}
