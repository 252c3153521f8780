import { constant } from '#jsx/jsx-runtime'
import { fewestParticipants } from '../exchanges/exchange.ts'
import { statesBeforeDraw } from '../exchanges/exchange-states.ts'
import { statesOfGiftIdeas } from '../exchanges/permissions.ts'
import { paths } from '../paths.ts'
import { remembering } from '../remembering.ts'
import { Gift } from '../ui/art.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { dateInWords, midnightAfter, zoneInWords } from '../ui/dates.ts'
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
      <NextStep dashboard={dashboard} names={names} />
      <Facts>
        <Fact term="Gift day">
          {dateInWords(dashboard.exchangeDate)}
          {dashboard.state !== 'completed' && (
            <a class="beside" href={paths.calendar(dashboard.exchangeId)}>
              Add to my calendar
            </a>
          )}
        </Fact>
        {dashboard.budget && <Fact term="Budget">{dashboard.budget}</Fact>}
        {dashboard.description && (
          <Fact term="From your organiser">
            <UserText text={dashboard.description} />
          </Fact>
        )}
      </Facts>
      <MyGiftIdeas dashboard={dashboard} />
      <MySelf dashboard={dashboard} />
      <Card title="Who is in" count={names.length}>
        <NameList names={names} />
      </Card>
    </Page>
  )
}

/** Everyone in an exchange sees the same names, which `readNames` gives as one list. */
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
      <p>
        {whatComesNext(dashboard)}
        {dashboard.state === 'registration_open' &&
          names.length < fewestParticipants &&
          ' There are too few people for a draw so far, so pass the invitation on.'}
      </p>
      {canWish(dashboard) && (
        <ul class="checks">
          <GiftIdeasCheck giftIdeas={dashboard.giftIdeas} />
          <NameCheck dashboard={dashboard} names={names} />
        </ul>
      )}
    </Card>
  )
}

/** In a state in which nothing is drawn. Only the organiser takes part before registration opens. */
function whatComesNext({ state, registrationCloseDate, timezone }: Dashboard): string {
  const until = `until ${midnightAfter(registrationCloseDate)} (${zoneInWords(timezone)})`
  if (state === 'draft') return `You’re in! Registration hasn’t opened yet. Once it has, people can join ${until}.`
  if (state === 'registration_open') return `You’re in! People can join ${until}. Then the names are drawn, and we’ll e-mail you to look here.`
  return 'Registration is closed. The names will be drawn soon, and we’ll e-mail you to look here.'
}

function canWish({ state }: Dashboard): boolean {
  return statesOfGiftIdeas.includes(state)
}

function GiftIdeasCheck({ giftIdeas }: { giftIdeas: string }) {
  if (giftIdeas) return <li>You’ve written down gift ideas.</li>
  return (
    <li class="attention">
      <a href={paths.giftIdeas()}>Write down a few gift ideas</a>, so your giver knows what you like.
    </li>
  )
}

/** Whoever shares a name with someone else can make sure that givers know which of them is meant; no one else can, unseen. */
function NameCheck({ dashboard: { name, state }, names }: { dashboard: Dashboard; names: readonly string[] }) {
  if (countOf(name, names) < 2) return null
  return (
    <li class="attention">
      There’s another <Name>{name}</Name> in this exchange.{' '}
      {state === 'matched' ? (
        <>
          <a href={paths.giftIdeas()}>Say in your gift ideas</a> which one you are,
        </>
      ) : (
        <>
          <a href={paths.profile()}>Add something to your name</a>, like the first letter of your surname,
        </>
      )}{' '}
      so your giver knows it’s you.
    </li>
  )
}

function MatchReady({ dashboard, names }: { dashboard: Dashboard; names: readonly string[] }) {
  return (
    <Card tone="festive">
      <Gift size={96} />
      <h2>The names are drawn</h2>
      {dashboard.revealed === 0 && <p>Make sure no one is looking over your shoulder.</p>}
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
  if (lookedAgain) return <li>You’ve looked up your match.</li>
  if (!looked && matchInEmail) return null
  if (!looked) return <li class="attention">You haven’t looked up your match yet.</li>
  return <li class="attention">The draw has changed since you looked, so your match may be someone else. Please look again.</li>
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
      <p>Thank you for taking part. We hope you made someone happy, and someone made you happy.</p>
      {dashboard.revealed !== null && <Match dashboard={dashboard} />}
    </Card>
  )
}

function MyGiftIdeas({ dashboard }: { dashboard: Dashboard }) {
  const { giftIdeas } = dashboard
  return (
    <Card id="gift-ideas" title="My gift ideas">
      {giftIdeas ? <UserText text={giftIdeas} /> : <p class="quiet">Nothing yet. {canWish(dashboard) && 'A few ideas make it much easier for your giver.'}</p>}
      {canWish(dashboard) && (
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
  if (reminderEnabled === 0) return 'You’ll get no reminders.'
  if (state === 'completed') return 'Reminders are on.'
  return hasReminders ? 'We’ll remind you by e-mail before gift day.' : 'Your organiser isn’t sending reminders.'
}

function MySelf({ dashboard }: { dashboard: Dashboard }) {
  const isOn = dashboard.reminderEnabled === 1
  return (
    <Card title="About me">
      <p>
        You’re in as{' '}
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
