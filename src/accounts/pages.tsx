import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Klaus } from '../ui/art.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox, Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { AtTheDoor } from './door.tsx'
import { NewPassword } from './new-password.tsx'
import { ByProvider, type WaysIn } from './provider-button.tsx'

/** The landing page: what this is, and the ways in. */
export function LandingPage({ isParticipant, isOrganiser, frame }: { isParticipant: boolean; isOrganiser: boolean; frame: Frame }) {
  const { t } = frame
  return (
    <Page title="Sneaky Klaus" frame={frame}>
      <div class="peek">
        <Heading title={t('accounts.landing.title')} lead={t('accounts.landing.lead')} />
        <Klaus size={168} />
      </div>
      <Card title={t('accounts.landing.how')}>
        <ol class="steps">
          <li>{t('accounts.landing.how.open')}</li>
          <li>{t('accounts.landing.how.join')}</li>
          <li>{t('accounts.landing.how.drawn')}</li>
        </ol>
        <p>{t('accounts.landing.comeBack')}</p>
        <Actions>
          {isParticipant && <LinkButton path={paths.dashboard()}>{t('accounts.landing.toExchange')}</LinkButton>}
          <LinkButton path={paths.signIn()} tone={isParticipant ? 'secondary' : 'primary'}>
            {t('accounts.landing.lostLink')}
          </LinkButton>
        </Actions>
      </Card>
      <p class="quiet">
        {t.rich(isOrganiser ? 'accounts.landing.organiser' : 'accounts.landing.organising', {
          link: (words) => <a href={isOrganiser ? paths.adminDashboard() : paths.adminLogin()}>{words}</a>,
        })}
      </p>
    </Page>
  )
}

/** The first-run page, which creates the account. */
export function SetupPage({ form, ways, frame }: { form: Refused; ways: WaysIn; frame: Frame }) {
  const { t } = frame
  if (!ways.password)
    return (
      <AtTheDoor title={t('accounts.setUp')} heading={t('accounts.setUp.heading')} lead={t('accounts.setUp.byProvider')} frame={frame}>
        <ByProvider provider={ways.provider} t={t} />
      </AtTheDoor>
    )
  return (
    <AtTheDoor title={t('accounts.setUp')} heading={t('accounts.setUp.heading')} lead={t('accounts.setUp.lead')} frame={frame}>
      <Form action={paths.setup()} form={form} t={t}>
        <Input
          form={form}
          t={t}
          name="email"
          type="email"
          label={t('accounts.setUp.email')}
          hint={t('accounts.setUp.email.hint')}
          autocomplete="username"
          inputmode="email"
        />
        <NewPassword form={form} label={t('accounts.setUp.password')} t={t} />
        <Actions>
          <Button>{t('accounts.setUp.send')}</Button>
        </Actions>
      </Form>
    </AtTheDoor>
  )
}

/** The organiser's sign-in page. `next` is the page to come back to. */
export function LoginPage({ form, next, ways, frame }: { form: Refused; next: string | undefined; ways: WaysIn; frame: Frame }) {
  const { t } = frame
  return (
    <AtTheDoor title={t('accounts.signIn')} lead={t.rich('accounts.signIn.lead', { link: (words) => <a href={paths.landing()}>{words}</a> })} frame={frame}>
      {ways.password && <PasswordPart form={form} next={next} t={t} />}
      <ByProvider provider={ways.provider} tone={ways.password ? 'secondary' : 'primary'} t={t} />
    </AtTheDoor>
  )
}

function PasswordPart({ form, next, t }: { form: Refused; next: string | undefined; t: Printer }) {
  return (
    <Form action={paths.adminLogin(next)} form={form} t={t}>
      <Input form={form} t={t} name="email" type="email" label={t('accounts.signIn.email')} autocomplete="username" inputmode="email" />
      <Input form={form} t={t} name="password" type="password" label={t('accounts.signIn.password')} autocomplete="current-password" />
      <Checkbox form={form} t={t} name="remember_me" label={t('accounts.signIn.stay')} />
      <Actions>
        <Button>{t('accounts.signIn.send')}</Button>
        <a href={paths.forgotPassword()}>{t('accounts.signIn.forgot')}</a>
      </Actions>
    </Form>
  )
}
