import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Actions, Button, ScriptButton } from '../ui/button.tsx'
import { Card, Fold } from '../ui/card.tsx'
import { midnightAfter } from '../ui/dates.ts'
import { QrCode } from '../ui/qr-code.tsx'
import type { Desk } from './reads.ts'

type InvitationProperties = { desk: Desk; invitation: string; t: Printer }

/** The invitation link in each of its forms: to share, to copy, to scan, to print, and to replace. Once nobody can join, one line. */
export function InvitationCard({ desk, invitation, t }: InvitationProperties) {
  const isAhead = desk.state === 'draft' || desk.state === 'registration_open'
  if (!isAhead) {
    return (
      <Fold id="invitation" title={t('exchanges.invitation')}>
        <Invitation desk={desk} invitation={invitation} t={t} />
      </Fold>
    )
  }
  return (
    <Card id="invitation" title={t('exchanges.invitation')}>
      <Invitation desk={desk} invitation={invitation} t={t} />
    </Card>
  )
}

function Invitation({ desk, invitation, t }: InvitationProperties) {
  return (
    <>
      <p class="quiet">{t(`exchanges.invitation.hint.${desk.state}`)}</p>
      <p class="copy">
        <input
          type="text"
          readonly
          value={invitation}
          aria-label={t('exchanges.invitation')}
          id="invitation-link"
          data-title={desk.name}
          data-text={message(desk, t)}
        />
        <ScriptButton data-copy="#invitation-link" data-copied={t('script.copied')}>
          {t('exchanges.invitation.copy')}
        </ScriptButton>
      </p>
      {desk.state === 'registration_open' && <Sharing desk={desk} invitation={invitation} t={t} />}
      <details>
        <summary>{t('exchanges.invitation.scan')}</summary>
        <div class="scan">
          <QrCode address={invitation} label={t('exchanges.invitation.qrCode')} />
          <p>{t.rich('exchanges.invitation.scan.hint', { link: (words) => <a href={paths.poster(desk.id)}>{words}</a> })}</p>
        </div>
      </details>
      <details>
        <summary>{t('exchanges.invitation.replace')}</summary>
        <form method="post" action={paths.rotateLink(desk.id)}>
          <p>{t('exchanges.invitation.replace.hint')}</p>
          <Actions>
            <Button tone="secondary">{t('exchanges.invitation.replace.send')}</Button>
          </Actions>
        </form>
      </details>
    </>
  )
}

/** The device's own way to share where it has one, which the script shows; links that work everywhere otherwise. */
function Sharing({ desk, invitation, t }: InvitationProperties) {
  const written = encodeURIComponent(`${message(desk, t)}\r\n\r\n${invitation}`)
  const subject = encodeURIComponent(t('exchanges.invitation.subject', { exchange: desk.name }).toWellFormed())
  return (
    <div class="share">
      <button class="button" type="button" hidden data-share="#invitation-link">
        {t('exchanges.invitation.share')}
      </button>
      <a class="button secondary" href={`https://wa.me/?text=${written}`} target="_blank" rel="noopener noreferrer" data-unshared>
        WhatsApp
      </a>
      <a class="button secondary" href={`mailto:?subject=${subject}&body=${written}`} data-unshared>
        {t('exchanges.invitation.email')}
      </a>
    </div>
  )
}

/** The text that is shared with the link. */
function message({ name, registrationCloseDate }: Desk, t: Printer): string {
  return t('exchanges.invitation.message', { exchange: name, date: midnightAfter(registrationCloseDate, t) }).toWellFormed()
}
