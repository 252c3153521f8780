import { paths } from '../paths.ts'
import { Letter } from '../ui/art.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Empty } from '../ui/empty.tsx'
import { Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Page } from '../ui/page.tsx'
import { SentTo } from '../ui/sent-to.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { DeadLinkPage } from './dead-link-page.tsx'
import { AtTheDoor } from './door.tsx'
import { NewPassword } from './new-password.tsx'

/** Asks where to send a link to choose a new password. */
export function ForgotPasswordPage({ form, frame }: { form: Refused; frame: Frame }) {
  const { t } = frame
  return (
    <AtTheDoor title={t('accounts.forgot')} lead={t('accounts.forgot.lead')} frame={frame}>
      <Form action={paths.forgotPassword()} form={form} t={t}>
        <Input form={form} t={t} name="email" type="email" label={t('accounts.forgot.email')} autocomplete="username" inputmode="email" />
        <Actions>
          <Button>{t('accounts.forgot.send')}</Button>
          <a href={paths.adminLogin()}>{t('accounts.forgot.back')}</a>
        </Actions>
      </Form>
      <p class="quiet">{t.rich('accounts.forgot.byServer', { command: <code>sneaky-klaus reset-password</code> })}</p>
    </AtTheDoor>
  )
}

/** The form to choose a new password by a link. */
export function ResetPasswordPage({ token, form, frame }: { token: string; form: Refused; frame: Frame }) {
  const { t } = frame
  return (
    <AtTheDoor title={t('accounts.reset')} frame={frame}>
      <Form action={paths.resetPassword(token)} form={form} t={t}>
        <NewPassword form={form} label={t('accounts.reset.password')} t={t} />
        <Actions>
          <Button>{t('accounts.reset.send')}</Button>
        </Actions>
      </Form>
    </AtTheDoor>
  )
}

/** What follows each request for a new password, whether the address is known or not. `missing`: where the link is instead, where the site sends no e-mail. */
export function PasswordResetRequestedPage({ sentTo, missing, frame }: { sentTo: string | undefined; missing: string | undefined; frame: Frame }) {
  const { t } = frame
  const title = t('accounts.requested')
  return (
    <Page title={title} frame={frame}>
      <Empty picture={<Letter size={140} />} title={title} lead={t('accounts.requested.lead')} isPage>
        {sentTo !== undefined && <SentTo address={sentTo} back={paths.forgotPassword()} t={t} />}
      </Empty>
      <Card>
        <ul>
          <li>{missing ?? t('accounts.requested.spam')}</li>
          <li>{t.rich('accounts.requested.another', { link: (words) => <a href={paths.forgotPassword()}>{words}</a> })}</li>
        </ul>
      </Card>
    </Page>
  )
}

/** One answer for reset links that are expired, used or were never made. */
export function DeadResetLinkPage({ frame }: { frame: Frame }) {
  const { t } = frame
  return (
    <DeadLinkPage
      title={t('accounts.deadLink')}
      lead={t('accounts.deadLink.lead')}
      path={paths.forgotPassword()}
      label={t('accounts.deadLink.new')}
      frame={frame}
    />
  )
}
