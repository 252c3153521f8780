import { paths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Message } from '../ui/message.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { DeadLinkPage } from './dead-link-page.tsx'
import { AtTheDoor } from './door.tsx'
import { NewPassword } from './new-password.tsx'
import { ByProvider, type WaysIn } from './provider-button.tsx'

type InvitationProperties = { token: string; email: string; other: string | undefined; form: Refused; ways: WaysIn; frame: Frame }

/**
 * The page behind an organiser's invitation: a name and a password make an account, and so does a sign-in at the identity provider. `other`
 * is the address of whoever is signed in in this browser.
 */
export function OrganiserInvitationPage({ token, email, other, form, ways, frame }: InvitationProperties) {
  const { t } = frame
  return (
    <AtTheDoor title={t('organisers.join.title')} lead={t.rich('organisers.join.about', { address: <span class="address">{email}</span> })} frame={frame}>
      {other !== undefined && <Message kind="notice">{t.rich('organisers.join.other', { address: <span class="address">{other}</span> })}</Message>}
      {ways.password && (
        <Form action={paths.organiserInvitation(token)} form={form} t={t}>
          <Input form={form} t={t} name="name" label={t('organisers.join.name')} hint={t('organisers.join.name.hint')} autocomplete="name" />
          <NewPassword form={form} label={t('accounts.setUp.password')} t={t} />
          <Actions>
            <Button>{t('organisers.join.send')}</Button>
          </Actions>
        </Form>
      )}
      <ByProvider provider={ways.provider} tone={ways.password ? 'secondary' : 'primary'} t={t}>
        {t('organisers.join.byProvider', { provider: ways.provider?.name ?? '' })}
      </ByProvider>
    </AtTheDoor>
  )
}

/** Says that an invitation is used, withdrawn or too old. */
export function DeadInvitationOfOrganiserPage({ frame }: { frame: Frame }) {
  const { t } = frame
  return (
    <DeadLinkPage
      title={t('organisers.join.dead.title')}
      lead={t('organisers.join.dead')}
      path={paths.adminLogin()}
      label={t('accounts.forgot.back')}
      frame={frame}
    />
  )
}
