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

/** What somebody can do who was added and would rather not take part, and what was done. Opening it does nothing: mail programs open links by themselves. */
export function DeclinePage({ decliner, problem, frame }: Properties) {
  const { slug, state, hasLeft, wantsOut, canLeave, isBlocked } = decliner
  const isOver = state === 'completed'
  return (
    <Page title="Taking part" frame={frame}>
      <Heading
        title={isBlocked ? 'You get no e\u2011mail from here' : hasLeft ? 'You do not take part' : 'You’d rather not take part?'}
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
    return <>You are not in {name}, and you get no more e-mail about it. If that is a mistake, please talk to your organiser, who can add you again.</>
  }
  if (state === 'completed') return <>{name} is over, so there is nothing to leave any more.</>
  if (canLeave) return <>You take part in {name}. Nothing changes before you press a button.</>
  if (wantsOut) return <>Your organiser has been told that you want out of {name}, and can take you out. Until then you take part.</>
  return (
    <>
      You take part in {name}, which only its organiser can take you out of now.{isBlocked ? '' : ' Nothing changes before you press a button.'}
    </>
  )
}

function Leaving() {
  return (
    <Card title="Leave this exchange">
      <ul>
        <li>You will not be part of the draw, and your links stop working.</li>
        <li>The organiser learns that you have declined.</li>
        <li>One e-mail confirms it, the last about this exchange.</li>
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
        {isDrawn ? 'The names are drawn, so somebody gives to you, and you to somebody.' : 'Registration is closed.'} Your organiser gets an e-mail that you
        want out, and does the rest.
      </p>
      <ChoiceForm>
        <Button name="choice" value="leave">
          Tell the organiser that I want out
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
        {isIn && <li>{canLeave ? 'You leave this exchange, too.' : 'The organiser is told that you want out, too.'}</li>}
        <li>Whoever adds you, to whatever exchange: no e-mail goes to your address any more, not even one that confirms this.</li>
        <li>What we keep for that is no readable address, and no page shows it.</li>
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
      <p>E-mails come again once you say so here, or once you join an exchange by its invitation link and open the link that you get.</p>
      <ChoiceForm>
        <Button name="choice" value="again" tone="secondary">
          Let e-mails come again
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
