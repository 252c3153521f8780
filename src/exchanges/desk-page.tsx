import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import { type Coming, ComingUp } from './coming-up.tsx'
import { Details } from './details.tsx'
import { type ExchangeState, exchangeStates } from './exchange-states.ts'
import { InvitationCard } from './invitation-card.tsx'
import { nextStepOf } from './next-step.ts'
import { StateBadge, WayOn } from './pages.tsx'
import type { Desk, ListedPerson } from './reads.ts'

/** One exchange: where it stands, the next step, the invitation, the facts, the newest people, and all that can be done with it. */
export function DeskPage({
  desk,
  newest,
  coming,
  invitation,
  problem,
  frame,
}: {
  desk: Desk
  newest: ListedPerson[]
  coming: Coming[]
  invitation: string
  problem?: string
  frame: Frame
}) {
  return (
    <Page title={desk.name} frame={frame} nav="admin" wide>
      <div class="heading" id="desk-heading">
        <DeskHeading desk={desk} />
      </div>
      <Life state={desk.state} />
      {problem && (
        <p class="message problem" role="alert">
          {problem}
        </p>
      )}
      <section class="card next" id="next-step">
        <NextStep desk={desk} />
      </section>
      <div class="columns">
        <div>
          {desk.state !== 'completed' && <InvitationCard desk={desk} invitation={invitation} />}
          <People desk={desk} newest={newest} />
        </div>
        <div>
          <Details desk={desk} />
          <section class="card" id="coming-up">
            <ComingUp events={coming} />
          </section>
          <Tools desk={desk} />
        </div>
      </div>
    </Page>
  )
}

/** The name and the state. */
export function DeskHeading({ desk }: { desk: Desk }) {
  return (
    <>
      <h1 dir="auto">{desk.name}</h1>
      <StateBadge state={desk.state} />
    </>
  )
}

const lifeInWords: Record<ExchangeState, string> = {
  draft: 'Draft',
  registration_open: 'Open',
  registration_closed: 'Closed',
  matched: 'Drawn',
  completed: 'Completed',
}

/** The whole life of an exchange, and where this one stands in it. */
function Life({ state }: { state: ExchangeState }) {
  const present = exchangeStates.indexOf(state)
  return (
    <ol class="life" aria-label="Where it stands">
      {exchangeStates.map((step, index) => (
        <li class={index < present ? 'past' : undefined} aria-current={index === present ? 'step' : undefined}>
          {lifeInWords[step]}
        </li>
      ))}
    </ol>
  )
}

/** What the admin does next. */
export function NextStep({ desk }: { desk: Desk }) {
  const { text, way, other } = nextStepOf(desk)
  return (
    <>
      <h2>Next step</h2>
      <p>{text}</p>
      {(way || other) && (
        <div class="actions">
          {way && <WayOn way={way} />}
          {other && <WayOn way={other} isSecondary />}
        </div>
      )}
    </>
  )
}

function People({ desk, newest }: { desk: Desk; newest: ListedPerson[] }) {
  return (
    <section class="card">
      <h2 id="people-heading">
        <PeopleHeading desk={desk} />
      </h2>
      {newest.length === 0 ? (
        <p class="quiet">Nobody has joined yet. {desk.state === 'draft' ? 'Open registration first.' : 'Share the invitation link.'}</p>
      ) : (
        <ul class="people">
          {newest.map((person) => (
            <li>
              <b dir="auto">{person.name}</b>
              <span class="quiet">{person.email}</span>
              <span class="status">{status(person, desk.state)}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={paths.people(desk.id)}>{wayToPeople(desk, newest.length)}</a>
      </p>
    </section>
  )
}

/** How many are in, and of how many. */
export function PeopleHeading({ desk: { joined, maxParticipants } }: { desk: Desk }) {
  return (
    <>
      People <span class="badge">{maxParticipants === null ? joined : `${joined} of ${maxParticipants}`}</span>
    </>
  )
}

function wayToPeople({ joined, state }: Desk, shown: number): string {
  if (joined > shown) return `See all ${joined}`
  if (state === 'registration_open' || state === 'registration_closed') return 'See, add and import people'
  return state === 'matched' ? 'See and add people' : 'See everybody'
}

function status({ confirmed, hasIdeas, looked }: ListedPerson, state: ExchangeState): string {
  if (state === 'matched' || state === 'completed') return looked ? 'has seen the match' : 'has not looked yet'
  if (!confirmed) return 'has not opened the link yet'
  return hasIdeas ? 'ready' : 'no gift ideas yet'
}

function Tools({ desk: { id, state } }: { desk: Desk }) {
  return (
    <nav class="card" aria-labelledby="tools">
      <h2 id="tools">More</h2>
      <ul class="tools">
        <Tool href={paths.rules(id)} label="Rules for the draw">
          Couples, households, last year’s pairs.
        </Tool>
        <Tool href={paths.message(id)} label="Write to everybody">
          One e-mail to all who are in.
        </Tool>
        <Tool href={paths.notifications(id)} label="Notifications and reminders">
          What you are told, and when people are reminded.
        </Tool>
        {(state === 'matched' || state === 'completed') && (
          <Tool href={paths.draw(id)} label="About the draw">
            How the names were drawn, and what can still change.
          </Tool>
        )}
        {state === 'matched' && (
          <Tool href={paths.undoDraw(id)} label="Undo the draw">
            Everybody is told that there will be a new one.
          </Tool>
        )}
        <Tool href={paths.deleteExchange(id)} label="Delete the exchange">
          A page asks before anything is lost.
        </Tool>
      </ul>
    </nav>
  )
}

function Tool({ href, label, children }: { href: string; label: string; children: Child }) {
  return (
    <li>
      <a href={href}>{label}</a> <span class="quiet">{children}</span>
    </li>
  )
}
