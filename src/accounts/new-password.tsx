import { Input } from '../ui/field.tsx'
import type { Refused } from '../web/form.ts'

/** A new password, typed twice. */
export function NewPassword({ form, label }: { form: Refused; label: string }) {
  return (
    <>
      <Input
        form={form}
        name="password"
        type="password"
        label={label}
        hint="At least 12 characters. A few words in a row are easy to remember."
        autocomplete="new-password"
      />
      <Input form={form} name="password_confirm" type="password" label="Repeat password" autocomplete="new-password" />
    </>
  )
}
