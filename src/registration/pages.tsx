import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { Letter } from '../ui/art.tsx'
import { Actions } from '../ui/button.tsx'
import { dateInWords, midnightAfter, zoneInWords } from '../ui/dates.ts'
import { Empty } from '../ui/empty.tsx'
import { Fact, Facts } from '../ui/facts.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page, type Preview } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import { WayBack } from './join-part.tsx'
import { type Invitation, isFull } from './reads.ts'

/** The invitation page: the exchange, and the form to join it or why one can't. */
export function InvitationPage({ invitation, frame, children }: { invitation: Invitation; frame: Frame; children: Child }) {
  const { name, slug, description, isOpen } = invitation
  const { t } = frame
  return (
    <Page title={t('registration.invitation.title', { name })} frame={frame} preview={previewOf(invitation, t)}>
      <div class="tag">
        <Heading eyebrow={t(isOpen ? 'registration.invitation.open' : 'registration.invitation.closed')} title={<Name>{name}</Name>} />
        {description && <UserText text={description} />}
        <InvitationFacts invitation={invitation} t={t} />
        {isOpen && invitation.rememberPairs && <p class="hint">{t('registration.invitation.remembered')}</p>}
        {isOpen && !isFull(invitation) && (
          <Actions>
            <WayBack slug={slug} tone="secondary" t={t} />
          </Actions>
        )}
      </div>
      {children}
    </Page>
  )
}

/** The preview that messengers show of the link: what the sender knows anyway, and nobody's name. */
function previewOf({ name, exchangeDate, url, picture }: Invitation, t: Printer): Preview {
  return { title: name, description: t('registration.invitation.preview', { date: dateInWords(exchangeDate, t) }), url, picture }
}

/** When, for how much, how many are in, and until when one can join. */
export function InvitationFacts({ invitation, t }: { invitation: Invitation; t: Printer }) {
  const { exchangeDate, budget, isOpen, registrationCloseDate, timezone } = invitation
  return (
    <Facts>
      <Fact term={t('registration.invitation.giftDay')}>{dateInWords(exchangeDate, t)}</Fact>
      {budget && <Fact term={t('registration.invitation.budget')}>{budget}</Fact>}
      <Fact term={t('registration.invitation.joined')}>{joinedInWords(invitation, t)}</Fact>
      {isOpen && (
        <Fact term={t('registration.invitation.joinUntil')}>
          {t.rich('registration.invitation.joinUntil.date', {
            date: midnightAfter(registrationCloseDate, t),
            timezone: zoneInWords(timezone, t),
            small: (words) => <span class="quiet">{words}</span>,
          })}
        </Fact>
      )}
    </Facts>
  )
}

function joinedInWords({ joined, maxParticipants: places }: Invitation, t: Printer): string {
  return places === null ? t('registration.invitation.joined.count', { joined }) : t('registration.invitation.joined.places', { joined, places })
}

/** A link that is known but whose exchange has not opened yet. */
export function NotOpenYetPage({ frame }: { frame: Frame }) {
  const title = frame.t('registration.notOpenYet.title')
  return (
    <Page title={title} frame={frame}>
      <Empty picture={<Letter size={140} />} title={title} lead={frame.t('registration.notOpenYet')} isPage />
    </Page>
  )
}
