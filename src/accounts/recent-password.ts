import { signInTries } from '../auth/known-browser.ts'
import { TooManyTries } from '../errors.ts'
import type { AppContext } from '../web/env.ts'
import { type Refused, refuse } from '../web/form.ts'
import { tryLater } from '../web/try-later.ts'
import { confirmPassword, isPasswordStale } from './confirm-password.ts'

/** Whether the form of a sensitive action has to ask for the password again. */
export function needsPassword(c: AppContext): boolean {
  return isPasswordStale(c.var.services.world, c.var.accountSession)
}

/**
 * Why a sensitive action can't be done yet: the password is needed again (field `current_password`), and is missing or
 * wrong. Undefined when nothing is in the way.
 */
export async function passwordRefusal(c: AppContext, form: { typed: Record<string, string> }): Promise<{ refused: Refused; status: 422 | 429 } | undefined> {
  if (!needsPassword(c)) return undefined
  const { em, services, accountSession, t } = c.var
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
