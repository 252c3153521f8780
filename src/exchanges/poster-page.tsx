import { paths } from '../paths.ts'
import { Klaus } from '../ui/art.tsx'
import { dateInWords, zoneInWords } from '../ui/dates.ts'
import { Page } from '../ui/page.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Desk } from './reads.ts'

/** The invitation on one sheet of paper, for a wall or a fridge door. */
export function PosterPage({ desk, invitation, frame }: { desk: Desk; invitation: string; frame: Frame }) {
  return (
    <Page title={`Poster for ${desk.name}`} frame={frame} nav="admin">
      <div class="no-print">
        <p>
          <a href={paths.exchange(desk.id)}>
            ← <span dir="auto">{desk.name}</span>
          </a>
        </p>
        {desk.state !== 'registration_open' && <p class="message notice">Registration is not open, so the code lets nobody join at the moment.</p>}
        <p class="quiet">It fits on one sheet, A4 or US letter. Only the part in the frame is printed.</p>
        <p>
          <button class="button" type="button" data-print hidden>
            Print
          </button>
        </p>
      </div>
      <article class="poster">
        <Klaus size={96} />
        <p class="eyebrow">You are invited to a Secret Santa</p>
        <h1 dir="auto">{desk.name}</h1>
        <QrCode address={invitation} label="QR code to join by" />
        <ol>
          <li>Scan the code with your phone.</li>
          <li>Join with your name and e-mail address.</li>
          <li>After the draw, find out whom you give to.</li>
        </ol>
        <dl class="facts">
          <div>
            <dt>Join until the end of</dt>
            <dd>
              {dateInWords(desk.registrationCloseDate)} <span class="quiet">({zoneInWords(desk.timezone)})</span>
            </dd>
          </div>
          <div>
            <dt>Gifts on</dt>
            <dd>{dateInWords(desk.exchangeDate)}</dd>
          </div>
          {desk.budget && (
            <div>
              <dt>Budget</dt>
              <dd dir="auto">{desk.budget}</dd>
            </div>
          )}
        </dl>
        <p class="quiet">No camera? Type {invitation}</p>
      </article>
    </Page>
  )
}
