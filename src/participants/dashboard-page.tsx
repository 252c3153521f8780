import { constant } from '#jsx/jsx-runtime'
import { fewestParticipants } from '../exchanges/exchange.ts'
import { statesBeforeDraw } from '../exchanges/exchange-states.ts'
import { paths } from '../paths.ts'
import { remembering } from '../remembering.ts'
import { Gift } from '../ui/art.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { dateInWords, zoneInWords } from '../ui/dates.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import { countOf } from './namesakes.ts'
import { Owner } from './owner.tsx'
import type { Dashboard } from './reads.ts'

/** All that a participant needs to know at a glance: what, when, how much, who is in, and what comes next. */
export function DashboardPage({ dashboard, names, frame }: { dashboard: Dashboard; names: readonly string[]; frame: Frame }) {
  return (
    <Page title={dashboard.exchangeName} frame={frame} nav="participant">
      <Heading
        eyebrow={
          <>
            Hello <Name>{dashboard.name}</Name>
          </>
        }
        title={<Name>{dashboard.exchangeName}</Name>}
      />
      {dashboard.description && <UserText text={dashboard.description} />}
      <NextStep dashboard={dashboard} names={names} />
      <Facts>
        <Fact term="Gifts are exchanged">
          {dateInWords(dashboard.exchangeDate)}
          {dashboard.state !== 'completed' && (
            <a class="beside" href={paths.calendar(dashboard.exchangeId)}>
              Add to my calendar
            </a>
          )}
        </Fact>
        {dashboard.budget && <Fact term="Budget">{dashboard.budget}</Fact>}
      </Facts>
      <MyGiftIdeas giftIdeas={dashboard.giftIdeas} isOver={dashboard.state === 'completed'} />
      <MySelf dashboard={dashboard} />
      <Card title="Who is in" count={names.length}>
        <NameList names={names} />
      </Card>
    </Page>
  )
}

/** Everybody of an exchange sees the same names, which `readNames` gives as one list. */
const NameList = remembering(
  ({ names }: { names: readonly string[] }) =>
    constant(
      <ul class="names">
        {names.map((name) => (
          <li dir="auto">{name}</li>
        ))}
      </ul>,
    ),
  ({ names }) => names,
)

function NextStep({ dashboard, names }: { dashboard: Dashboard; names: readonly string[] }) {
  if (dashboard.state === 'completed') return <Over dashboard={dashboard} />
  if (dashboard.revealed !== null) return <MatchReady dashboard={dashboard} names={names} />
  return (
    <Card title="What comes next" tone="next">
      {dashboard.state === 'draft' && <p>You are in! Registration hasn’t opened yet.</p>}
      {dashboard.state === 'registration_open' && (
        <p>
          You are in! People can join until the end of {dateInWords(dashboard.registrationCloseDate)} ({zoneInWords(dashboard.timezone)}). Then the names are
          drawn, and an e-mail tells you to look here.
          {names.length < fewestParticipants && ' So far there are too few people for a draw, so do pass the invitation on.'}
        </p>
      )}
      {dashboard.state === 'registration_closed' && <p>Registration is closed. The names are drawn soon, and an e-mail tells you to look here.</p>}
      <ul class="checks">
        <GiftIdeasCheck giftIdeas={dashboard.giftIdeas} />
        <NameCheck dashboard={dashboard} names={names} />
      </ul>
    </Card>
  )
}

function GiftIdeasCheck({ giftIdeas }: { giftIdeas: string }) {
  if (giftIdeas) return <li>You have written down gift ideas.</li>
  return (
    <li class="attention">
      <a href={paths.giftIdeas()}>Write down a few gift ideas</a>, so that your giver knows what you like.
    </li>
  )
}

/** Whoever has the name of somebody else can make sure that givers know which of them is meant; nobody else can, unseen. */
function NameCheck({ dashboard: { name, state }, names }: { dashboard: Dashboard; names: readonly string[] }) {
  if (countOf(name, names) < 2) return null
  return (
    <li class="attention">
      There is another <Name>{name}</Name> in this exchange.{' '}
      {state === 'matched' ? (
        <>
          <a href={paths.giftIdeas()}>Say in your gift ideas</a> which one you are,
        </>
      ) : (
        <>
          <a href={paths.profile()}>Add something to your name</a>, like the first letter of your surname,
        </>
      )}{' '}
      so that your giver knows whom to give to.
    </li>
  )
}

function MatchReady({ dashboard, names }: { dashboard: Dashboard; names: readonly string[] }) {
  return (
    <Card tone="festive">
      <Gift size={96} />
      <h2>The names are drawn</h2>
      {dashboard.revealed === 0 && <p>Make sure that nobody looks over your shoulder.</p>}
      <Match dashboard={dashboard} />
      <ul class="checks">
        <LookedCheck dashboard={dashboard} />
        <GiftIdeasCheck giftIdeas={dashboard.giftIdeas} />
        <NameCheck dashboard={dashboard} names={names} />
        <li class="ahead">Bring your gift on {dateInWords(dashboard.exchangeDate)}.</li>
      </ul>
    </Card>
  )
}

function LookedCheck({ dashboard: { looked, lookedAgain, matchInEmail } }: { dashboard: Dashboard }) {
  if (lookedAgain) return <li>You have looked up your match.</li>
  if (!looked && matchInEmail) return null
  if (!looked) return <li class="attention">You have not looked up your match yet.</li>
  return <li class="attention">The draw was changed since you looked, and your match may be another one. Please look again.</li>
}

function Match({ dashboard: { id, revealed } }: { dashboard: Dashboard }) {
  if (revealed === 1) {
    return (
      <Actions>
        <LinkButton path={paths.match()}>Show my match</LinkButton>
      </Actions>
    )
  }
  return (
    <form method="post" action={paths.match()} class="actions">
      <Owner id={id} />
      <Button>Reveal my match</Button>
    </form>
  )
}

function Over({ dashboard }: { dashboard: Dashboard }) {
  return (
    <Card tone="festive">
      <Gift size={96} isOpen />
      <h2>That was it!</h2>
      <p>Thank you for taking part. We hope that you made somebody happy, and that somebody made you happy.</p>
      {dashboard.revealed !== null && <Match dashboard={dashboard} />}
    </Card>
  )
}

function MyGiftIdeas({ giftIdeas, isOver }: { giftIdeas: string; isOver: boolean }) {
  return (
    <Card id="gift-ideas" title="My gift ideas">
      {giftIdeas ? <UserText text={giftIdeas} /> : <p class="quiet">Nothing yet. A few ideas make it much easier for whoever gives to you.</p>}
      {!isOver && (
        <Actions>
          <LinkButton path={paths.giftIdeas()} tone="secondary">
            {giftIdeas ? 'Edit gift ideas' : 'Write gift ideas'}
          </LinkButton>
        </Actions>
      )}
    </Card>
  )
}

function remindersInWords({ reminderEnabled, hasReminders, state }: Dashboard): string {
  if (reminderEnabled === 0) return 'You get no reminders.'
  if (state === 'completed') return 'Reminders are on.'
  return hasReminders ? 'We remind you by e-mail before the day.' : 'Your organiser sends no reminders.'
}

function MySelf({ dashboard }: { dashboard: Dashboard }) {
  const isOn = dashboard.reminderEnabled === 1
  return (
    <Card title="About me">
      <p>
        You are in as{' '}
        <b>
          <Name>{dashboard.name}</Name>
        </b>
        , {dashboard.email}. {remindersInWords(dashboard)}
      </p>
      <Actions>
        {statesBeforeDraw.includes(dashboard.state) && (
          <LinkButton path={paths.profile()} tone="secondary">
            Edit my profile
          </LinkButton>
        )}
        <form method="post" action={paths.preferences()}>
          <Owner id={dashboard.id} />
          {!isOn && <input type="hidden" name="reminder_enabled" value="on" />}
          <Button tone="secondary">{isOn ? 'Turn reminders off' : 'Turn reminders on'}</Button>
        </form>
        {dashboard.state !== 'completed' && (
          <LinkButton path={paths.withdraw()} tone="secondary">
            Leave the exchange
          </LinkButton>
        )}
      </Actions>
    </Card>
  )
}
