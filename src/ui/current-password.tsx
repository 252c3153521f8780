import type { Refused } from '../web/form.ts'
import { Input } from './field.tsx'

/** Asks for the password again, where it was given too long ago for a sensitive action. */
export function CurrentPassword({ form, isNeeded, id = 'current_password' }: { form: Refused; isNeeded: boolean; id?: string }) {
  if (!isNeeded) return null
  return (
    <Input
      form={form}
      name="current_password"
      id={id}
      type="password"
      label="Your password"
      hint="We ask again because you signed in a while ago."
      autocomplete="current-password"
    />
  )
}
