import type { Printer } from '../language/printer.ts'
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
import { ComingUp, type Outlook } from './coming-up.tsx'
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
  /** How many have their gift ready, of how many; undefined where that is not told. */
  gifts: { ready: number; givers: number } | undefined
  coming: Outlook
  invitation: string
  problem?: string | undefined
  /** The form to take part. */
  form: Refused
  frame: Frame
}

/** The desk of one exchange: where it stands, the next step, the newest people, the invitation, the facts, and the way to all its parts. */
export function DeskPage({ desk, newest, own, gifts, coming, invitation, problem, form, frame }: DeskProperties) {
  const { t } = frame
  return (
    <Page title={desk.name} frame={frame} nav="admin" wide>
      <div id="desk-heading">
        <DeskHeading desk={desk} t={t} />
      </div>
      <PartsNav id={desk.id} here="overview" t={t} />
      <Life state={desk.state} t={t} />
      {problem && <Message kind="problem">{problem}</Message>}
      {desk.hasReports && (
        <Message kind="notice">{t.rich('exchanges.desk.reports', { link: (words) => <a href={paths.reports(desk.id)}>{words}</a> })}</Message>
      )}
      <NextStepCard desk={desk} t={t} />
      <div class="columns">
        <div>
          <People desk={desk} newest={newest} own={own} gifts={gifts} form={form} t={t} />
          {desk.state !== 'completed' && <InvitationCard desk={desk} invitation={invitation} t={t} />}
        </div>
        <div>
          <Details desk={desk} t={t} />
          <Fold title={t('exchanges.comingUp.title')} unfolds>
            <div id="coming-up">
              <ComingUp outlook={coming} t={t} />
            </div>
          </Fold>
        </div>
      </div>
      <Ends desk={desk} t={t} />
    </Page>
  )
}

/** The name and the state. */
export function DeskHeading({ desk, t }: { desk: Desk; t: Printer }) {
  return (
    <Heading title={<Name>{desk.name}</Name>}>
      <StateBadge state={desk.state} t={t} />
    </Heading>
  )
}

/** The whole life of an exchange, and where this one stands in it. */
function Life({ state, t }: { state: ExchangeState; t: Printer }) {
  const present = exchangeStates.indexOf(state)
  return (
    <ol class="life" aria-label={t('exchanges.life')}>
      {exchangeStates.map((step, index) => (
        <li class={index < present ? 'past' : undefined} aria-current={index === present ? 'step' : undefined}>
          <span>{t(`exchanges.life.${step}`)}</span>
        </li>
      ))}
    </ol>
  )
}

function People({ desk, newest, own, gifts, form, t }: Pick<DeskProperties, 'desk' | 'newest' | 'own' | 'gifts' | 'form'> & { t: Printer }) {
  return (
    <Card>
      <div class="beside-title">
        <div id="people-heading">
          <PeopleHeading desk={desk} t={t} />
        </div>
        {newest.length > 1 && <p class="quiet">{t('exchanges.desk.newestFirst')}</p>}
      </div>
      {newest.length === 0 ? (
        <p class="quiet">{t(desk.state === 'draft' ? 'exchanges.desk.nobodyYet' : 'exchanges.desk.nobody')}</p>
      ) : (
        <ul class="newest">
          {newest.map((person) => (
            <li>
              <b dir="auto">{person.name}</b>
              <p>
                <StatusMark status={statusInWords(person, desk, t)} /> <span dir="ltr">{person.email}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
      {gifts && <p>{t('exchanges.desk.giftsReady', gifts)}</p>}
      {(desk.state !== 'draft' || newest.length > 0) && (
        <Actions>
          <LinkButton path={paths.people(desk.id)} tone="secondary">
            {wayToPeople(desk, newest.length, t)}
          </LinkButton>
        </Actions>
      )}
      <OwnParticipation desk={desk} own={own} form={form} t={t} />
    </Card>
  )
}

/** How many are in, and of how many. */
export function PeopleHeading({ desk: { joined, maxParticipants: places }, t }: { desk: Desk; t: Printer }) {
  return <CardTitle title={t('exchanges.desk.people')} count={places === null ? t.number(joined) : t('exchanges.desk.places', { joined, places })} />
}

function wayToPeople({ joined, state }: Desk, shown: number, t: Printer): string {
  if (joined > shown) return t('exchanges.desk.seeAll', { joined })
  return t(state === 'draft' || state === 'completed' ? 'exchanges.desk.seeEveryone' : 'exchanges.desk.seeAndAdd')
}

/** What can't be taken back stands at the end, apart from all else, and leads to a page that asks first. */
function Ends({ desk: { id, state }, t }: { desk: Desk; t: Printer }) {
  return (
    <p class="ends">
      {state === 'matched' && <a href={paths.undoDraw(id)}>{t('exchanges.desk.undoDraw')}</a>}
      <a href={paths.deleteExchange(id)}>{t('exchanges.delete.link')}</a>
    </p>
  )
}
