import { fewestParticipants } from '../exchanges/exchange.ts'
import { paths } from '../paths.ts'
import { Letter } from '../ui/art.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Empty } from '../ui/empty.tsx'
import { Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Page } from '../ui/page.tsx'
import { SentTo } from '../ui/sent-to.tsx'
import type { Frame } from '../web/answer.tsx'
import { blank, type Refused } from '../web/form.ts'
import type { RequestOrigin } from './request-origin.ts'

type CheckYourMail = {
  asked: RequestOrigin
  /** What was typed where the link was asked for, as far as this browser knows. */
  sentTo: string | undefined
  /** The address, masked, of somebody who had a link already. */
  maskedTo?: string | undefined
  /** Why the e-mail is not there in a moment, if it isn't. */
  late: string | undefined
  /** The code that was typed. */
  form?: Refused
  /** Whether too many wrong ones were. */
  isOver?: boolean
  frame: Frame
}

/** The page after each request for a link, the same whether the address is known or not. */
export function CheckYourMailPage({ asked, sentTo, maskedTo, late, form = blank(), isOver = false, frame }: CheckYourMail) {
  const { again, joinAgain } = asked
  const hasJoined = joinAgain !== undefined
  return (
    <Page title="Check your mail" frame={frame}>
      <Empty picture={<Letter size={140} />} title="Check your mail" lead={leadOf(hasJoined, maskedTo)} isPage>
        {sentTo !== undefined && <SentTo address={sentTo} back={joinAgain ?? again} />}
      </Empty>
      {isOver ? <TooManyCodes again={again} form={form} /> : <CodeForm asked={asked} form={form} />}
      <Card>
        <ul>
          {late !== undefined && <li>{late}</li>}
          <li>The link and the code work once, for one hour.</li>
          <li>Nothing after a few minutes? Look in your spam folder.</li>
          <li>
            Still nothing? <a href={again}>Ask for another link</a> and check the spelling of your address.
          </li>
          {hasJoined && <li>Mistyped your address? Join again with the right one, and ask your organiser to remove the other entry.</li>}
          {hasJoined && <li>Once at least {fewestParticipants} people are in and registration closes, the names are drawn. We’ll let you know.</li>}
        </ul>
      </Card>
    </Page>
  )
}

function leadOf(hasJoined: boolean, maskedTo: string | undefined): string {
  if (hasJoined) return 'You’re in! We’ve sent a link to your e-mail address. Open it to confirm the address and to see who else is in.'
  if (maskedTo !== undefined) return `A fresh link is on its way to ${maskedTo}. Open it to sign in.`
  return 'If that address takes part, a link is on its way to it. Open it to sign in.'
}

/** For whoever reads the mail on another device than this one. */
function CodeForm({ asked, form }: { asked: RequestOrigin; form: Refused }) {
  return (
    <Form action={paths.signInCode()}>
      <input type="hidden" name="asked_at" value={asked.at} />
      <Input
        form={form}
        name="code"
        label="Or type the code from the e-mail"
        hint="Handy if you read your mail on another device."
        autocomplete="one-time-code"
        autocapitalize="characters"
        spellcheck="false"
      />
      <Actions>
        <Button tone="secondary">Sign in with the code</Button>
      </Actions>
    </Form>
  )
}

function TooManyCodes({ again, form }: { again: string; form: Refused }) {
  return (
    <Card title="That’s one wrong code too many" isAlert>
      <p>{form.errors.form}</p>
      <Actions>
        <LinkButton path={again}>Ask for another link</LinkButton>
      </Actions>
    </Card>
  )
}
