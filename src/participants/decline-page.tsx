import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
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
  const { t } = frame
  const { slug, state, hasLeft, wantsOut, canLeave, isBlocked } = decliner
  const isOver = state === 'completed'
  return (
    <Page title={t('participants.decline.title')} frame={frame}>
      <Heading
        title={t(isBlocked ? 'participants.decline.blocked' : hasLeft ? 'participants.decline.hasLeft' : 'participants.decline.question')}
        lead={<Standing decliner={decliner} t={t} />}
      />
      {problem !== undefined && <Message kind="problem">{problem}</Message>}
      {!hasLeft && !isOver && canLeave && <Leaving t={t} />}
      {!hasLeft && !isOver && !canLeave && !wantsOut && <Asking isDrawn={state === 'matched'} t={t} />}
      {hasLeft && state === 'registration_open' && (
        <Actions>
          <LinkButton path={paths.register(slug)} tone="secondary">
            {t('participants.decline.joinAgain')}
          </LinkButton>
        </Actions>
      )}
      {isBlocked ? <LettingCome t={t} /> : <Never decliner={decliner} t={t} />}
    </Page>
  )
}

/** How things are, in a sentence or two. */
function Standing({ decliner, t }: { decliner: Decliner; t: Printer }) {
  const standing = standingOf(decliner)
  return (
    <>
      {t.rich(`participants.decline.standing.${standing}`, { exchange: <Name>{decliner.exchangeName}</Name> })}
      {standing === 'canAsk' && !decliner.isBlocked && ` ${t('participants.decline.standing.unchanged')}`}
    </>
  )
}

function standingOf({ state, hasLeft, wantsOut, canLeave }: Decliner) {
  if (hasLeft) return 'hasLeft'
  if (state === 'completed') return 'completed'
  if (canLeave) return 'canLeave'
  return wantsOut ? 'wantsOut' : 'canAsk'
}

function Leaving({ t }: { t: Printer }) {
  return (
    <Card title={t('participants.decline.leave')}>
      <ul>
        <li>{t('participants.decline.leave.draw')}</li>
        <li>{t('participants.decline.leave.organiser')}</li>
        <li>{t('participants.decline.leave.email')}</li>
      </ul>
      <ChoiceForm>
        <Button name="choice" value="leave" tone="danger">
          {t('participants.decline.leave.confirm')}
        </Button>
      </ChoiceForm>
    </Card>
  )
}

function Asking({ isDrawn, t }: { isDrawn: boolean; t: Printer }) {
  return (
    <Card title={t('participants.decline.ask')}>
      <p>
        {t(isDrawn ? 'participants.decline.ask.drawn' : 'participants.decline.ask.closed')} {t('participants.decline.ask.text')}
      </p>
      <ChoiceForm>
        <Button name="choice" value="leave">
          {t('participants.decline.ask.send')}
        </Button>
      </ChoiceForm>
    </Card>
  )
}

function Never({ decliner: { hasLeft, state, canLeave }, t }: { decliner: Decliner; t: Printer }) {
  const isIn = !hasLeft && state !== 'completed'
  return (
    <Card title={t('participants.decline.never')}>
      <ul>
        {isIn && <li>{t(canLeave ? 'participants.decline.never.leave' : 'participants.decline.never.wantOut')}</li>}
        <li>{t('participants.decline.never.anybody')}</li>
        <li>{t('participants.decline.never.scrambled')}</li>
      </ul>
      <ChoiceForm>
        <Button name="choice" value="never" tone="danger">
          {t('participants.decline.never.confirm')}
        </Button>
      </ChoiceForm>
    </Card>
  )
}

function LettingCome({ t }: { t: Printer }) {
  return (
    <Card title={t('participants.decline.again')}>
      <p>{t('participants.decline.again.text')}</p>
      <ChoiceForm>
        <Button name="choice" value="again" tone="secondary">
          {t('participants.decline.again.confirm')}
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
