import { inEnglish } from '../language/english.ts'
import type { StandingPerson } from '../participants/standing.ts'
import { statusInWords } from '../participants/status.ts'
import type { OwnParticipant } from '../participants/take-part.ts'
import { paths } from '../paths.ts'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Card, CardTitle, Fold } from '../ui/card.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { ComingUp, comingUpTitle, type Outlook } from './coming-up.tsx'
import { Details } from './details.tsx'
import { type ExchangeState, exchangeStates } from './exchange-states.ts'
import { InvitationCard } from './invitation-card.tsx'
import { NextStepCard } from './next-step-card.tsx'
import { OwnParticipation } from './own-participation.tsx'
import { StateBadge } from './pages.tsx'
import type { Desk } from './reads.ts'

type DeskProperties = {
  desk: Desk
  newest: StandingPerson[]
  own: OwnParticipant | undefined
  coming: Outlook
  invitation: string
  problem?: string | undefined
  /** The form to take part. */
  form: Refused
  frame: Frame
}

/** The desk of one exchange: where it stands, the next step, the newest people, the invitation, the facts, and the way to all its parts. */
export function DeskPage({ desk, newest, own, coming, invitation, problem, form, frame }: DeskProperties) {
  return (
    <Page title={desk.name} frame={frame} nav="admin" wide>
      <div id="desk-heading">
        <DeskHeading desk={desk} />
      </div>
      <PartsNav id={desk.id} here="overview" />
      <Life state={desk.state} />
      {problem && <Message kind="problem">{problem}</Message>}
      <NextStepCard desk={desk} />
      <div class="columns">
        <div>
          <People desk={desk} newest={newest} own={own} form={form} />
          {desk.state !== 'completed' && <InvitationCard desk={desk} invitation={invitation} />}
        </div>
        <div>
          <Details desk={desk} />
          <Fold title={comingUpTitle} unfolds>
            <div id="coming-up">
              <ComingUp outlook={coming} />
            </div>
          </Fold>
        </div>
      </div>
      <Ends desk={desk} />
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

function People({ desk, newest, own, form }: Pick<DeskProperties, 'desk' | 'newest' | 'own' | 'form'>) {
  return (
    <Card>
      <div class="beside-title">
        <div id="people-heading">
          <PeopleHeading desk={desk} />
        </div>
        {newest.length > 1 && <p class="quiet">Newest first</p>}
      </div>
      {newest.length === 0 ? (
        <p class="quiet">No one has joined yet. {desk.state === 'draft' ? 'Open registration first.' : 'Share the invitation.'}</p>
      ) : (
        <ul class="newest">
          {newest.map((person) => (
            <li>
              <b dir="auto">{person.name}</b>
              <p>
                <StatusMark status={statusInWords(person, desk, inEnglish)} /> <span>{person.email}</span>
              </p>
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
      <OwnParticipation desk={desk} own={own} form={form} />
    </Card>
  )
}

/** How many are in, and of how many. */
export function PeopleHeading({ desk: { joined, maxParticipants } }: { desk: Desk }) {
  return <CardTitle title="People" count={maxParticipants === null ? joined : `${joined} of ${maxParticipants}`} />
}

function wayToPeople({ joined, state }: Desk, shown: number): string {
  if (joined > shown) return `See all ${joined}`
  return state === 'draft' || state === 'completed' ? 'See everyone' : 'See and add people'
}

/** What can't be taken back stands at the end, apart from all else, and leads to a page that asks first. */
function Ends({ desk: { id, state } }: { desk: Desk }) {
  return (
    <p class="ends">
      {state === 'matched' && <a href={paths.undoDraw(id)}>Undo the draw</a>}
      <a href={paths.deleteExchange(id)}>Delete the exchange</a>
    </p>
  )
}
