import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { Klaus } from '../ui/art.tsx'
import { Actions, ScriptButton } from '../ui/button.tsx'
import { dateInWords, midnightAfter, zoneInWords } from '../ui/dates.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { Eyebrow, Heading, Name, toDesk } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Desk } from './reads.ts'

type PosterProperties = { desk: Desk; invitation: string }

/** The page around the poster: what to know before it is printed. */
export function PosterPage({ desk, invitation, frame }: PosterProperties & { frame: Frame }) {
  const { t } = frame
  return (
    <Page title={t('exchanges.poster.pageTitle', { exchange: desk.name })} frame={frame} nav="admin">
      <div class="no-print">
        <Heading title={t('exchanges.poster.title')} lead={t('exchanges.poster.lead')} back={toDesk(desk)} />
        {desk.state !== 'registration_open' && <Message kind="notice">{t('exchanges.poster.notOpen')}</Message>}
        <Actions>
          <ScriptButton data-print>{t('exchanges.poster.print')}</ScriptButton>
        </Actions>
      </div>
      <Poster desk={desk} invitation={invitation} t={t} />
    </Page>
  )
}

/** The invitation on one sheet of paper. */
function Poster({ desk, invitation, t }: PosterProperties & { t: Printer }) {
  const quiet = (words: Child) => <span class="quiet">{words}</span>
  const closing = { date: midnightAfter(desk.registrationCloseDate, t), zone: zoneInWords(desk.timezone, t), quiet }
  return (
    <article class="poster">
      <Klaus size={140} />
      <div class="sheet">
        <Eyebrow>{t('exchanges.poster.invited')}</Eyebrow>
        <h2 class={sizeOf(desk.name)}>
          <Name>{desk.name}</Name>
        </h2>
        <QrCode address={invitation} label={t('exchanges.invitation.qrCode')} />
        <ol class="steps">
          <li>{t('exchanges.poster.scan')}</li>
          <li>{t('exchanges.poster.join')}</li>
          <li>{t('exchanges.poster.find')}</li>
        </ol>
        <Facts>
          <Fact term={t('exchanges.poster.until')}>{t.rich('exchanges.poster.midnight', closing)}</Fact>
          <Fact term={t('exchanges.poster.giftDay')}>{dateInWords(desk.exchangeDate, t)}</Fact>
          {desk.budget && <Fact term={t('exchanges.poster.budget')}>{desk.budget}</Fact>}
        </Facts>
        <p class="quiet">{t('exchanges.poster.noCamera', { address: invitation })}</p>
      </div>
    </article>
  )
}

/** A name that takes many lines is set smaller, so that all stays on one sheet. */
function sizeOf(name: string): string | undefined {
  if (name.length <= 50) return undefined
  return name.length <= 120 ? 'long' : 'longest'
}
