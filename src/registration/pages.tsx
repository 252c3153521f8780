import type { Child } from '#jsx/jsx-runtime'
import { memoize } from '../memoize.ts'
import { longestGiftIdeas } from '../participants/participant.ts'
import { paths } from '../paths.ts'
import { Letter } from '../ui/art.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { dateInWords, midnightAfter, zoneInWords } from '../ui/dates.ts'
import { EmailField } from '../ui/email-field.tsx'
import { Empty } from '../ui/empty.tsx'
import { Fact, Facts } from '../ui/facts.tsx'
import { Checkbox, Input, Problems } from '../ui/field.tsx'
import { swapped } from '../ui/form.tsx'
import { GiftIdeasField } from '../ui/gift-ideas.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page, type Preview } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import { blank, type Refused } from '../web/form.ts'
import { AccessForm } from './access-form.tsx'
import { type Invitation, isFull } from './reads.ts'

/** The invitation page: the exchange, and the form to join it or why one can't. */
export function InvitationPage({ invitation, frame, children }: { invitation: Invitation; frame: Frame; children: Child }) {
  return (
    <Page title={`Join ${invitation.name}`} frame={frame} preview={previewOf(invitation)}>
      <div class="tag">
        <Heading eyebrow={invitation.isOpen ? 'You’re invited to a Secret Santa' : 'A Secret Santa'} title={<Name>{invitation.name}</Name>} />
        {invitation.description && <UserText text={invitation.description} />}
        <InvitationFacts invitation={invitation} />
        {invitation.isOpen && !isFull(invitation) && (
          <Actions>
            <WayBack slug={invitation.slug} tone="secondary" />
          </Actions>
        )}
      </div>
      {children}
    </Page>
  )
}

/** The preview that messengers show of the link: what the sender knows anyway, and nobody's name. */
function previewOf({ name, exchangeDate, url, picture }: Invitation): Preview {
  return { title: name, description: `You’re invited to a Secret Santa. Gift day: ${dateInWords(exchangeDate)}.`, url, picture }
}

function InvitationFacts({ invitation }: { invitation: Invitation }) {
  return (
    <Facts>
      <Fact term="Gift day">{dateInWords(invitation.exchangeDate)}</Fact>
      {invitation.budget && <Fact term="Budget">{invitation.budget}</Fact>}
      <Fact term="Joined so far">{joinedInWords(invitation)}</Fact>
      {invitation.isOpen && (
        <Fact term="Join until">
          {midnightAfter(invitation.registrationCloseDate)} <span class="quiet">({zoneInWords(invitation.timezone)})</span>
        </Fact>
      )}
    </Facts>
  )
}

function joinedInWords({ joined, maxParticipants }: Invitation): string {
  if (maxParticipants !== null) return `${joined} of ${maxParticipants}`
  if (joined === 0) return 'no one yet – be the first'
  return joined === 1 ? '1 person' : `${joined} people`
}

/** The fragment below the facts: the form while one can join, else why not. */
export function JoinPart({ invitation, form }: { invitation: Invitation; form: Refused }) {
  const isClosed = !invitation.isOpen || isFull(invitation)
  const reason = invitation.isOpen ? 'This exchange is full.' : 'Registration is closed, so no one else can join.'
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
      <p>If you’ve joined before, we can e-mail you a sign-in link.</p>
      <Actions>
        <WayBack slug={invitation.slug} tone="primary" />
      </Actions>
    </Card>
  )
}

function WayBack({ slug, tone }: { slug: string; tone: 'primary' | 'secondary' }) {
  return (
    <LinkButton path={paths.requestAccess(slug)} tone={tone}>
      I am already in
    </LinkButton>
  )
}

/** The form as everyone gets it first. */
export const untouched = blank({ reminder_enabled: 'on' })
const UntouchedForm = memoize(({ slug }: { slug: string }) => <RegistrationForm slug={slug} form={untouched} />)

function RegistrationForm({ slug, form }: { slug: string; form: Refused }) {
  const action = paths.register(slug)
  return (
    <Card title="Join in under a minute">
      <p class="quiet">No password, no account: we just e-mail you a link.</p>
      <form method="post" action={action} novalidate {...swapped(action, '#join')}>
        <Problems form={form} />
        <Input form={form} name="name" label="Your name" hint="As the others know you." autocomplete="name" />
        <EmailField form={form} label="E-mail address" autocomplete="email" />
        <GiftIdeasField form={form} limit={longestGiftIdeas} />
        <Checkbox form={form} name="reminder_enabled" label="Remind me by e-mail before gift day" />
        <Actions>
          <Button>Join the exchange</Button>
        </Actions>
      </form>
    </Card>
  )
}

/** The friendly notice to someone who registers a second time, and below it the form as it was typed. */
export function AlreadyJoined({ invitation, form, email }: { invitation: Invitation; form: Refused; email: string }) {
  return (
    <div id="join">
      <Card title="You’re already registered" tone="next" isAlert>
        <p>
          Someone has already joined as <b class="address">{email}</b>, so nothing was changed. If that’s you, we’ll e-mail you a sign-in link. If it’s a typo,
          correct it below.
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
        lead="Registration for this exchange hasn’t opened yet. Try the link again later, or ask whoever sent it to you."
        isPage
      />
    </Page>
  )
}

/** Asks for the e-mail address of someone who has joined before. */
export function RequestAccessPage({ invitation, form, frame }: { invitation: Invitation; form: Refused; frame: Frame }) {
  const { name, slug, isOpen } = invitation
  return (
    <Page title={`Sign in to ${name}`} frame={frame}>
      <Heading
        title="Welcome back"
        lead={
          <>
            We’ll e-mail you a sign-in link for <Name>{name}</Name>.
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

/** Asks for the e-mail address of someone who has joined and no longer knows by which link. */
export function SignInPage({ form, frame }: { form: Refused; frame: Frame }) {
  return (
    <Page title="Sign in" frame={frame}>
      <Heading title="Welcome back" lead="We’ll e-mail you a sign-in link for each exchange you’re in." />
      <AccessForm action={paths.signIn()} form={form} />
    </Page>
  )
}
