import { paths } from '../paths.ts'
import { dateInWords, zoneInWords } from '../ui/dates.ts'
import { Page } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import { type ExchangeState, fewestParticipants } from './exchange.ts'
import { StateBadge } from './pages.tsx'
import type { Desk, ListedPerson } from './reads.ts'

/** One exchange: the next step, the invitation, the facts, the people. */
export function DeskPage({
  desk,
  everybody,
  invitation,
  problem,
  frame,
}: {
  desk: Desk
  everybody: ListedPerson[]
  invitation: string
  problem?: string
  frame: Frame
}) {
  return (
    <Page title={desk.name} frame={frame} nav="admin" wide>
      <div class="heading">
        <h1 dir="auto">{desk.name}</h1>
        <StateBadge state={desk.state} />
      </div>
      {problem && (
        <p class="message problem" role="alert">
          {problem}
        </p>
      )}
      <NextStep desk={desk} />
      <div class="columns">
        <div>
          <Invitation desk={desk} invitation={invitation} />
          <Details desk={desk} />
        </div>
        <People desk={desk} everybody={everybody} />
      </div>
    </Page>
  )
}

function NextStep({ desk }: { desk: Desk }) {
  return (
    <section class="card next">
      <h2>Next step</h2>
      <Step desk={desk} />
    </section>
  )
}

function Step({ desk }: { desk: Desk }) {
  switch (desk.state) {
    case 'draft':
      return (
        <>
          <p>Only you can see this draft. Open registration to make the invitation link work.</p>
          <Act action={paths.openRegistration(desk.id)} label="Open registration" />
        </>
      )
    case 'registration_open':
      return (
        <>
          <p>{missing(desk.joined) ?? `${count(desk.joined)} can be drawn already. Close registration when everybody is in.`}</p>
          <Act action={paths.closeRegistration(desk.id)} label="Close registration" secondary={desk.joined < fewestParticipants} />
        </>
      )
    case 'registration_closed':
      return (
        <>
          <p>{missing(desk.joined) ?? `${count(desk.joined)} are waiting for the draw.`}</p>
          <div class="actions">
            {desk.joined >= fewestParticipants && (
              <a class="button" href={paths.draw(desk.id)}>
                Draw names
              </a>
            )}
            <Act action={paths.reopenRegistration(desk.id)} label="Reopen registration" secondary />
          </div>
        </>
      )
    case 'matched':
      return (
        <p>
          The names are drawn, and everybody has been told by e-mail. {desk.looked} of {desk.joined} have looked. Gifts on {dateInWords(desk.exchangeDate)}.
        </p>
      )
    case 'completed':
      return <p>It is over. There is nothing left to do.</p>
  }
}

function missing(joined: number): string | undefined {
  const more = fewestParticipants - joined
  if (more <= 0) return undefined
  return `${more} more ${more === 1 ? 'person' : 'people'} needed for a draw. Share the invitation link.`
}

function count(people: number): string {
  return people === 1 ? '1 person' : `${people} people`
}

function Act({ action, label, secondary }: { action: string; label: string; secondary?: boolean }) {
  return (
    <form method="post" action={action}>
      <button class={secondary ? 'button secondary' : 'button'}>{label}</button>
    </form>
  )
}

function Invitation({ desk, invitation }: { desk: Desk; invitation: string }) {
  return (
    <section class="card">
      <h2>Invitation link</h2>
      <p class="copy">
        <input type="text" readonly value={invitation} aria-label="Invitation link" id="invitation-link" />
        <button class="button secondary" type="button" data-copy="#invitation-link" hidden>
          Copy
        </button>
      </p>
      <p class="quiet">{invitationHint[desk.state]}</p>
    </section>
  )
}

const invitationHint: Record<ExchangeState, string> = {
  draft: 'It works once registration is open.',
  registration_open: 'One link for everybody. Whoever has it can join while registration is open.',
  registration_closed: 'Nobody can join now. Those who have joined come back in by it.',
  matched: 'Those who have joined come back in by it.',
  completed: 'Those who have joined come back in by it.',
}

function Details({ desk }: { desk: Desk }) {
  return (
    <section class="card">
      <h2>Details</h2>
      {desk.description && <UserText text={desk.description} />}
      <dl class="facts plain">
        <div>
          <dt>Budget</dt>
          <dd dir="auto">{desk.budget || 'not set'}</dd>
        </div>
        <div>
          <dt>Join until</dt>
          <dd>the end of {dateInWords(desk.registrationCloseDate)}</dd>
        </div>
        <div>
          <dt>Gifts on</dt>
          <dd>{dateInWords(desk.exchangeDate)}</dd>
        </div>
        <div>
          <dt>Time zone</dt>
          <dd>
            {zoneInWords(desk.timezone)} <span class="quiet">({desk.timezone})</span>
          </dd>
        </div>
        <div>
          <dt>Most people</dt>
          <dd>{desk.maxParticipants ?? 'no limit'}</dd>
        </div>
        <div>
          <dt>Match in the e-mail</dt>
          <dd>{desk.matchInEmail ? 'yes' : 'no, only a link'}</dd>
        </div>
      </dl>
    </section>
  )
}

function People({ desk, everybody }: { desk: Desk; everybody: ListedPerson[] }) {
  return (
    <section class="card">
      <h2>
        People <span class="badge">{desk.joined}</span>
      </h2>
      {everybody.length === 0 ? (
        <p class="quiet">Nobody has joined yet. {desk.state === 'draft' ? 'Open registration first.' : 'Share the invitation link.'}</p>
      ) : (
        <ul class="people">
          {everybody.map((person) => (
            <li>
              <b dir="auto">{person.name}</b>
              <span class="quiet">{person.email}</span>
              <span class="status">{status(person, desk.state)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function status({ confirmed, hasIdeas, looked }: ListedPerson, state: ExchangeState): string {
  if (state === 'matched' || state === 'completed') return looked ? 'has seen the match' : 'has not looked yet'
  if (!confirmed) return 'has not opened the link yet'
  return hasIdeas ? 'ready' : 'no gift ideas yet'
}
