import { type Child, constant } from '#jsx/jsx-runtime'
import { GiftIdeasField } from '../participants/gift-ideas.tsx'
import { paths } from '../paths.ts'
import { remembering } from '../remembering.ts'
import { Letter } from '../ui/art.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { dateInWords, zoneInWords } from '../ui/dates.ts'
import { EmailField } from '../ui/email-field.tsx'
import { Empty } from '../ui/empty.tsx'
import { Fact, Facts } from '../ui/facts.tsx'
import { Checkbox, Input, Problems } from '../ui/field.tsx'
import { swapped } from '../ui/form.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page, type Preview } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import { blank, type Refused } from '../web/form.ts'
import { AccessForm } from './access-form.tsx'
import { type Invitation, isFull } from './reads.ts'

/** What an invited person sees: the exchange, and the form to join it or why one can't. */
export function InvitationPage({ invitation, frame, children }: { invitation: Invitation; frame: Frame; children: Child }) {
  return (
    <Page title={`Join ${invitation.name}`} frame={frame} preview={previewOf(invitation)}>
      <div class="tag">
        <Heading eyebrow={invitation.isOpen ? 'You are invited to a Secret Santa' : 'A Secret Santa'} title={<Name>{invitation.name}</Name>} />
        {invitation.description && <UserText text={invitation.description} />}
        <InvitationFacts invitation={invitation} />
      </div>
      {children}
    </Page>
  )
}

/** What a messenger shows of the link: what the sender knows anyway, and nobody's name. */
function previewOf({ name, exchangeDate, url, picture }: Invitation): Preview {
  return { title: name, description: `You are invited to a Secret Santa. Gifts are exchanged on ${dateInWords(exchangeDate)}.`, url, picture }
}

function InvitationFacts({ invitation }: { invitation: Invitation }) {
  return (
    <Facts>
      <Fact term="Gifts are exchanged">{dateInWords(invitation.exchangeDate)}</Fact>
      {invitation.budget && <Fact term="Budget">{invitation.budget}</Fact>}
      <Fact term="Joined so far">{joinedInWords(invitation)}</Fact>
      {invitation.isOpen && (
        <Fact term="Join until">
          the end of {dateInWords(invitation.registrationCloseDate)} <span class="quiet">({zoneInWords(invitation.timezone)})</span>
        </Fact>
      )}
    </Facts>
  )
}

function joinedInWords({ joined, maxParticipants }: Invitation): string {
  if (maxParticipants !== null) return `${joined} of ${maxParticipants}`
  if (joined === 0) return 'nobody yet – be the first'
  return joined === 1 ? '1 person' : `${joined} people`
}

/** The fragment below the facts: the form while one can join, else why not. */
export function JoinPart({ invitation, form }: { invitation: Invitation; form: Refused }) {
  const isClosed = !invitation.isOpen || isFull(invitation)
  const reason = invitation.isOpen ? 'This exchange is full.' : 'Registration is closed, so nobody can join any more.'
  // Whoever was a moment too late keeps what was typed: a place may come free.
  const isTooLate = isClosed && form.typed.name !== undefined
  if (isClosed && !isTooLate) return <NotOpen invitation={invitation} reason={reason} />
  return (
    <div id="join">
      {isTooLate && <NotOpen invitation={invitation} reason={reason} />}
      {form === untouched ? <UntouchedForm slug={invitation.slug} /> : <RegistrationForm slug={invitation.slug} form={form} />}
    </div>
  )
}

function NotOpen({ invitation, reason }: { invitation: Invitation; reason: string }) {
  return (
    <Card title={reason}>
      <p>If you have joined before, we can send a link to your e-mail address that signs you in.</p>
      <Actions>
        <LinkButton path={paths.requestAccess(invitation.slug)}>I am already in</LinkButton>
      </Actions>
    </Card>
  )
}

/** The form as everybody gets it first. */
export const untouched = blank({ reminder_enabled: 'on' })
const UntouchedForm = remembering(({ slug }: { slug: string }) => constant(<RegistrationForm slug={slug} form={untouched} />))

function RegistrationForm({ slug, form }: { slug: string; form: Refused }) {
  const action = paths.register(slug)
  return (
    <Card title="Join in under a minute">
      <p class="quiet">
        No password, no account: we send a link to your e-mail address. <a href={paths.requestAccess(slug)}>I am already in</a>
      </p>
      <form method="post" action={action} novalidate {...swapped(action, '#join')}>
        <Problems form={form} />
        <Input form={form} name="name" label="Your name" hint="As the others know you." autocomplete="name" />
        <EmailField form={form} label="E-mail address" autocomplete="email" />
        <GiftIdeasField form={form} />
        <Checkbox form={form} name="reminder_enabled" label="Remind me by e-mail before the day" />
        <Actions>
          <Button>Join the exchange</Button>
        </Actions>
      </form>
    </Card>
  )
}

/** The friendly notice to somebody who registers a second time, and below it the form as it was typed. */
export function AlreadyJoined({ invitation, form, email }: { invitation: Invitation; form: Refused; email: string }) {
  return (
    <div id="join">
      <Card title="You are already registered" tone="next" isAlert>
        <p>
          Somebody with the address <b class="address">{email}</b> has joined this exchange, so nothing was changed. If that is you, let us send a link that
          signs you in. If the address is mistyped, correct it below.
        </p>
        <form method="post" action={paths.requestAccess(invitation.slug)}>
          <input type="hidden" name="email" value={email} />
          <Actions>
            <Button>E-mail me a fresh link</Button>
          </Actions>
        </form>
      </Card>
      <RegistrationForm slug={invitation.slug} form={form} />
    </div>
  )
}

/** A link that is known but whose exchange has not opened yet. */
export function NotOpenYetPage({ frame }: { frame: Frame }) {
  return (
    <Page title="Not open yet" frame={frame}>
      <Empty
        picture={<Letter size={140} />}
        title="Not open yet"
        lead="Registration for this exchange has not opened yet. Please try the link again later, or ask whoever sent it to you."
        isPage
      />
    </Page>
  )
}

/** Asks for the e-mail address of somebody who has joined before. */
export function RequestAccessPage({ invitation, form, frame }: { invitation: Invitation; form: Refused; frame: Frame }) {
  const { name, slug, isOpen } = invitation
  return (
    <Page title={`Sign in to ${name}`} frame={frame}>
      <Heading
        title="Welcome back"
        lead={
          <>
            We send you a link to <Name>{name}</Name> that signs you in.
          </>
        }
      />
      <AccessForm action={paths.requestAccess(slug)} form={form} />
      {isOpen && (
        <p>
          Not in yet? <a href={paths.register(slug)}>Join the exchange</a>
        </p>
      )}
    </Page>
  )
}

/** Asks for the e-mail address of somebody who has joined and no longer knows by which link. */
export function SignInPage({ form, frame }: { form: Refused; frame: Frame }) {
  return (
    <Page title="Sign in" frame={frame}>
      <Heading title="Welcome back" lead="We send you a link that signs you in, one for each exchange that you take part in." />
      <AccessForm action={paths.signIn()} form={form} />
    </Page>
  )
}
