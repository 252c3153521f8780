import type { Printer } from '../language/printer.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import type { Refused } from '../web/form.ts'

/** Asks for the e-mail address that a sign-in link goes to. */
export function AccessForm({ action, form, t }: { action: string; form: Refused; t: Printer }) {
  return (
    <Form action={action} form={form} t={t}>
      <Input
        form={form}
        t={t}
        name="email"
        type="email"
        label={t('registration.access.email')}
        hint={t('registration.access.hint')}
        autocomplete="email"
        inputmode="email"
      />
      <Actions>
        <Button>{t('registration.access.send')}</Button>
      </Actions>
    </Form>
  )
}
