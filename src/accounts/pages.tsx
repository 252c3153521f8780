import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Klaus, Letter } from '../ui/art.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Empty } from '../ui/empty.tsx'
import { Checkbox, Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import { SentTo } from '../ui/sent-to.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { NewPassword } from './new-password.tsx'

/** The landing page: what this is, and the ways in. */
export function LandingPage({ isParticipant, isOrganiser, frame }: { isParticipant: boolean; isOrganiser: boolean; frame: Frame }) {
  return (
    <Page title="Sneaky Klaus" frame={frame}>
      <div class="peek">
        <Heading title="Secret Santa, well kept" lead="Everyone gives to one person, and only the giver knows who it is." />
        <Klaus size={168} />
      </div>
      <Card title="How it works">
        <ol class="steps">
          <li>Open the invitation link you were sent.</li>
          <li>Join with your name and e‑mail address. No password needed.</li>
          <li>Once names are drawn, find out here who you give to.</li>
        </ol>
        <p>To come back, open the same link and choose “I am already in”. We’ll e-mail you a sign-in link.</p>
        <Actions>
          {isParticipant && <LinkButton path={paths.dashboard()}>Go to my exchange</LinkButton>}
          <LinkButton path={paths.signIn()} tone={isParticipant ? 'secondary' : 'primary'}>
            I’ve joined, but lost the link
          </LinkButton>
        </Actions>
      </Card>
      <p class="quiet">
        Organising an exchange?{' '}
        <a href={isOrganiser ? paths.adminDashboard() : paths.adminLogin()}>{isOrganiser ? 'Go to your exchanges' : 'Sign in as organiser'}</a>
      </p>
    </Page>
  )
}

/** The first-run page, which creates the account. */
export function SetupPage({ form, frame }: { form: Refused; frame: Frame }) {
  return (
    <AtTheDoor
      title="Set up"
      heading="Welcome to Sneaky Klaus"
      lead="Secret Santa on a site of your own. You’re the first one here, so you’re the organiser."
      frame={frame}
    >
      <Form action={paths.setup()} form={form}>
        <Input
          form={form}
          name="email"
          type="email"
          label="Your e-mail address"
          hint="You sign in with it, and hear there how your exchanges are doing."
          autocomplete="username"
          inputmode="email"
        />
        <NewPassword form={form} label="Password" />
        <Actions>
          <Button>Set up</Button>
        </Actions>
      </Form>
    </AtTheDoor>
  )
}

/** The organiser's sign-in page. `next` is the page to come back to. */
export function LoginPage({ form, next, frame }: { form: Refused; next: string | undefined; frame: Frame }) {
  return (
    <AtTheDoor
      title="Organiser sign-in"
      lead={
        <>
          Taking part in an exchange? You don’t need a password: <a href={paths.landing()}>here’s how to get in</a>.
        </>
      }
      frame={frame}
    >
      <Form action={paths.adminLogin(next)} form={form}>
        <Input form={form} name="email" type="email" label="E-mail address" autocomplete="username" inputmode="email" />
        <Input form={form} name="password" type="password" label="Password" autocomplete="current-password" />
        <Checkbox form={form} name="remember_me" label="Stay signed in for 30 days" />
        <Actions>
          <Button>Sign in</Button>
          <a href={paths.forgotPassword()}>Forgot your password?</a>
        </Actions>
      </Form>
    </AtTheDoor>
  )
}

/** Asks where to send a link to choose a new password. */
export function ForgotPasswordPage({ form, frame }: { form: Refused; frame: Frame }) {
  return (
    <AtTheDoor title="Forgot your password?" lead="We’ll e-mail you a link to choose a new one." frame={frame}>
      <Form action={paths.forgotPassword()} form={form}>
        <Input form={form} name="email" type="email" label="E-mail address" autocomplete="username" inputmode="email" />
        <Actions>
          <Button>E-mail me a link</Button>
          <a href={paths.adminLogin()}>Back to sign-in</a>
        </Actions>
      </Form>
      <p class="quiet">
        No e-mail here, or forgot the address too? Whoever runs the server can make a link with <code>sneaky-klaus reset-password</code>.
      </p>
    </AtTheDoor>
  )
}

/** The form to choose a new password by a link. */
export function ResetPasswordPage({ token, form, frame }: { token: string; form: Refused; frame: Frame }) {
  return (
    <AtTheDoor title="Choose a new password" frame={frame}>
      <Form action={paths.resetPassword(token)} form={form}>
        <NewPassword form={form} label="New password" />
        <Actions>
          <Button>Save password</Button>
        </Actions>
      </Form>
    </AtTheDoor>
  )
}

type DoorProperties = { title: string; heading?: string; lead?: Child; frame: Frame; children: Child }

/** The layout of pages before sign-in: a narrow card, over whose edge Klaus looks at who wants to come in. */
function AtTheDoor({ title, heading = title, lead, frame, children }: DoorProperties) {
  return (
    <Page title={title} frame={frame}>
      <div class="door">
        <div class="peek">
          <Heading title={heading} lead={lead} />
          <Klaus size={132} />
        </div>
        {children}
      </div>
    </Page>
  )
}

/** What follows each request for a new password, whether the address is known or not. `missing`: where the link is instead, where the site sends no e-mail. */
export function PasswordResetRequestedPage({ sentTo, missing, frame }: { sentTo: string | undefined; missing: string | undefined; frame: Frame }) {
  return (
    <Page title="Check your mail" frame={frame}>
      <Empty
        picture={<Letter size={140} />}
        title="Check your mail"
        lead="If that’s the organiser’s address, a link is on its way. It works once, within 30 minutes."
        isPage
      >
        {sentTo !== undefined && <SentTo address={sentTo} back={paths.forgotPassword()} />}
      </Empty>
      <Card>
        <ul>
          {missing !== undefined && <li>{missing}</li>}
          {missing === undefined && <li>Nothing there after a few minutes? Look in the spam folder.</li>}
          <li>
            Still nothing? <a href={paths.forgotPassword()}>Ask for another link</a> and check the spelling of your address.
          </li>
        </ul>
      </Card>
    </Page>
  )
}

/** One answer for reset links that are expired, used or were never made. */
export function DeadResetLinkPage({ frame }: { frame: Frame }) {
  return (
    <Page title="This link no longer works" frame={frame}>
      <Empty picture={<Klaus size={150} />} title="This link no longer works" lead="A link to choose a new password works once, within 30 minutes." isPage>
        <Actions>
          <LinkButton path={paths.forgotPassword()}>Ask for a new link</LinkButton>
        </Actions>
      </Empty>
    </Page>
  )
}
