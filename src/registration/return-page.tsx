import { Actions, Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import { InvitationFacts } from './pages.tsx'
import { type Invitation, isFull } from './reads.ts'

type Properties = { name: string; invitation: Invitation; problem?: string | undefined; frame: Frame }

/** The invitation of somebody who asked to be invited again: one button joins, another one ends it. Opening it does nothing: mail programs open links on their own. */
export function ReturnPage({ name, invitation, problem, frame }: Properties) {
  const { t } = frame
  const mayJoin = invitation.isOpen && !isFull(invitation)
  return (
    <Page title={t('registration.return.title', { exchange: invitation.name })} frame={frame}>
      <div class="tag">
        <Heading eyebrow={t.rich('participants.dashboard.hello', { name: <Name>{name}</Name> })} title={<Name>{invitation.name}</Name>} />
        {invitation.description && <UserText text={invitation.description} />}
        <InvitationFacts invitation={invitation} t={t} />
        {invitation.rememberPairs && mayJoin && <p class="hint">{t('registration.invitation.remembered')}</p>}
      </div>
      {problem !== undefined && <Message kind="problem">{problem}</Message>}
      {mayJoin ? (
        <Card title={t('registration.return.question')}>
          <p>{t('registration.return.known')}</p>
          <Choice value="yes">{t('registration.return.yes')}</Choice>
        </Card>
      ) : (
        <Message kind="notice">{t(invitation.isOpen ? 'registration.invitation.full' : 'registration.invitation.over')}</Message>
      )}
      <Card title={t('registration.return.never')}>
        <p>{t('registration.return.forget')}</p>
        <Choice value="no" isSecondary>
          {t('registration.return.no')}
        </Choice>
      </Card>
    </Page>
  )
}

/** No action: the form goes to the address that it was opened from. */
function Choice({ value, isSecondary, children }: { value: 'yes' | 'no'; isSecondary?: boolean; children: string }) {
  return (
    <form method="post">
      <Actions>
        <Button name="choice" value={value} tone={isSecondary ? 'secondary' : 'primary'}>
          {children}
        </Button>
      </Actions>
    </form>
  )
}
