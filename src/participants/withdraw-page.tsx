import { whyMayNotLeave } from '../exchanges/permissions.ts'
import type { Printer } from '../language/printer.ts'
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
  const { t } = frame
  const { exchangeName } = dashboard
  const whyNot = whyMayNotLeave({ name: exchangeName, state: dashboard.state }, dashboard.addedByOrganiser)
  return (
    <Page title={t('participants.withdraw.title', { exchange: exchangeName })} frame={frame} nav="participant">
      <Heading title={t.rich('participants.withdraw.question', { exchange: <Name>{exchangeName}</Name> })} back={toDashboard(t)} />
      {refusal && refusal.code !== whyNot?.code && <Message kind="problem">{inWords(refusal, t)}</Message>}
      {whyNot ? <Asking dashboard={dashboard} refusal={inWords(whyNot, t)} t={t} /> : <WithdrawForm dashboard={dashboard} t={t} />}
      {declining !== undefined && <p class="quiet">{t.rich('participants.withdraw.added', { link: (words) => <a href={declining}>{words}</a> })}</p>}
    </Page>
  )
}

/** Why someone can't leave alone, and, as long as the organiser can help and does not know, the button that says so. */
function Asking({ dashboard: { id, state, wantsOut }, refusal, t }: { dashboard: Dashboard; refusal: string; t: Printer }) {
  const back = (
    <LinkButton path={paths.dashboard()} tone="secondary">
      {t('participants.withdraw.back')}
    </LinkButton>
  )
  const isOver = state === 'completed'
  if (isOver || wantsOut) {
    return (
      <>
        {isOver ? <Message kind="problem">{refusal}</Message> : <Message kind="done">{t('participants.withdraw.organiserKnows')}</Message>}
        <Actions>{back}</Actions>
      </>
    )
  }
  return (
    <>
      <Message kind="problem">{refusal}</Message>
      <Form action={paths.withdraw()} title={t('participants.withdraw.ask')}>
        <Owner id={id} />
        <input type="hidden" name="ask" value="organiser" />
        <p>{t('participants.withdraw.ask.text')}</p>
        <Actions>
          <Button>{t('participants.withdraw.ask.send')}</Button>
          {back}
        </Actions>
      </Form>
    </>
  )
}

function WithdrawForm({ dashboard: { id, email, state }, t }: { dashboard: Dashboard; t: Printer }) {
  return (
    <Form action={paths.withdraw()} title={t('participants.withdraw.leave')}>
      <Owner id={id} />
      <ul>
        <li>{t('participants.withdraw.leave.draw')}</li>
        <li>{t('participants.withdraw.leave.signedOut')}</li>
        <li>{t('participants.withdraw.leave.email', { address: email })}</li>
        <li>{t(state === 'registration_open' ? 'participants.withdraw.leave.joinAgain' : 'participants.withdraw.leave.closed')}</li>
      </ul>
      <Actions>
        <Button tone="danger">{t('participants.withdraw.leave.confirm')}</Button>
        <LinkButton path={paths.dashboard()} tone="secondary">
          {t('participants.withdraw.stay')}
        </LinkButton>
      </Actions>
    </Form>
  )
}
