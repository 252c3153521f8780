import { whyMayNotLeave } from '../exchanges/permissions.ts'
import { inWords, type Refusal } from '../language/refusals.ts'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Owner } from '../ui/form-owner.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import { toDashboard } from './pages.tsx'
import type { Dashboard } from './reads.ts'

type WithdrawProperties = {
  dashboard: Dashboard
  /** Why what was just asked for was not done. */
  refusal: Refusal | undefined
  /** Where someone who was added can say more than that. */
  declining: string | undefined
  frame: Frame
}

/** What leaving means, and the button that does it; or, where the organiser has to, the one that asks. */
export function WithdrawPage({ dashboard, refusal, declining, frame }: WithdrawProperties) {
  const whyNot = whyMayNotLeave({ name: dashboard.exchangeName, state: dashboard.state }, dashboard.addedByOrganiser)
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
      {refusal && refusal.code !== whyNot?.code && <Message kind="problem">{inWords(refusal)}</Message>}
      {whyNot ? <Asking dashboard={dashboard} refusal={inWords(whyNot)} /> : <WithdrawForm dashboard={dashboard} />}
      {declining !== undefined && (
        <p class="quiet">
          Your organiser added you. <a href={declining}>Choose if you want e-mails from here at all.</a>
        </p>
      )}
    </Page>
  )
}

/** Why someone can't leave alone, and, as long as the organiser can help and does not know, the button that says so. */
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
      <Form action={paths.withdraw()} title="Ask your organiser">
        <Owner id={id} />
        <input type="hidden" name="ask" value="organiser" />
        <p>We’ll e-mail your organiser that you want out, and they do the rest. Until then you’re still in.</p>
        <Actions>
          <Button>Tell my organiser</Button>
          {back}
        </Actions>
      </Form>
    </>
  )
}

const organiserKnows = 'Your organiser knows you want out, and can remove you. Until then you’re still in.'

function WithdrawForm({ dashboard: { id, email, state } }: { dashboard: Dashboard }) {
  return (
    <Form action={paths.withdraw()} title="If you leave">
      <Owner id={id} />
      <ul>
        <li>You won’t be in the draw.</li>
        <li>You’re signed out, and your links stop working.</li>
        <li>You get one last e-mail to confirm it, at {email}.</li>
        {state === 'registration_open' ? (
          <li>You can join again while registration is open.</li>
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
