import { signInTries } from '../auth/known-browser.ts'
import { TooManyTries } from '../errors.ts'
import { pageOf, paths } from '../paths.ts'
import type { NeededProof } from '../ui/current-password.tsx'
import type { AppContext } from '../web/env.ts'
import { type Refused, refuse } from '../web/form.ts'
import { tryLater } from '../web/try-later.ts'
import { confirmPassword, isProofStale } from './confirm-password.ts'
import { readOwnProofs } from './reads.ts'

/** How the form of a sensitive action has to ask again who it is; undefined where that is not long ago. */
export async function neededProof(c: AppContext): Promise<NeededProof | undefined> {
  const { em, services, accountSession } = c.var
  if (!isProofStale(services.world, accountSession)) return undefined
  const { waysIn, world } = services
  const own = await readOwnProofs(em, accountSession.accountId)
  const hasPassword = waysIn.password && own.hasPassword
  const isAtProvider = waysIn.provider !== undefined && (own.isLinked || !hasPassword)
  if (!isAtProvider) return { password: true, provider: undefined }
  const url = world.url(paths.providerSignIn(pageOf(c.req.path), true))
  return { password: hasPassword, provider: { name: waysIn.provider?.name ?? '', url } }
}

/**
 * Why a sensitive action can't be done yet: the password is needed again (field `current_password`), and is missing or
 * wrong, or a sign-in at the identity provider is. Undefined when nothing is in the way.
 */
export async function proofRefusal(c: AppContext, form: { typed: Record<string, string> }): Promise<{ refused: Refused; status: 422 | 429 } | undefined> {
  const proof = await neededProof(c)
  if (!proof) return undefined
  const { em, services, accountSession, t } = c.var
  if (!proof.password) return { refused: refuse(form, 'current_password', t('accounts.password.atProvider')), status: 422 }
  const password = form.typed.current_password ?? ''
  if (password === '') return { refused: refuse(form, 'current_password', t('accounts.password.missing')), status: 422 }
  try {
    if (await confirmPassword(em, services.world, accountSession, password, signInTries(c, accountSession.accountId))) return undefined
    return { refused: refuse(form, 'current_password', t('accounts.password.wrong')), status: 422 }
  } catch (error) {
    if (error instanceof TooManyTries) return { refused: refuse(form, 'form', tryLater(c, error)), status: 429 }
    throw error
  }
}
