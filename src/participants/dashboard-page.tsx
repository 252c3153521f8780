import { fewestParticipants } from '../exchanges/exchange.ts'
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
          <dd>
            {dateInWords(dashboard.exchangeDate)}
            {dashboard.state !== 'completed' && (
              <a class="beside" href={paths.calendar(dashboard.exchangeId)}>
                Add to my calendar
              </a>
            )}
          </dd>
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
  if (dashboard.state === 'completed') return <Over dashboard={dashboard} />
  if (dashboard.revealed !== null) return <MatchReady dashboard={dashboard} />
  return (
    <section class="card next">
      <h2>What comes next</h2>
      {dashboard.state === 'registration_open' ? (
        <p>
          You are in! People can join until the end of {dateInWords(dashboard.registrationCloseDate)} ({zoneInWords(dashboard.timezone)}). Then the names are
          drawn, and an e-mail tells you to look here.
          {count < fewestParticipants && ' So far there are too few people for a draw, so do pass the invitation on.'}
        </p>
      ) : (
        <p>Registration is closed. The names are drawn soon, and an e-mail tells you to look here.</p>
      )}
      <ul class="checks">
        <GiftIdeasCheck giftIdeas={dashboard.giftIdeas} />
      </ul>
    </section>
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

function MatchReady({ dashboard }: { dashboard: Dashboard }) {
  return (
    <section class="card next festive">
      <Gift size={64} />
      <h2>The names are drawn</h2>
      {dashboard.revealed === 0 && <p>Make sure that nobody looks over your shoulder.</p>}
      <Match dashboard={dashboard} />
      <ul class="checks">
        <LookedCheck dashboard={dashboard} />
        <GiftIdeasCheck giftIdeas={dashboard.giftIdeas} />
        <li class="ahead">Bring your gift on {dateInWords(dashboard.exchangeDate)}.</li>
      </ul>
    </section>
  )
}

function LookedCheck({ dashboard: { looked, lookedAgain } }: { dashboard: Dashboard }) {
  if (lookedAgain) return <li>You have looked up your match.</li>
  if (!looked) return <li class="attention">You have not looked up your match yet.</li>
  return <li class="attention">The draw was mended since you looked, and your match may be another one. Please look again.</li>
}

function Match({ dashboard: { revealed } }: { dashboard: Dashboard }) {
  if (revealed === 1) {
    return (
      <p>
        <a class="button" href={paths.match()}>
          Show my match
        </a>
      </p>
    )
  }
  return (
    <form method="post" action={paths.match()}>
      <button class="button">Reveal my match</button>
    </form>
  )
}

function Over({ dashboard }: { dashboard: Dashboard }) {
  return (
    <section class="card next festive">
      <Gift size={64} />
      <h2>That was it!</h2>
      <p>Thank you for taking part. We hope that you made somebody happy, and that somebody made you happy.</p>
      {dashboard.revealed !== null && <Match dashboard={dashboard} />}
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
