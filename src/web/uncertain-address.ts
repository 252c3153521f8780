import * as v from 'valibot'
import type { Printer } from '../language/printer.ts'
import { emailAddress, type Form, type Refused } from './form.ts'
import { likelyMeant } from './likely-meant.ts'

/**
 * A form whose `email`, if it looks like a slip of a common provider's, was asked about: it comes back with the question until
 * `email_confirmed` says which address is meant: the one that was typed (or `yes`, or `on`), or the suggested one, which is then taken.
 * Any other value, like a yes to an address that has been changed since, counts as no answer.
 */
export function askedAboutAddress<Values extends { email: string }>(form: Form<Values>, t: Printer): Form<Values> {
  const errors = form.ok ? {} : form.errors
  const email = errors.email ? undefined : readAddress(form.typed.email)
  const suggested = email === undefined ? undefined : likelyMeant(email)
  if (email === undefined || suggested === undefined) return form
  const answer = form.typed.email_confirmed?.trim().toLowerCase() ?? ''
  const chosen = answer === 'yes' || answer === 'on' ? email : readAddress(answer)
  if (chosen !== email && chosen !== suggested)
    return ask(form.typed, { ...errors, email: t('form.email.didYouMean', { address: suggested }) }, { email, suggested })
  // What was answered stands in the form if something else is wrong with it, so that it is asked once.
  const typed = { ...form.typed, email: chosen === email ? (form.typed.email as string) : suggested, email_confirmed: chosen }
  return form.ok ? { ...form, typed, values: { ...form.values, email: chosen } } : { ...form, typed }
}

function ask(
  { email_confirmed: _, ...typed }: Refused['typed'],
  errors: Refused['errors'],
  question: { email: string; suggested: string },
): { ok: false } & Refused {
  return { ok: false, typed, errors, question }
}

function readAddress(typed: string | undefined): string | undefined {
  const read = v.safeParse(emailAddress, typed ?? '', { abortPipeEarly: true })
  return read.success ? read.output : undefined
}
