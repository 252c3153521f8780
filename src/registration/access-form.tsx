import { Actions, Button } from '../ui/button.tsx'
import { Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import type { Refused } from '../web/form.ts'

/** Asks for the e-mail address that a sign-in link goes to. */
export function AccessForm({ action, form }: { action: string; form: Refused }) {
  return (
    <Form action={action} form={form}>
      <Input form={form} name="email" type="email" label="E-mail address" hint="The one you joined with." autocomplete="email" inputmode="email" />
      <Actions>
        <Button>E-mail me a link</Button>
      </Actions>
    </Form>
  )
}
