import type { Printer } from '../language/printer.ts'
import { missingMail } from '../mail/carrier-in-words.ts'
import type { MailState } from '../mail/trouble.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword, type NeededProof } from '../ui/current-password.tsx'
import { timeInWords } from '../ui/dates.ts'
import { Input } from '../ui/field.tsx'
import { Form, swapped } from '../ui/form.tsx'
import { Heading } from '../ui/heading.tsx'
import { MailCard, type NotSent } from '../ui/mail-card.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import { blank, type Refused } from '../web/form.ts'
import { browserName } from './browser-name.ts'
import { NewPassword } from './new-password.tsx'
import type { SignedInBrowser, WaitingAddress } from './reads.ts'

/** What the settings page shows. `refused` is the form that was sent and needs another look; `notSent`, why a test e-mail did not go out. */
export type Settings = {
  email: string
  waiting: WaitingAddress | undefined
  mail: MailState
  notSent?: NotSent
  browsers: SignedInBrowser[]
  ownSession: string
  proof: NeededProof | undefined
  isOwner: boolean
  /** Whether the site takes passwords, and this account has one. */
  takesPasswords: boolean
  hasPassword: boolean
  refused?: { change: string; form: Refused } | undefined
}

/** The settings page: whether e-mail works, and the organiser's own account: address, password, signed-in browsers. */
export function SettingsPage({ settings, frame }: { settings: Settings; frame: Frame }) {
  const { t } = frame
  const title = t('page.navigation.settings')
  const formOf = (change: string, first: Record<string, string> = {}) => (settings.refused?.change === change ? settings.refused.form : blank(first))
  return (
    <Page title={title} frame={frame} nav="admin">
      <Heading title={title} />
      {settings.isOwner && (
        <p>
          <a href={paths.organisers()}>{t('organisers.title')}</a>
        </p>
      )}
      <MailCard mail={settings.mail} notSent={settings.notSent} t={t} />
      {settings.waiting && <WaitingPart waiting={settings.waiting} missing={missingMail(settings.mail.carrier, t)} t={t} />}
      <EmailForm form={formOf('email', { email: settings.email })} proof={settings.proof} t={t} />
      {settings.takesPasswords && <PasswordForm form={formOf('password')} proof={settings.proof} hasPassword={settings.hasPassword} t={t} />}
      <BrowsersPart browsers={settings.browsers} ownSession={settings.ownSession} t={t} />
    </Page>
  )
}

/** The address that waits until the link that went there is followed; `missing`: where that link is instead, where the site sends no e-mail. */
function WaitingPart({ waiting: { email, until }, missing, t }: { waiting: WaitingAddress; missing: string | undefined; t: Printer }) {
  return (
    <Form action={paths.settings()} title={t('accounts.newAddress.waiting')}>
      <p>{t.rich('accounts.newAddress.waiting.what', { address: <span class="address">{email}</span>, time: timeInWords(until, undefined, t) })}</p>
      <p class="quiet">{missing ?? t('accounts.newAddress.waiting.again')}</p>
      <input type="hidden" name="change" value="drop-email" />
      <Actions>
        <Button tone="secondary">{t('accounts.newAddress.drop')}</Button>
      </Actions>
    </Form>
  )
}

type FormProperties = { form: Refused; proof: NeededProof | undefined; t: Printer }

function EmailForm({ form, proof, t }: FormProperties) {
  return (
    <Form action={paths.settings()} form={form} title={t('accounts.email')} t={t}>
      <p class="quiet">{t('accounts.email.about')}</p>
      <input type="hidden" name="change" value="email" />
      <Input form={form} t={t} name="email" type="email" label={t('accounts.email.address')} autocomplete="username" inputmode="email" />
      <CurrentPassword form={form} proof={proof} t={t} />
      <Actions>
        <Button>{t('accounts.email.send')}</Button>
      </Actions>
    </Form>
  )
}

function PasswordForm({ form, proof, hasPassword, t }: FormProperties & { hasPassword: boolean }) {
  return (
    <Form action={paths.settings()} form={form} title={t('accounts.password')} t={t}>
      <p class="quiet">{t('accounts.password.about')}</p>
      <input type="hidden" name="change" value="password" />
      <CurrentPassword form={form} proof={proof} id="current_password_again" t={t} />
      <NewPassword form={form} label={t('accounts.password.new')} t={t} />
      <Actions>
        <Button>{t(hasPassword ? 'accounts.password.send' : 'accounts.password.choose')}</Button>
      </Actions>
    </Form>
  )
}

type BrowsersProperties = Pick<Settings, 'browsers' | 'ownSession'> & { isAnswer?: boolean; t: Printer }

/** The browsers in which the organiser is signed in, and the buttons that end that. One form holds them all, so that a button says which. */
export function BrowsersPart({ browsers, ownSession, isAnswer, t }: BrowsersProperties) {
  const list = <Browsers browsers={browsers} ownSession={ownSession} t={t} />
  return (
    <Card id="browsers" title={t('accounts.browsers')} count={t.number(browsers.length)} isAnswer={isAnswer}>
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

function Browsers({ browsers, ownSession, t }: BrowsersProperties) {
  return (
    <ul class="browsers">
      {browsers.map((session) => (
        <BrowserRow session={session} isOwn={session.id === ownSession} t={t} />
      ))}
    </ul>
  )
}

function BrowserRow({ session: { id, userAgent, since }, isOwn, t }: { session: SignedInBrowser; isOwn: boolean; t: Printer }) {
  const browser = browserName(userAgent, t)
  return (
    <li>
      <b>{browser}</b>
      <span class="quiet">{t('accounts.browsers.since', { time: timeInWords(since, undefined, t) })}</span>
      {isOwn ? (
        <Badge>{t('accounts.browsers.this')}</Badge>
      ) : (
        <Button tone="plain" name="session_id" value={id} label={t('accounts.browsers.signOut.label', { browser })}>
          {t('accounts.browsers.signOut')}
        </Button>
      )}
    </li>
  )
}
