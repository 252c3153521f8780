import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Checkbox, Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { ExchangeFields } from './fields.tsx'
import { fieldNames } from './forms.ts'

/** The page around the form for a new exchange. */
export function NewExchangePage({ frame, children }: { frame: Frame; children: Child }) {
  return (
    <Page title="New exchange" frame={frame} nav="admin">
      <Heading
        title="New exchange"
        lead="Open it now and share the invitation, or save a draft only you see."
        back={{ path: paths.adminDashboard(), label: 'Exchanges' }}
      />
      {children}
    </Page>
  )
}

/** The form for a new exchange. */
export function NewExchangePart({ form }: { form: Refused }) {
  return (
    <Form id="exchange-form" action={paths.newExchange()} form={form}>
      <input type="hidden" name="nonce" value={form.typed.nonce ?? ''} />
      <ExchangeFields names={fieldNames} form={form} />
      <div class="taking-part">
        <Checkbox
          form={form}
          name="take_part"
          label="I take part too"
          hint="You’re in at once, and open your own page from here. No one’s match shows to you but your own."
        />
        <Input form={form} name="my_name" label="Your name" hint="As the others know you." autocomplete="name" optional="either" />
      </div>
      <Actions>
        <Button name="open" value="yes">
          Create and open
        </Button>
        <Button tone="secondary">Save as draft</Button>
        <LinkButton path={paths.adminDashboard()} tone="secondary">
          Cancel
        </LinkButton>
      </Actions>
    </Form>
  )
}
