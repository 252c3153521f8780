import { paths } from '../paths.ts'
import { Actions, Button, ScriptButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import type { ExchangeState } from './exchange-states.ts'
import type { Desk } from './reads.ts'

/** The invitation link in each of its forms: to copy, to scan, to print, and to replace. */
export function InvitationCard({ desk, invitation }: { desk: Desk; invitation: string }) {
  return (
    <Card id="invitation" title="Invitation link">
      <p class="copy">
        <input type="text" readonly value={invitation} aria-label="Invitation link" id="invitation-link" />
        <ScriptButton data-copy="#invitation-link">Copy</ScriptButton>
      </p>
      <p class="quiet">{hint[desk.state]}</p>
      <div class="scan">
        <QrCode address={invitation} label="QR code to join by" />
        <p>
          {desk.state === 'draft' || desk.state === 'registration_open' ? 'Let people scan it from your screen, or ' : 'You can also '}
          <a href={paths.poster(desk.id)}>print a poster</a>.
        </p>
      </div>
      <details>
        <summary>Replace the link</summary>
        <form method="post" action={paths.rotateLink(desk.id)}>
          <p>
            For when the link has come into the wrong hands. There will be a new one, and the present one stops working at once, on posters and in messages too.
            Whoever has joined stays in.
          </p>
          <Actions>
            <Button>Make a new link</Button>
          </Actions>
        </form>
      </details>
    </Card>
  )
}

const hint: Record<ExchangeState, string> = {
  draft: 'It works once registration is open.',
  registration_open: 'One link for everybody. Whoever has it can join while registration is open.',
  registration_closed: 'Nobody can join now. It leads those who have joined back in.',
  matched: 'It leads those who have joined back in.',
  completed: 'It leads those who have joined back in.',
}
