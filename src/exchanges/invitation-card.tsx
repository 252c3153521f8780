import { paths } from '../paths.ts'
import { Actions, Button, ScriptButton } from '../ui/button.tsx'
import { Card, Fold } from '../ui/card.tsx'
import { midnightAfter } from '../ui/dates.ts'
import { QrCode } from '../ui/qr-code.tsx'
import type { ExchangeState } from './exchange-states.ts'
import type { Desk } from './reads.ts'

type InvitationProperties = { desk: Desk; invitation: string }

/** The invitation link in each of its forms: to share, to copy, to scan, to print, and to replace. Once nobody can join, one line. */
export function InvitationCard({ desk, invitation }: InvitationProperties) {
  const isAhead = desk.state === 'draft' || desk.state === 'registration_open'
  if (!isAhead) {
    return (
      <Fold id="invitation" title="Invitation link">
        <Invitation desk={desk} invitation={invitation} />
      </Fold>
    )
  }
  return (
    <Card id="invitation" title="Invitation link">
      <Invitation desk={desk} invitation={invitation} />
    </Card>
  )
}

function Invitation({ desk, invitation }: InvitationProperties) {
  return (
    <>
      <p class="quiet">{hint[desk.state]}</p>
      <p class="copy">
        <input type="text" readonly value={invitation} aria-label="Invitation link" id="invitation-link" data-title={desk.name} data-text={message(desk)} />
        <ScriptButton data-copy="#invitation-link">Copy</ScriptButton>
      </p>
      {desk.state === 'registration_open' && <Sharing desk={desk} invitation={invitation} />}
      <details>
        <summary>QR code and poster</summary>
        <div class="scan">
          <QrCode address={invitation} label="QR code to join by" />
          <p>
            Let people scan it from your screen, or <a href={paths.poster(desk.id)}>print a poster</a>.
          </p>
        </div>
      </details>
      <details>
        <summary>Replace the link</summary>
        <form method="post" action={paths.rotateLink(desk.id)}>
          <p>
            For when the link got into the wrong hands. You get a new one, and the old one stops working at once, on posters and in messages too. Everyone who
            has joined stays in.
          </p>
          <Actions>
            <Button tone="secondary">Make a new link</Button>
          </Actions>
        </form>
      </details>
    </>
  )
}

/** The device's own way to share where it has one, which the script shows; links that work everywhere otherwise. */
function Sharing({ desk, invitation }: InvitationProperties) {
  const written = encodeURIComponent(`${message(desk)}\r\n\r\n${invitation}`)
  const subject = encodeURIComponent(`Join our Secret Santa: ${desk.name}`.toWellFormed())
  return (
    <div class="share">
      <button class="button" type="button" hidden data-share="#invitation-link">
        Share
      </button>
      <a class="button secondary" href={`https://wa.me/?text=${written}`} target="_blank" rel="noopener noreferrer" data-unshared>
        WhatsApp
      </a>
      <a class="button secondary" href={`mailto:?subject=${subject}&body=${written}`} data-unshared>
        E-mail
      </a>
    </div>
  )
}

/** The text that is shared with the link. */
function message({ name, registrationCloseDate }: Desk): string {
  return `Join “${name}”, our Secret Santa! You can join until ${midnightAfter(registrationCloseDate)}:`.toWellFormed()
}

const hint: Record<ExchangeState, string> = {
  draft: 'It works once registration is open.',
  registration_open: 'Anyone who has it can join.',
  registration_closed: 'No one can join now. It leads people who have joined back in.',
  matched: 'It leads people who have joined back in.',
  completed: 'It leads people who have joined back in.',
}
