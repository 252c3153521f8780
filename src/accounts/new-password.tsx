import type { Printer } from '../language/printer.ts'
import { Input } from '../ui/field.tsx'
import type { Refused } from '../web/form.ts'

/** A new password, typed twice. */
export function NewPassword({ form, label, t }: { form: Refused; label: string; t: Printer }) {
  return (
    <>
      <Input form={form} t={t} name="password" type="password" label={label} hint={t('accounts.newPassword.hint')} autocomplete="new-password" />
      <Input form={form} t={t} name="password_confirm" type="password" label={t('accounts.newPassword.repeat')} autocomplete="new-password" />
    </>
  )
}
