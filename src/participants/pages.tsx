import type { Child } from '#jsx/jsx-runtime'
import { whyNobodyLeaves } from '../exchanges/exchange.ts'
import { paths } from '../paths.ts'
import { Input, Problems } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { GiftIdeasField } from './gift-ideas.tsx'
import type { Dashboard } from './reads.ts'

/** The page around the form for gift ideas. */
export function GiftIdeasPage({ frame, children }: { frame: Frame; children: Child }) {
  return (
    <Page title="My gift ideas" frame={frame} nav="participant">
      <h1>My gift ideas</h1>
      <p class="lead">Only the person who draws you sees them, and always in their latest form.</p>
      {children}
    </Page>
  )
}

/** The form for gift ideas. */
export function GiftIdeasPart({ form }: { form: Refused }) {
  return (
    <form
      id="gift-ideas-form"
      class="card"
      method="post"
      action={paths.giftIdeas()}
      novalidate
      hx-post={paths.giftIdeas()}
      hx-swap="outerHTML"
      hx-disable="find button"
    >
      <Problems form={form} />
      <GiftIdeasField form={form} />
      <button class="button">Save</button>
      <a class="button secondary" href={paths.dashboard()}>
        Cancel
      </a>
    </form>
  )
}

/** The page around the form for name and gift ideas. */
export function ProfilePage({ frame, children }: { frame: Frame; children: Child }) {
  return (
    <Page title="My profile" frame={frame} nav="participant">
      <h1>My profile</h1>
      {children}
    </Page>
  )
}

/** The form for name and gift ideas. Once the names are drawn, givers know people by their names. */
export function ProfilePart({ form, isNameFixed }: { form: Refused; isNameFixed: boolean }) {
  return (
    <form
      id="profile-form"
      class="card"
      method="post"
      action={paths.profile()}
      novalidate
      hx-post={paths.profile()}
      hx-swap="outerHTML"
      hx-disable="find button"
    >
      <Problems form={form} />
      <Input form={form} name="name" label="Your name" hint={nameHint(isNameFixed)} autocomplete="name" readonly={isNameFixed} />
      <GiftIdeasField form={form} />
      <button class="button">Save</button>
      <a class="button secondary" href={paths.dashboard()}>
        Cancel
      </a>
    </form>
  )
}

function nameHint(isFixed: boolean): string {
  return isFixed ? 'The names are drawn, so it stays as it is.' : 'As the others know you.'
}

/** What leaving means, and the button that does it. */
export function WithdrawPage({ dashboard, frame }: { dashboard: Dashboard; frame: Frame }) {
  const refusal = whyNobodyLeaves({ name: dashboard.exchangeName, state: dashboard.state })
  return (
    <Page title={`Leave ${dashboard.exchangeName}`} frame={frame} nav="participant">
      <h1>
        Leave <span dir="auto">{dashboard.exchangeName}</span>?
      </h1>
      {refusal ? (
        <>
          <p class="message problem" role="alert">
            {refusal}
          </p>
          <a class="button secondary" href={paths.dashboard()}>
            Back to my exchange
          </a>
        </>
      ) : (
        <form method="post" action={paths.withdraw()} class="card">
          <ul>
            <li>You will not be part of the draw.</li>
            <li>You are signed out, and your links stop working.</li>
            <li>An e-mail to {dashboard.email} confirms it, and is the last one.</li>
            <li>You can join again for as long as registration is open.</li>
          </ul>
          <button class="button">Leave the exchange</button>
          <a class="button secondary" href={paths.dashboard()}>
            Stay in
          </a>
        </form>
      )}
    </Page>
  )
}

/** Asks before reminders end, and says so when they have: mail programs open links by themselves. */
export function UnsubscribePage({ exchangeName, isDone, frame }: { exchangeName: string; isDone: boolean; frame: Frame }) {
  return (
    <Page title="Reminders" frame={frame}>
      <h1>{isDone ? 'No more reminders' : 'Stop the reminders?'}</h1>
      {isDone ? (
        <p class="lead">
          You will get no more reminders of <b dir="auto">{exchangeName}</b>. You can turn them on again on your dashboard.
        </p>
      ) : (
        // No action: the form goes to the address that it was opened from.
        <form method="post" class="card">
          <p>
            You will still get the news of <b dir="auto">{exchangeName}</b>, like the draw, but no reminders before the day.
          </p>
          <button class="button">Stop the reminders</button>
        </form>
      )}
    </Page>
  )
}
