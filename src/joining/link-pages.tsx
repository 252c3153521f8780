import { maskedAddress } from '../mail/masked-address.ts'
import { paths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { AccessForm } from './access-form.tsx'

/** What a link shows to a browser that did not ask for it: mail scanners stop here. */
export function ConfirmLinkPage({ token, exchangeName, email, frame }: { token: string; exchangeName: string; email: string; frame: Frame }) {
  return (
    <Page title="Sign in" frame={frame}>
      <Heading eyebrow="Your sign-in link for" title={<Name>{exchangeName}</Name>} />
      <Form action={paths.magicLink(token)}>
        <p>
          This link signs you in as <b class="address">{maskedAddress(email)}</b>.
        </p>
        <Actions>
          <Button>Sign me in</Button>
        </Actions>
      </Form>
    </Page>
  )
}

/** One answer for links that are expired, used or were never made. */
export function DeadLinkPage({ token, form, isSignedIn, frame }: { token: string; form: Refused; isSignedIn: boolean; frame: Frame }) {
  return (
    <Page title="This link does not work any more" frame={frame}>
      <Heading
        title="This link does not work any more"
        lead="Links work once, and for one hour. That one is used up or too old. A fresh one is quickly sent:"
      />
      <AccessForm action={paths.magicLink(token)} form={form} />
      {isSignedIn && (
        <p>
          You are signed in: <a href={paths.dashboard()}>go to my exchange</a>
        </p>
      )}
    </Page>
  )
}
