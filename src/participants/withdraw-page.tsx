import { whyNobodyLeaves } from '../exchanges/permissions.ts'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import { Owner } from './owner.tsx'
import { toDashboard } from './pages.tsx'
import type { Dashboard } from './reads.ts'

type WithdrawProperties = {
  dashboard: Dashboard
  /** Where somebody who was added can say more than that. */
  declining: string | undefined
  frame: Frame
}

/** What leaving means, and the button that does it; or, where the organiser has to, the one that asks. */
export function WithdrawPage({ dashboard, declining, frame }: WithdrawProperties) {
  const refusal = whyNobodyLeaves({ name: dashboard.exchangeName, state: dashboard.state }, dashboard.addedByOrganiser === 1)
  return (
    <Page title={`Leave ${dashboard.exchangeName}`} frame={frame} nav="participant">
      <Heading
        title={
          <>
            Leave <Name>{dashboard.exchangeName}</Name>?
          </>
        }
        back={toDashboard}
      />
      {refusal ? <Asking dashboard={dashboard} refusal={refusal} /> : <WithdrawForm dashboard={dashboard} />}
      {declining !== undefined && (
        <p class="quiet">
          Your organiser added you. <a href={declining}>Choose whether e-mails from here may come at all.</a>
        </p>
      )}
    </Page>
  )
}

/** Why somebody can't leave alone, and, as long as the organiser can help and does not know, the button that says so. */
function Asking({ dashboard: { id, state, wantsOut }, refusal }: { dashboard: Dashboard; refusal: string }) {
  const back = (
    <LinkButton path={paths.dashboard()} tone="secondary">
      Back to my exchange
    </LinkButton>
  )
  const isOver = state === 'completed'
  if (isOver || wantsOut) {
    return (
      <>
        {isOver ? <Message kind="problem">{refusal}</Message> : <Message kind="done">{organiserKnows}</Message>}
        <Actions>{back}</Actions>
      </>
    )
  }
  return (
    <>
      <Message kind="problem">{refusal}</Message>
      <Form action={paths.withdraw()} title="Ask from here">
        <Owner id={id} />
        <input type="hidden" name="ask" value="organiser" />
        <p>Your organiser gets an e-mail that you want out, and does the rest. Until then you take part.</p>
        <Actions>
          <Button>Tell my organiser</Button>
          {back}
        </Actions>
      </Form>
    </>
  )
}

const organiserKnows = 'Your organiser has been told that you want out, and can take you out. Until then you take part.'

function WithdrawForm({ dashboard: { id, email, state } }: { dashboard: Dashboard }) {
  return (
    <Form action={paths.withdraw()} title="What happens then">
      <Owner id={id} />
      <ul>
        <li>You will not be part of the draw.</li>
        <li>You are signed out, and your links stop working.</li>
        <li>An e-mail to {email} confirms it, and is the last one.</li>
        {state === 'registration_open' ? (
          <li>You can join again for as long as registration is open.</li>
        ) : (
          <li>Registration is closed, so only your organiser can add you again.</li>
        )}
      </ul>
      <Actions>
        <Button tone="danger">Leave the exchange</Button>
        <LinkButton path={paths.dashboard()} tone="secondary">
          Stay in
        </LinkButton>
      </Actions>
    </Form>
  )
}
