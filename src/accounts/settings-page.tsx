import type { MailState } from '../mail/trouble.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword } from '../ui/current-password.tsx'
import { timeInWords } from '../ui/dates.ts'
import { Input } from '../ui/field.tsx'
import { Form, swapped } from '../ui/form.tsx'
import { Heading } from '../ui/heading.tsx'
import { MailCard, type NotSent } from '../ui/mail-card.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import { blank, type Refused } from '../web/form.ts'
import { NewPassword } from './new-password.tsx'
import type { SignedInBrowser } from './reads.ts'

/** What the settings page shows. `refused` is the form that was sent and needs another look; `notSent`, why a test e-mail did not go out. */
export type Settings = {
  email: string
  mail: MailState
  notSent?: NotSent
  browsers: SignedInBrowser[]
  ownSession: string
  needsPassword: boolean
  refused?: { change: string; form: Refused } | undefined
}

/** The settings page: whether e-mail works, and the organiser's own account: address, password, signed-in browsers. */
export function SettingsPage({ settings, frame }: { settings: Settings; frame: Frame }) {
  const formOf = (change: string, first: Record<string, string> = {}) => (settings.refused?.change === change ? settings.refused.form : blank(first))
  return (
    <Page title="Settings" frame={frame} nav="admin">
      <Heading title="Settings" />
      <MailCard mail={settings.mail} notSent={settings.notSent} />
      <EmailForm form={formOf('email', { email: settings.email })} needsPassword={settings.needsPassword} />
      <PasswordForm form={formOf('password')} needsPassword={settings.needsPassword} />
      <BrowsersPart browsers={settings.browsers} ownSession={settings.ownSession} />
    </Page>
  )
}

function EmailForm({ form, needsPassword }: { form: Refused; needsPassword: boolean }) {
  return (
    <Form action={paths.settings()} form={form} title="Your e-mail address">
      <p class="quiet">You sign in with it. Changing it signs out all other browsers, and we write to the old and the new address.</p>
      <input type="hidden" name="change" value="email" />
      <Input form={form} name="email" type="email" label="E-mail address" autocomplete="username" inputmode="email" />
      <CurrentPassword form={form} isNeeded={needsPassword} />
      <Actions>
        <Button>Change address</Button>
      </Actions>
    </Form>
  )
}

function PasswordForm({ form, needsPassword }: { form: Refused; needsPassword: boolean }) {
  return (
    <Form action={paths.settings()} form={form} title="Your password">
      <p class="quiet">Changing it signs out all other browsers.</p>
      <input type="hidden" name="change" value="password" />
      <CurrentPassword form={form} isNeeded={needsPassword} id="current_password_again" />
      <NewPassword form={form} label="New password" />
      <Actions>
        <Button>Change password</Button>
      </Actions>
    </Form>
  )
}

type BrowsersProperties = Pick<Settings, 'browsers' | 'ownSession'> & { isAnswer?: boolean }

/** The browsers in which the organiser is signed in, and the buttons that end that. One form holds them all, so that a button says which. */
export function BrowsersPart({ browsers, ownSession, isAnswer }: BrowsersProperties) {
  const list = <Browsers browsers={browsers} ownSession={ownSession} />
  return (
    <Card id="browsers" title="Where you’re signed in" count={browsers.length} isAnswer={isAnswer}>
      {browsers.length === 1 ? (
        list
      ) : (
        <form method="post" action={paths.settings()} {...swapped(paths.settings(), '#browsers')}>
          <input type="hidden" name="change" value="sign-out" />
          {list}
        </form>
      )}
    </Card>
  )
}

function Browsers({ browsers, ownSession }: BrowsersProperties) {
  return (
    <ul class="browsers">
      {browsers.map(({ id, name, since }) => (
        <li>
          <b>{name}</b>
          <span class="quiet">since {timeInWords(since)}</span>
          {id === ownSession ? (
            <Badge>This browser</Badge>
          ) : (
            <Button tone="plain" name="session_id" value={id} label={`Sign out ${name}`}>
              Sign out
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
