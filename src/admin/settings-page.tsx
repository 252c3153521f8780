import { paths } from '../paths.ts'
import { CurrentPassword } from '../ui/current-password.tsx'
import { instantInWords } from '../ui/dates.ts'
import { Input, Problems } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import { blank, type Refused } from '../web/form.ts'
import type { SignedInBrowser } from './reads.ts'

/** What the settings page shows. `refused` is the form that was sent and needs another look. */
export type Settings = {
  email: string
  browsers: SignedInBrowser[]
  ownSession: string
  needsPassword: boolean
  refused: { change: string; form: Refused } | undefined
}

/** The admin's own account: address, password, signed-in browsers. */
export function SettingsPage({ settings, frame }: { settings: Settings; frame: Frame }) {
  const formOf = (change: string, first: Record<string, string> = {}) => (settings.refused?.change === change ? settings.refused.form : blank(first))
  return (
    <Page title="Settings" frame={frame} nav="admin">
      <h1>Settings</h1>
      <EmailCard form={formOf('email', { email: settings.email })} needsPassword={settings.needsPassword} />
      <PasswordCard form={formOf('password')} needsPassword={settings.needsPassword} />
      <BrowsersCard browsers={settings.browsers} ownSession={settings.ownSession} />
    </Page>
  )
}

function EmailCard({ form, needsPassword }: { form: Refused; needsPassword: boolean }) {
  return (
    <form method="post" action={paths.settings()} class="card" novalidate>
      <h2>E-mail address</h2>
      <p class="quiet">You sign in with it. A change signs out all other browsers and is announced to the old address and the new one.</p>
      <Problems form={form} />
      <input type="hidden" name="change" value="email" />
      <Input form={form} name="email" type="email" label="E-mail address" autocomplete="username" inputmode="email" />
      <CurrentPassword form={form} isNeeded={needsPassword} />
      <button class="button">Change the address</button>
    </form>
  )
}

function PasswordCard({ form, needsPassword }: { form: Refused; needsPassword: boolean }) {
  return (
    <form method="post" action={paths.settings()} class="card" novalidate>
      <h2>Password</h2>
      <p class="quiet">A new one signs out all other browsers.</p>
      <Problems form={form} />
      <input type="hidden" name="change" value="password" />
      <CurrentPassword form={form} isNeeded={needsPassword} id="current_password_again" />
      <Input form={form} name="password" type="password" label="New password" hint="At least 12 characters of any kind." autocomplete="new-password" />
      <Input form={form} name="password_confirm" type="password" label="The same password again" autocomplete="new-password" />
      <button class="button">Change the password</button>
    </form>
  )
}

function BrowsersCard({ browsers, ownSession }: { browsers: SignedInBrowser[]; ownSession: string }) {
  return (
    <section class="card">
      <h2>
        Signed-in browsers <span class="badge">{browsers.length}</span>
      </h2>
      <ul class="people">
        {browsers.map(({ id, name, since }) => (
          <li>
            <b>{name}</b>
            <span class="quiet">since {instantInWords(since)}</span>
            {id === ownSession ? (
              <span class="status">this one</span>
            ) : (
              <form method="post" action={paths.settings()} class="status">
                <input type="hidden" name="change" value="sign-out" />
                <input type="hidden" name="session_id" value={id} />
                <button class="link" aria-label={`Sign out ${name}`}>
                  Sign out
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
