import type { Child } from '#jsx/jsx-runtime'
import type { OwnRecord } from '../participants/take-part.ts'
import { paths } from '../paths.ts'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Card, CardTitle } from '../ui/card.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { ComingUp, type Outlook } from './coming-up.tsx'
import { Details } from './details.tsx'
import { type ExchangeState, exchangeStates } from './exchange-states.ts'
import { InvitationCard } from './invitation-card.tsx'
import { nextStepOf } from './next-step.ts'
import { OwnPart } from './own-part.tsx'
import { StateBadge, WayOn } from './pages.tsx'
import type { Desk, ListedPerson } from './reads.ts'

/** One exchange: where it stands, the next step, the invitation, the facts, the newest people, and all that can be done with it. */
export function DeskPage({
  desk,
  newest,
  own,
  coming,
  invitation,
  problem,
  form,
  frame,
}: {
  desk: Desk
  newest: ListedPerson[]
  own: OwnRecord | undefined
  coming: Outlook
  invitation: string
  problem?: string | undefined
  form: Refused
  frame: Frame
}) {
  return (
    <Page title={desk.name} frame={frame} nav="admin" wide>
      <div id="desk-heading">
        <DeskHeading desk={desk} />
      </div>
      <Life state={desk.state} />
      {problem && <Message kind="problem">{problem}</Message>}
      <Card id="next-step" tone="next">
        <NextStep desk={desk} />
      </Card>
      <div class="columns">
        <div>
          {desk.state !== 'completed' && <InvitationCard desk={desk} invitation={invitation} />}
          <People desk={desk} newest={newest} own={own} form={form} />
        </div>
        <div>
          <Details desk={desk} />
          <Card id="coming-up">
            <ComingUp outlook={coming} />
          </Card>
        </div>
      </div>
      <Tools desk={desk} />
    </Page>
  )
}

/** The name and the state. */
export function DeskHeading({ desk }: { desk: Desk }) {
  return (
    <Heading title={<Name>{desk.name}</Name>}>
      <StateBadge state={desk.state} />
    </Heading>
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
          <span>{lifeInWords[step]}</span>
        </li>
      ))}
    </ol>
  )
}

/** What the admin does next. */
export function NextStep({ desk }: { desk: Desk }) {
  const { text, way, other, also } = nextStepOf(desk)
  return (
    <>
      <CardTitle title={desk.state === 'completed' ? 'All done' : 'Next step'} />
      <p>{text}</p>
      {(way || other) && (
        <Actions>
          {way && <WayOn way={way} />}
          {other && <WayOn way={other} isSecondary />}
        </Actions>
      )}
      {also && (
        <p class="also">
          <a href={also.path}>{also.label}</a>
        </p>
      )}
      {desk.state === 'matched' && !way && <CompleteEarly desk={desk} />}
    </>
  )
}

/** Ending an exchange before its day is for good, so it is not done in passing. */
function CompleteEarly({ desk }: { desk: Desk }) {
  return (
    <details>
      <summary>Complete it early</summary>
      <p>
        For when the gifts have been exchanged already. There will be no more reminders, nothing can be changed any more, and 30 days from now everything about
        it is erased. That can’t be undone.
      </p>
      <WayOn way={{ label: 'Complete it now', path: paths.complete(desk.id), isDeed: true }} isSecondary />
    </details>
  )
}

function People({ desk, newest, own, form }: { desk: Desk; newest: ListedPerson[]; own: OwnRecord | undefined; form: Refused }) {
  return (
    <Card>
      <div id="people-heading">
        <PeopleHeading desk={desk} />
      </div>
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
      {(desk.state !== 'draft' || newest.length > 0) && (
        <Actions>
          <LinkButton path={paths.people(desk.id)} tone="secondary">
            {wayToPeople(desk, newest.length)}
          </LinkButton>
        </Actions>
      )}
      <OwnPart desk={desk} own={own} form={form} />
    </Card>
  )
}

/** How many are in, and of how many. */
export function PeopleHeading({ desk: { joined, maxParticipants } }: { desk: Desk }) {
  return <CardTitle title="People" count={maxParticipants === null ? joined : `${joined} of ${maxParticipants}`} />
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
    <nav aria-labelledby="tools">
      <h2 id="tools">What else you can do</h2>
      <ul class="tools">
        <Tool href={paths.rules(id)} label="Rules for the draw">
          {state === 'completed' ? 'Who was kept apart.' : 'Keep couples, households or last year’s pairs apart.'}
        </Tool>
        <Tool href={paths.message(id)} label="Write to everybody">
          One e-mail to all who are in.
        </Tool>
        <Tool href={paths.notifications(id)} label="Notifications and reminders">
          What you are told, and when people are reminded.
        </Tool>
        {(state === 'matched' || state === 'completed') && (
          <Tool href={paths.draw(id)} label="About the draw">
            How the names were drawn{state === 'matched' && ', and what can still change'}.
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
