import type { Printer } from '../language/printer.ts'
import type { Refused } from '../web/form.ts'
import { Input } from './field.tsx'

type Properties = { form: Refused; isNeeded: boolean; id?: string; t: Printer }

/** Asks for the password again, where it was given too long ago for a sensitive action. */
export function CurrentPassword({ form, isNeeded, id = 'current_password', t }: Properties) {
  if (!isNeeded) return null
  return (
    <Input
      form={form}
      name="current_password"
      id={id}
      type="password"
      t={t}
      label={t('currentPassword')}
      hint={t('currentPassword.hint')}
      autocomplete="current-password"
    />
  )
}
