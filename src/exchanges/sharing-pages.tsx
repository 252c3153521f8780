import { paths } from '../paths.ts'
import { Actions, Button, SendOrLeave } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name, toDesk } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'

/** An organiser of an exchange as the others see one. */
type Fellow = { id: string; name: string | null; email: string }
type OfExchange = { id: string; name: string }

/** Who organises an exchange, and the form that adds somebody. `own` is the account that looks. */
export function SharingPage({
  exchange,
  organisers,
  own,
  form,
  frame,
}: {
  exchange: OfExchange
  organisers: Fellow[]
  own: string
  form: Refused
  frame: Frame
}) {
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
                <Name>{name ?? email}</Name>
              </b>
              {name !== null && <span class="quiet">{email}</span>}
              {organisers.length > 1 && (
                <a
                  href={paths.unshare(exchange.id, id)}
                  aria-label={id === own ? undefined : t('organisers.sharing.remove.question', { organiser: name ?? email })}
                >
                  {t(id === own ? 'organisers.sharing.leave' : 'organisers.sharing.remove.send')}
                </a>
              )}
            </li>
          ))}
        </ul>
      </Card>
      <Form action={paths.sharing(exchange.id)} form={form} title={t('organisers.sharing.add')} t={t}>
        <p class="quiet">{t('organisers.sharing.add.about')}</p>
        <Input form={form} t={t} name="email" type="email" label={t('accounts.email.address')} autocomplete="off" inputmode="email" />
        <Actions>
          <Button>{t('organisers.sharing.add.send')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}

/** Asks before somebody is taken away from the organisers, or leaves them. */
export function UnsharePage({ exchange, fellow, isOwn, form, frame }: { exchange: OfExchange; fellow: Fellow; isOwn: boolean; form: Refused; frame: Frame }) {
  const { t } = frame
  const question = isOwn
    ? t.rich('organisers.sharing.leave.question', { exchange: <Name>{exchange.name}</Name> })
    : t.rich('organisers.sharing.remove.question', { organiser: <Name>{fellow.name ?? fellow.email}</Name> })
  return (
    <Page title={t('organisers.title')} frame={frame} nav="admin">
      <Heading title={question} back={{ path: paths.sharing(exchange.id), label: t('organisers.title') }} />
      <Form action={paths.unshare(exchange.id, fellow.id)} form={form} t={t}>
        <p>{t(isOwn ? 'organisers.sharing.leave.then' : 'organisers.sharing.remove.then')}</p>
        <SendOrLeave t={t} send={t(isOwn ? 'organisers.sharing.leave' : 'organisers.sharing.remove.send')} tone="danger" path={paths.sharing(exchange.id)} />
      </Form>
    </Page>
  )
}
