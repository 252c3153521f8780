import type { Printer } from '../language/printer.ts'
import { Button } from './button.tsx'
import { Card } from './card.tsx'
import { timeInWords } from './dates.ts'
import { Name } from './heading.tsx'

type Invitation = { id: string; email: string; expiresAt: Date }

/** Organisers' invitations that wait, each with a button that withdraws it. One form holds all, sent to `action`, so that a button says which. */
export function WaitingInvitations({ invitations, action, t }: { invitations: Invitation[]; action: string; t: Printer }) {
  if (invitations.length === 0) return null
  return (
    <Card title={t('organisers.waiting')} count={t.number(invitations.length)}>
      <form method="post" action={action}>
        <ul class="accounts">
          {invitations.map(({ id, email, expiresAt }) => (
            <li>
              <b>
                <Name>{email}</Name>
              </b>
              <span class="quiet">{t('organisers.waiting.until', { time: timeInWords(expiresAt, undefined, t) })}</span>
              <Button tone="plain" name="invitation_id" value={id} label={t('organisers.waiting.withdraw.label', { address: email })}>
                {t('organisers.waiting.withdraw')}
              </Button>
            </li>
          ))}
        </ul>
      </form>
    </Card>
  )
}
