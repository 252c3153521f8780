import { statesBeforeDraw } from '../exchanges/exchange-states.ts'
import { memoize } from '../memoize.ts'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { dateInWords } from '../ui/dates.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { Owner } from '../ui/form-owner.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import { canWish, NextStep } from './next-step-card.tsx'
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
const NameList = memoize(
  ({ names }: { names: readonly string[] }) => (
    <ul class="names">
      {names.map((name) => (
        <li dir="auto">{name}</li>
      ))}
    </ul>
  ),
  ({ names }) => names,
)

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
  if (!reminderEnabled) return 'You’ll get no reminders.'
  if (state === 'completed') return 'Reminders are on.'
  return hasReminders ? 'We’ll remind you by e-mail before gift day.' : 'Your organiser isn’t sending reminders.'
}

function MySelf({ dashboard }: { dashboard: Dashboard }) {
  const isOn = dashboard.reminderEnabled
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
