import { paths } from '../paths.ts'
import { Gift } from '../ui/art.tsx'
import { dateInWords, zoneInWords } from '../ui/dates.ts'
import { Page } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Dashboard } from './reads.ts'

/** All that a participant needs to know at a glance: what, when, how much, who is in, and what comes next. */
export function DashboardPage({ dashboard, names, frame }: { dashboard: Dashboard; names: string[]; frame: Frame }) {
  return (
    <Page title={dashboard.exchangeName} frame={frame} nav="participant">
      <header class="hero">
        <p class="eyebrow" dir="auto">
          Hello {dashboard.name}
        </p>
        <h1 dir="auto">{dashboard.exchangeName}</h1>
        {dashboard.description && <UserText text={dashboard.description} />}
      </header>
      <NextStep dashboard={dashboard} count={names.length} />
      <dl class="facts">
        <div>
          <dt>Gifts are exchanged</dt>
          <dd>{dateInWords(dashboard.exchangeDate)}</dd>
        </div>
        {dashboard.budget && (
          <div>
            <dt>Budget</dt>
            <dd dir="auto">{dashboard.budget}</dd>
          </div>
        )}
      </dl>
      <MyGiftIdeas giftIdeas={dashboard.giftIdeas} isOver={dashboard.state === 'completed'} />
      <MySelf dashboard={dashboard} />
      <section class="card">
        <h2>
          Who is in <span class="badge">{names.length}</span>
        </h2>
        <ul class="names">
          {names.map((name) => (
            <li dir="auto">{name}</li>
          ))}
        </ul>
      </section>
    </Page>
  )
}

function NextStep({ dashboard, count }: { dashboard: Dashboard; count: number }) {
  if (dashboard.revealed !== null) return <MatchReady isRevealed={dashboard.revealed === 1} />
  return (
    <section class="card next">
      <h2>What comes next</h2>
      {dashboard.state === 'registration_open' ? (
        <p>
          You are in! People can join until the end of {dateInWords(dashboard.registrationCloseDate)} ({zoneInWords(dashboard.timezone)}). Then the names are
          drawn, and an e-mail tells you to look here.
          {count < 3 && ' So far there are too few people for a draw, so do pass the invitation on.'}
        </p>
      ) : (
        <p>Registration is closed. The names are drawn soon, and an e-mail tells you to look here.</p>
      )}
    </section>
  )
}

function MatchReady({ isRevealed }: { isRevealed: boolean }) {
  return (
    <section class="card next festive">
      <Gift size={64} />
      <h2>The names are drawn</h2>
      {isRevealed ? (
        <p>
          <a class="button" href={paths.match()}>
            Show my match
          </a>
        </p>
      ) : (
        <form method="post" action={paths.match()}>
          <p>Make sure that nobody looks over your shoulder.</p>
          <button class="button">Reveal my match</button>
        </form>
      )}
    </section>
  )
}

function MyGiftIdeas({ giftIdeas, isOver }: { giftIdeas: string; isOver: boolean }) {
  return (
    <section class="card" id="gift-ideas">
      <h2>My gift ideas</h2>
      {giftIdeas ? <UserText text={giftIdeas} /> : <p class="quiet">Nothing yet. A few ideas make it much easier for whoever gives to you.</p>}
      {!isOver && (
        <p>
          <a class="button secondary" href={paths.giftIdeas()}>
            {giftIdeas ? 'Edit gift ideas' : 'Write gift ideas'}
          </a>
        </p>
      )}
    </section>
  )
}

function MySelf({ dashboard }: { dashboard: Dashboard }) {
  const isOn = dashboard.reminderEnabled === 1
  return (
    <section class="card">
      <h2>About me</h2>
      <p>
        You are in as <b dir="auto">{dashboard.name}</b>, {dashboard.email}. {isOn ? 'We remind you by e-mail before the day.' : 'You get no reminders.'}
      </p>
      <div class="actions">
        {(dashboard.state === 'registration_open' || dashboard.state === 'registration_closed') && (
          <a class="button secondary" href={paths.profile()}>
            Edit my profile
          </a>
        )}
        <form method="post" action={paths.preferences()}>
          {!isOn && <input type="hidden" name="reminder_enabled" value="on" />}
          <button class="button secondary">{isOn ? 'Turn reminders off' : 'Turn reminders on'}</button>
        </form>
        {dashboard.state === 'registration_open' && (
          <a class="button secondary" href={paths.withdraw()}>
            Leave the exchange
          </a>
        )}
      </div>
    </section>
  )
}
