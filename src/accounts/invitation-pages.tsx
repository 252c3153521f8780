import { paths } from '../paths.ts'
import { Klaus } from '../ui/art.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { AtTheDoor } from './door.tsx'
import { NewPassword } from './new-password.tsx'

/** The page behind an organiser's invitation: a name and a password make an account. */
export function OrganiserInvitationPage({ token, email, form, frame }: { token: string; email: string; form: Refused; frame: Frame }) {
  const { t } = frame
  return (
    <AtTheDoor title={t('organisers.join.title')} lead={t.rich('organisers.join.about', { address: <span class="address">{email}</span> })} frame={frame}>
      <Form action={paths.organiserInvitation(token)} form={form} t={t}>
        <Input form={form} t={t} name="name" label={t('organisers.join.name')} hint={t('organisers.join.name.hint')} autocomplete="name" />
        <NewPassword form={form} label={t('accounts.setUp.password')} t={t} />
        <Actions>
          <Button>{t('organisers.join.send')}</Button>
        </Actions>
      </Form>
    </AtTheDoor>
  )
}

/** Says that an invitation is used, withdrawn or too old. */
export function DeadInvitationOfOrganiserPage({ frame }: { frame: Frame }) {
  const { t } = frame
  const title = t('organisers.join.dead.title')
  return (
    <Page title={title} frame={frame}>
      <Empty picture={<Klaus size={140} />} title={title} lead={t('organisers.join.dead')} isPage>
        <Actions>
          <LinkButton path={paths.adminLogin()} tone="secondary">
            {t('accounts.forgot.back')}
          </LinkButton>
        </Actions>
      </Empty>
    </Page>
  )
}
