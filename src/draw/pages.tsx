import { fewestParticipants, stateNames } from '../exchanges/exchange.ts'
import { paths } from '../paths.ts'
import { Gift } from '../ui/art.tsx'
import { CurrentPassword } from '../ui/current-password.tsx'
import { Problems } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import type { Receiver } from './look.ts'
import type { PreFlight } from './reads.ts'

/** What the admin checks before the draw, and what it will do. */
export function PreFlightPage({ counts, form, needsPassword, frame }: { counts: PreFlight; form: Refused; needsPassword: boolean; frame: Frame }) {
  const isReady = counts.state === 'registration_closed' && counts.people >= fewestParticipants
  return (
    <Page title={`Draw names for ${counts.name}`} frame={frame} nav="admin">
      <p>
        <a href={paths.exchange(counts.id)}>
          ← <span dir="auto">{counts.name}</span>
        </a>
      </p>
      <h1>Draw names</h1>
      <Problems form={form} />
      {!isReady && !form.errors.form && <p class="message notice">{whyNot(counts)}</p>}
      <section class="card">
        <h2>Who takes part</h2>
        <ul class="checks">
          <li>{counts.people === 1 ? '1 person' : `${counts.people} people`}</li>
          {counts.people > 0 && (
            <>
              <li class={counts.unconfirmed > 0 ? 'attention' : undefined}>{confirmations(counts)}</li>
              <li class={counts.withoutIdeas > 0 ? 'attention' : undefined}>{giftIdeas(counts)}</li>
            </>
          )}
        </ul>
      </section>
      <section class="card">
        <h2>What the draw does</h2>
        <ul>
          <li>Everybody gives to one person and receives from one, in a single circle. Every such circle is equally likely.</li>
          <li>The matches are sealed. Nobody but the giver learns them, and that includes you.</li>
          <li>Everybody gets an e-mail at once{counts.matchInEmail ? ', with the match in it' : ' that the match is ready, without the match in it'}.</li>
        </ul>
        {isReady && (
          <form method="post" action={paths.draw(counts.id)} novalidate>
            <CurrentPassword form={form} isNeeded={needsPassword} />
            <button class="button">Draw names now</button>
          </form>
        )}
      </section>
    </Page>
  )
}

function whyNot({ state, people }: PreFlight): string {
  if (state !== 'registration_closed') return `The names can be drawn while registration is closed; this exchange is ${stateNames[state]}.`
  return `A draw needs at least ${fewestParticipants} people, and so far there ${people === 1 ? 'is 1' : `are ${people}`}.`
}

function confirmations({ unconfirmed }: PreFlight): string {
  if (unconfirmed === 0) return 'Everybody has confirmed the address'
  return unconfirmed === 1 ? '1 has not opened the confirmation link yet' : `${unconfirmed} have not opened the confirmation link yet`
}

function giftIdeas({ withoutIdeas }: PreFlight): string {
  if (withoutIdeas === 0) return 'Everybody has gift ideas'
  return withoutIdeas === 1 ? '1 has no gift ideas yet' : `${withoutIdeas} have no gift ideas yet`
}

/** The moment of truth: whom the giver gives to. */
export function MatchPage({ receiver, frame }: { receiver: Receiver; frame: Frame }) {
  return (
    <Page title="My match" frame={frame} nav="participant">
      <section class="card reveal">
        <Gift size={96} />
        <h1>
          <span class="eyebrow">You give to</span> <span dir="auto">{receiver.name}</span>
        </h1>
      </section>
      <section class="card">
        <h2>Gift ideas</h2>
        {receiver.giftIdeas ? <UserText text={receiver.giftIdeas} /> : <p class="quiet">Nothing yet. Look in again: you always see the newest ideas here.</p>}
      </section>
      <form method="post" action={paths.match()} class="actions">
        <input type="hidden" name="show" value="no" />
        <button class="button secondary">Hide again</button>
        <a class="button secondary" href={paths.dashboard()}>
          Back to my exchange
        </a>
      </form>
    </Page>
  )
}
