import type { Child } from '#jsx/jsx-runtime'
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
import { ComingUp, comingUpTitle, type Outlook, type Plan } from './coming-up.tsx'

/** The page around the form for notifications. */
export function NotificationsPage({ plan, coming, frame, children }: { plan: Plan; coming: Outlook; frame: Frame; children: Child }) {
  return (
    <Page title={`Settings of ${plan.name}`} frame={frame} nav="admin">
      <Heading title="Settings" lead="What we e-mail you, and when we remind people." back={toDesk(plan)} />
      <PartsNav id={plan.id} here="settings" />
      {children}
      <Card title={comingUpTitle}>
        <ComingUp outlook={coming} />
      </Card>
      <p class="ends">
        {plan.state !== 'completed' && (
          <a class="calm" href={paths.editExchange(plan.id)}>
            Change the details
          </a>
        )}
        <a href={paths.deleteExchange(plan.id)}>Delete the exchange</a>
      </p>
    </Page>
  )
}

/** The form: what the organiser is told of, and when people are reminded. */
export function NotificationsPart({ plan, form }: { plan: Plan; form: Refused }) {
  return (
    <Form id="notifications-form" action={paths.notifications(plan.id)} form={form}>
      <fieldset>
        <legend>E-mails to you</legend>
        <Checkbox form={form} name="new_registration" label="Someone has joined" hint="The first at once; everyone else within the hour in one e-mail." />
        <Checkbox form={form} name="withdrawal" label="Someone has left, or wants to" hint="Gathered the same way." />
        <Checkbox form={form} name="draw_done" label="The names are drawn" />
        <Checkbox form={form} name="mail_failing" label="E-mails couldn’t be delivered" hint="Once a day at most." />
        <Checkbox form={form} name="purge_coming" label="The exchange will be erased in a week" />
      </fieldset>
      <fieldset>
        <legend>Reminders to everyone who takes part</legend>
        <Input
          form={form}
          name="reminder_days"
          label="Days before"
          hint="Up to five numbers from 0 to 60, like “7, 1”. They go out at 09:00 to everyone who wants them, once the names are drawn. Empty for none."
          inputmode="text"
          optional
        />
      </fieldset>
      <SendOrLeave send="Save" path={paths.exchange(plan.id)} />
    </Form>
  )
}
