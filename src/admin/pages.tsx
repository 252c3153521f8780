import { paths } from '../paths.ts'
import { Klaus } from '../ui/art.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox, Input, Problems } from '../ui/field.tsx'
import { Heading } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'

/** What everybody sees at the root: what this is, and the ways in. */
export function LandingPage({ isParticipant, isAdmin, frame }: { isParticipant: boolean; isAdmin: boolean; frame: Frame }) {
  return (
    <Page title="Sneaky Klaus" frame={frame}>
      <div class="peek">
        <Heading title="Secret Santa, well kept" lead="Everybody gives to one person, and nobody but the giver knows whom." />
        <Klaus size={168} />
      </div>
      <Card title="How to get in">
        <ol class="steps">
          <li>Open the invitation link that you were sent.</li>
          <li>Join with your name and e-mail address. There are no passwords.</li>
          <li>After the draw, find out here whom you give to.</li>
        </ol>
        <p>You come back by the same link: “I am already in” e-mails you a new way in.</p>
        <Actions>
          {isParticipant && <LinkButton path={paths.dashboard()}>Go to my exchange</LinkButton>}
          <LinkButton path={paths.signIn()} tone={isParticipant ? 'secondary' : 'primary'}>
            I am in, but have no link
          </LinkButton>
        </Actions>
      </Card>
      <p class="quiet">
        You organise an exchange? <a href={isAdmin ? paths.adminDashboard() : paths.adminLogin()}>{isAdmin ? 'Go to your exchanges' : 'Sign in as admin'}</a>
      </p>
    </Page>
  )
}

/** The very first page of an installation. */
export function SetupPage({ form, frame }: { form: Refused; frame: Frame }) {
  return (
    <Page title="Set up" frame={frame}>
      <h1>Welcome to Sneaky Klaus</h1>
      <p class="lead">You are the first one here, so you are the admin: the one who creates and runs exchanges.</p>
      <form method="post" action={paths.setup()} class="card" novalidate>
        <Problems form={form} />
        <Input form={form} name="email" type="email" label="Your e-mail address" autocomplete="username" inputmode="email" />
        <Input
          form={form}
          name="password"
          type="password"
          label="Password"
          hint="At least 12 characters of any kind. A few words in a row are easy to remember."
          autocomplete="new-password"
        />
        <Input form={form} name="password_confirm" type="password" label="The same password again" autocomplete="new-password" />
        <button class="button">Set up</button>
      </form>
    </Page>
  )
}

/** The admin's way in. `next` is the page to come back to. */
export function LoginPage({ form, next, frame }: { form: Refused; next: string | undefined; frame: Frame }) {
  return (
    <Page title="Sign in as admin" frame={frame}>
      <h1>Sign in as admin</h1>
      <p class="lead">
        Taking part in an exchange? You need no password: <a href={paths.landing()}>open your invitation link</a>.
      </p>
      <form method="post" action={paths.adminLogin(next)} class="card" novalidate>
        <Problems form={form} />
        <Input form={form} name="email" type="email" label="E-mail address" autocomplete="username" inputmode="email" />
        <Input form={form} name="password" type="password" label="Password" autocomplete="current-password" />
        <Checkbox form={form} name="remember_me" label="Stay signed in for 30 days" />
        <button class="button">Sign in</button>
        <a href={paths.forgotPassword()}>Forgotten the password?</a>
      </form>
    </Page>
  )
}

/** Asks where to send a link to choose a new password. */
export function ForgotPasswordPage({ form, frame }: { form: Refused; frame: Frame }) {
  return (
    <Page title="Forgotten password" frame={frame}>
      <h1>Forgotten the password?</h1>
      <p class="lead">We send a link to the admin’s e-mail address by which you choose a new one.</p>
      <form method="post" action={paths.forgotPassword()} class="card" novalidate>
        <Problems form={form} />
        <Input form={form} name="email" type="email" label="E-mail address" autocomplete="username" inputmode="email" />
        <button class="button">E-mail me a link</button>
      </form>
      <p class="quiet">
        No mail set up, or the address forgotten too? Whoever runs the server can make a link with the command <code>sneaky-klaus reset-password</code>.
      </p>
    </Page>
  )
}

/** What follows each request for a new password, whether the address is known or not. */
export function PasswordResetRequestedPage({ frame }: { frame: Frame }) {
  return (
    <Page title="Check your mail" frame={frame}>
      <h1>Check your mail</h1>
      <p class="lead">If that is the admin’s address, a link is on its way to it. It works once, and for 30 minutes.</p>
      <p>
        <a href={paths.forgotPassword()}>Ask for another link</a>
      </p>
    </Page>
  )
}

/** The form to choose a new password by a link. */
export function ResetPasswordPage({ token, form, frame }: { token: string; form: Refused; frame: Frame }) {
  return (
    <Page title="Choose a new password" frame={frame}>
      <h1>Choose a new password</h1>
      <form method="post" action={paths.resetPassword(token)} class="card" novalidate>
        <Problems form={form} />
        <Input
          form={form}
          name="password"
          type="password"
          label="New password"
          hint="At least 12 characters of any kind. A few words in a row are easy to remember."
          autocomplete="new-password"
        />
        <Input form={form} name="password_confirm" type="password" label="The same password again" autocomplete="new-password" />
        <button class="button">Set the password</button>
      </form>
    </Page>
  )
}

/** One answer for reset links that are expired, used or were never made. */
export function DeadResetLinkPage({ frame }: { frame: Frame }) {
  return (
    <Page title="This link does not work any more" frame={frame}>
      <h1>This link does not work any more</h1>
      <p class="lead">Links to choose a new password work once, and for 30 minutes.</p>
      <p>
        <a class="button" href={paths.forgotPassword()}>
          Ask for a new link
        </a>
      </p>
    </Page>
  )
}
