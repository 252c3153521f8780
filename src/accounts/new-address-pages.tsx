import { paths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import type { Frame } from '../web/answer.tsx'
import { DeadLinkPage } from './dead-link-page.tsx'
import { AtTheDoor } from './door.tsx'

/** Asks whoever followed the link whether that address is to be the account's: programs that look at e-mails follow links, too. */
export function NewAddressPage({ token, email, frame }: { token: string; email: string; frame: Frame }) {
  const { t } = frame
  return (
    <AtTheDoor title={t('accounts.newAddress')} lead={t.rich('accounts.newAddress.lead', { address: <span class="address">{email}</span> })} frame={frame}>
      <Form action={paths.newAddress(token)}>
        <Actions>
          <Button>{t('email.newAddress.confirm')}</Button>
        </Actions>
      </Form>
    </AtTheDoor>
  )
}

/** One answer for such links that are expired, used, replaced or were never made. */
export function DeadNewAddressPage({ frame }: { frame: Frame }) {
  const { t } = frame
  return (
    <DeadLinkPage
      title={t('accounts.deadLink')}
      lead={t('accounts.newAddress.dead')}
      path={paths.settings()}
      label={t('accounts.newAddress.toSettings')}
      frame={frame}
    />
  )
}
