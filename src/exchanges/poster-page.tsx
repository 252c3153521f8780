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
  return (
    <Page title={`Poster for ${desk.name}`} frame={frame} nav="admin">
      <div class="no-print">
        <Heading title="Poster" lead="One sheet for a wall or a fridge door, A4 or US letter. Only what’s in the frame is printed." back={toDesk(desk)} />
        {desk.state !== 'registration_open' && <Message kind="notice">Registration isn’t open, so no one can join by this code right now.</Message>}
        <Actions>
          <ScriptButton data-print>Print</ScriptButton>
        </Actions>
      </div>
      <Poster desk={desk} invitation={invitation} />
    </Page>
  )
}

/** The invitation on one sheet of paper. */
function Poster({ desk, invitation }: PosterProperties) {
  return (
    <article class="poster">
      <Klaus size={140} />
      <div class="sheet">
        <Eyebrow>You’re invited to a Secret Santa</Eyebrow>
        <h2 class={sizeOf(desk.name)}>
          <Name>{desk.name}</Name>
        </h2>
        <QrCode address={invitation} label="QR code to join by" />
        <ol class="steps">
          <li>Scan the code with your phone.</li>
          <li>Join with your name and e‑mail address.</li>
          <li>After the draw, find out who you give to.</li>
        </ol>
        <Facts>
          <Fact term="Join until">
            {midnightAfter(desk.registrationCloseDate)} <span class="quiet">({zoneInWords(desk.timezone)})</span>
          </Fact>
          <Fact term="Gift day">{dateInWords(desk.exchangeDate)}</Fact>
          {desk.budget && <Fact term="Budget">{desk.budget}</Fact>}
        </Facts>
        <p class="quiet">No camera? Type {invitation}</p>
      </div>
    </article>
  )
}

/** A name that takes many lines is set smaller, so that all stays on one sheet. */
function sizeOf(name: string): string | undefined {
  if (name.length <= 50) return undefined
  return name.length <= 120 ? 'long' : 'longest'
}
