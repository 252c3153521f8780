import { paths } from '../paths.ts'
import { Heading, Name } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { AccessForm } from './access-form.tsx'
import type { Invitation } from './reads.ts'

/** Asks for the e-mail address of someone who has joined before. */
export function RequestAccessPage({ invitation, form, frame }: { invitation: Invitation; form: Refused; frame: Frame }) {
  const { name, slug, isOpen } = invitation
  const { t } = frame
  return (
    <Page title={t('registration.signIn.exchange.title', { name })} frame={frame}>
      <Heading title={t('registration.signIn.welcome')} lead={t.rich('registration.signIn.exchange.lead', { name: <Name>{name}</Name> })} />
      <AccessForm action={paths.requestAccess(slug)} form={form} t={t} />
      {isOpen && <p>{t.rich('registration.signIn.exchange.join', { link: (words) => <a href={paths.register(slug)}>{words}</a> })}</p>}
    </Page>
  )
}

/** Asks for the e-mail address of someone who has joined and no longer knows by which link. */
export function SignInPage({ form, frame }: { form: Refused; frame: Frame }) {
  const { t } = frame
  return (
    <Page title={t('registration.signIn.title')} frame={frame}>
      <Heading title={t('registration.signIn.welcome')} lead={t('registration.signIn.lead')} />
      <AccessForm action={paths.signIn()} form={form} t={t} />
    </Page>
  )
}
