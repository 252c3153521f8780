import { fewestParticipants } from '../exchanges/exchange.ts'
import { statesOfGiftIdeas } from '../exchanges/permissions.ts'
import { paths } from '../paths.ts'
import { Gift } from '../ui/art.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { dateInWords, midnightAfter, zoneInWords } from '../ui/dates.ts'
import { Name } from '../ui/heading.tsx'
import { Owner } from './form-owner.tsx'
import { countOf } from './namesakes.ts'
import type { Dashboard } from './reads.ts'

/** What comes next for somebody who takes part, which is the first thing on their page. */
export function NextStep({ dashboard, names }: { dashboard: Dashboard; names: readonly string[] }) {
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

/** Whether gift ideas can be written now. */
export function canWish({ state }: Dashboard): boolean {
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
