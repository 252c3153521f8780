import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { SendOrLeave } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox, Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, toDesk } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { ComingUp, type Outlook, type Timetable } from './coming-up.tsx'

/** The page around the form for notifications. */
export function NotificationsPage({ timetable, coming, frame, children }: { timetable: Timetable; coming: Outlook; frame: Frame; children: Child }) {
  const { t } = frame
  return (
    <Page title={t('exchanges.notifications.pageTitle', { exchange: timetable.name })} frame={frame} nav="admin">
      <Heading title={t('exchanges.notifications.title')} lead={t('exchanges.notifications.lead')} back={toDesk(timetable)} />
      <PartsNav id={timetable.id} here="settings" t={t} />
      {children}
      <Card title={t('exchanges.comingUp.title')}>
        <ComingUp outlook={coming} t={t} />
      </Card>
      <p class="ends">
        {timetable.state !== 'completed' && (
          <a class="calm" href={paths.editExchange(timetable.id)}>
            {t('exchanges.edit.title')}
          </a>
        )}
        <a class="calm" href={paths.sharing(timetable.id)}>
          {t('organisers.title')}
        </a>
        <a href={paths.deleteExchange(timetable.id)}>{t('exchanges.delete.link')}</a>
      </p>
    </Page>
  )
}

/** What the organiser can be told of, by the names of its fields. */
const wishes = [
  { name: 'new_registration', wish: 'newRegistration', hint: 'exchanges.notifications.newRegistration.hint' },
  { name: 'withdrawal', wish: 'withdrawal', hint: 'exchanges.notifications.withdrawal.hint' },
  { name: 'draw_done', wish: 'drawDone', hint: undefined },
  { name: 'mail_failing', wish: 'mailFailing', hint: 'exchanges.notifications.mailFailing.hint' },
  { name: 'purge_coming', wish: 'purgeComing', hint: undefined },
] as const

/** The form: what the organiser is told of, and when people are reminded. */
export function NotificationsPart({ timetable, form, t }: { timetable: Timetable; form: Refused; t: Printer }) {
  return (
    <Form id="notifications-form" action={paths.notifications(timetable.id)} form={form} t={t}>
      <fieldset>
        <legend>{t('exchanges.notifications.toYou')}</legend>
        {wishes.map(({ name, wish, hint }) => (
          <Checkbox form={form} t={t} name={name} label={t(`exchanges.notifications.${wish}`)} hint={hint && t(hint)} />
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('exchanges.notifications.reminders')}</legend>
        <Input
          form={form}
          t={t}
          name="reminder_days"
          label={t('exchanges.notifications.reminderDays')}
          hint={t('exchanges.notifications.reminderDays.hint')}
          inputmode="text"
          optional
        />
      </fieldset>
      <input type="hidden" name="version" value={form.typed.version ?? ''} />
      <SendOrLeave send={t('exchanges.notifications.save')} path={paths.exchange(timetable.id)} t={t} />
    </Form>
  )
}
