import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Decliner } from './decline.ts'

type Properties = { decliner: Decliner; problem?: string | undefined; frame: Frame }

/** What someone can do who was added and would rather not take part, and what was done. Opening it does nothing: mail programs open links on their own. */
export function DeclinePage({ decliner, problem, frame }: Properties) {
  const { slug, state, hasLeft, wantsOut, canLeave, isBlocked } = decliner
  const isOver = state === 'completed'
  return (
    <Page title="Taking part" frame={frame}>
      <Heading
        title={isBlocked ? 'No more e\u2011mails from here' : hasLeft ? 'You’re not taking part' : 'You’d rather not take part?'}
        lead={<Standing decliner={decliner} />}
      />
      {problem !== undefined && <Message kind="problem">{problem}</Message>}
      {!hasLeft && !isOver && canLeave && <Leaving />}
      {!hasLeft && !isOver && !canLeave && !wantsOut && <Asking isDrawn={state === 'matched'} />}
      {hasLeft && state === 'registration_open' && (
        <Actions>
          <LinkButton path={paths.register(slug)} tone="secondary">
            Join again
          </LinkButton>
        </Actions>
      )}
      {isBlocked ? <LettingCome /> : <Never decliner={decliner} />}
    </Page>
  )
}

/** How things are, in a sentence or two. */
function Standing({ decliner: { exchangeName, state, hasLeft, wantsOut, canLeave, isBlocked } }: { decliner: Decliner }) {
  const name = <Name>{exchangeName}</Name>
  if (hasLeft) {
    return <>You’re not in {name}, and you’ll get no more e-mails about it. If that’s a mistake, ask your organiser to add you again.</>
  }
  if (state === 'completed') return <>{name} is over, so there’s nothing left to leave.</>
  if (canLeave) return <>You’re in {name}. Nothing changes until you press a button.</>
  if (wantsOut) return <>Your organiser knows you want out of {name}, and can remove you. Until then you’re still in.</>
  return (
    <>
      You’re in {name}, and only its organiser can remove you now.{isBlocked ? '' : ' Nothing changes until you press a button.'}
    </>
  )
}

function Leaving() {
  return (
    <Card title="Leave this exchange">
      <ul>
        <li>You won’t be in the draw, and your links stop working.</li>
        <li>The organiser is told you’ve declined.</li>
        <li>You get one last e-mail to confirm it.</li>
      </ul>
      <ChoiceForm>
        <Button name="choice" value="leave" tone="danger">
          Leave this exchange
        </Button>
      </ChoiceForm>
    </Card>
  )
}

function Asking({ isDrawn }: { isDrawn: boolean }) {
  return (
    <Card title="Tell the organiser">
      <p>
        {isDrawn ? 'The names are drawn, so someone is giving to you, and you to someone.' : 'Registration is closed.'} We’ll e-mail your organiser that you
        want out, and they do the rest.
      </p>
      <ChoiceForm>
        <Button name="choice" value="leave">
          Tell the organiser I want out
        </Button>
      </ChoiceForm>
    </Card>
  )
}

function Never({ decliner: { hasLeft, state, canLeave } }: { decliner: Decliner }) {
  const isIn = !hasLeft && state !== 'completed'
  return (
    <Card title="Never hear from this site again">
      <ul>
        {isIn && <li>{canLeave ? 'You leave this exchange, too.' : 'The organiser is told you want out, too.'}</li>}
        <li>Whoever adds you to any exchange here: we won’t e-mail you again, not even to confirm this.</li>
        <li>To remember this, we keep your address scrambled. No page shows it.</li>
      </ul>
      <ChoiceForm>
        <Button name="choice" value="never" tone="danger">
          Never write to me again
        </Button>
      </ChoiceForm>
    </Card>
  )
}

function LettingCome() {
  return (
    <Card title="Changed your mind?">
      <p>You’ll get e-mails again if you say so here, or if you join an exchange by its invitation link and open the sign-in link we send.</p>
      <ChoiceForm>
        <Button name="choice" value="again" tone="secondary">
          Send me e-mails again
        </Button>
      </ChoiceForm>
    </Card>
  )
}

/** No action: the form goes to the address that it was opened from. */
function ChoiceForm({ children }: { children: Child }) {
  return (
    <form method="post">
      <Actions>{children}</Actions>
    </form>
  )
}
