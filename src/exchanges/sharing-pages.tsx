import { nameOf } from '../accounts/account.ts'
import { inWords } from '../language/refusals.ts'
import { paths } from '../paths.ts'
import { Actions, Button, SendOrLeave } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { EmailField } from '../ui/email-field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name, toDesk } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import { WaitingInvitations } from '../ui/waiting-invitations.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'

/** An organiser of an exchange as the others see one. */
type Fellow = { id: string; name: string | null; email: string }
type OfExchange = { id: string; name: string }

type SharingProperties = {
  exchange: OfExchange
  organisers: Fellow[]
  invitations: { id: string; email: string; expiresAt: Date }[]
  /** The account that looks. */
  own: string
  form: Refused
  frame: Frame
}

/** Who organises an exchange, who is invited to, and the form that adds somebody. */
export function SharingPage({ exchange, organisers, invitations, own, form, frame }: SharingProperties) {
  const { t } = frame
  const title = t('organisers.title')
  return (
    <Page title={title} frame={frame} nav="admin">
      <Heading title={title} lead={t('organisers.sharing.about')} back={toDesk(exchange)} />
      <PartsNav id={exchange.id} here="settings" isWithin t={t} />
      <Card>
        <ul class="accounts">
          {organisers.map(({ id, name, email }) => (
            <li>
              <b>
                <Name>{nameOf({ name, email })}</Name>
              </b>
              {name !== null && <span class="quiet">{email}</span>}
              {organisers.length > 1 && (
                <a
                  href={paths.unshare(exchange.id, id)}
                  aria-label={id === own ? undefined : t('organisers.sharing.remove.question', { organiser: nameOf({ name, email }) })}
                >
                  {t(id === own ? 'organisers.sharing.leave' : 'organisers.sharing.remove.send')}
                </a>
              )}
            </li>
          ))}
        </ul>
      </Card>
      <WaitingInvitations invitations={invitations} action={paths.withdrawShare(exchange.id)} t={t} />
      <Form action={paths.sharing(exchange.id)} form={form} title={t('organisers.sharing.add')} t={t}>
        <p class="quiet">{t('organisers.sharing.add.about')}</p>
        <EmailField form={form} label={t('accounts.email.address')} autocomplete="off" t={t} />
        <Actions>
          <Button>{t('organisers.sharing.add.send')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}

/** Says to the only organiser of an exchange why there is no leaving it. */
export function LastOrganiserPage({ exchange, frame }: { exchange: OfExchange; frame: Frame }) {
  const { t } = frame
  return (
    <Page title={t('organisers.title')} frame={frame} nav="admin">
      <Heading
        title={t.rich('organisers.sharing.last', { exchange: <Name>{exchange.name}</Name> })}
        back={{ path: paths.sharing(exchange.id), label: t('organisers.title') }}
      />
      <Message kind="problem">{inWords({ code: 'last organiser' }, t)}</Message>
    </Page>
  )
}

/** Asks before somebody is taken away from the organisers, or leaves them. */
export function UnsharePage({ exchange, fellow, isOwn, frame }: { exchange: OfExchange; fellow: Fellow; isOwn: boolean; frame: Frame }) {
  const { t } = frame
  const question = isOwn
    ? t.rich('organisers.sharing.leave.question', { exchange: <Name>{exchange.name}</Name> })
    : t.rich('organisers.sharing.remove.question', { organiser: <Name>{nameOf(fellow)}</Name> })
  return (
    <Page title={t('organisers.title')} frame={frame} nav="admin">
      <Heading title={question} back={{ path: paths.sharing(exchange.id), label: t('organisers.title') }} />
      <Form action={paths.unshare(exchange.id, fellow.id)}>
        <p>{t(isOwn ? 'organisers.sharing.leave.then' : 'organisers.sharing.remove.then')}</p>
        <SendOrLeave t={t} send={t(isOwn ? 'organisers.sharing.leave' : 'organisers.sharing.remove.send')} tone="danger" path={paths.sharing(exchange.id)} />
      </Form>
    </Page>
  )
}
