import { flattened } from '../html/jsx-runtime.ts'
import type { Printer } from '../language/printer.ts'
import { memoize } from '../memoize.ts'
import { longestGiftIdeas } from '../participants/participant.ts'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { EmailField } from '../ui/email-field.tsx'
import { Checkbox, Input, Problems } from '../ui/field.tsx'
import { swapped } from '../ui/form.tsx'
import { GiftIdeasField } from '../ui/gift-ideas.tsx'
import { blank, type Refused } from '../web/form.ts'
import { type Invitation, isFull } from './reads.ts'

/** The fragment below the facts: the form while one can join, else why not. */
export function JoinPart({ invitation, form, t }: { invitation: Invitation; form: Refused; t: Printer }) {
  const isClosed = !invitation.isOpen || isFull(invitation)
  // Whoever was a moment too late keeps what was typed: a place may come free.
  const isTooLate = isClosed && form.typed.name !== undefined
  if (isClosed && !isTooLate) return <NotOpen invitation={invitation} t={t} />
  const { slug } = invitation
  return (
    <div id="join">
      {isTooLate && <NotOpen invitation={invitation} t={t} />}
      {form === untouched ? <UntouchedForm slug={slug} t={t} /> : <RegistrationForm slug={slug} form={form} t={t} />}
    </div>
  )
}

function NotOpen({ invitation, t }: { invitation: Invitation; t: Printer }) {
  return (
    <Card title={t(invitation.isOpen ? 'registration.invitation.full' : 'registration.invitation.over')}>
      <p>{t('registration.invitation.backIn')}</p>
      <Actions>
        <WayBack slug={invitation.slug} tone="primary" t={t} />
      </Actions>
    </Card>
  )
}

/** Leads whoever has joined before to a sign-in link. */
export function WayBack({ slug, tone, t }: { slug: string; tone: 'primary' | 'secondary'; t: Printer }) {
  return (
    <LinkButton path={paths.requestAccess(slug)} tone={tone}>
      {t('registration.invitation.alreadyIn')}
    </LinkButton>
  )
}

/** The form as everyone gets it first. */
export const untouched = blank({ reminder_enabled: 'on' })
const UntouchedForm = memoize(
  ({ slug, t }: { slug: string; t: Printer }) => flattened(<RegistrationForm slug={slug} form={untouched} t={t} />),
  ({ slug, t }) => `${t.language.code} ${slug}`,
)

function RegistrationForm({ slug, form, t }: { slug: string; form: Refused; t: Printer }) {
  const action = paths.register(slug)
  return (
    <Card title={t('registration.form.title')}>
      <p class="quiet">{t('registration.form.promise')}</p>
      <form method="post" action={action} novalidate {...swapped(action, '#join')}>
        <Problems form={form} t={t} />
        <Input form={form} t={t} name="name" label={t('registration.form.name')} hint={t('registration.form.name.hint')} autocomplete="name" />
        <EmailField form={form} label={t('registration.form.email')} autocomplete="email" t={t} />
        <GiftIdeasField form={form} limit={longestGiftIdeas} t={t} />
        <Checkbox form={form} t={t} name="reminder_enabled" label={t('registration.form.reminders')} />
        <Actions>
          <Button>{t('registration.form.join')}</Button>
        </Actions>
      </form>
    </Card>
  )
}

type Already = { invitation: Invitation; form: Refused; email: string; t: Printer }

/** The friendly notice to someone who registers a second time, and below it the form as it was typed. */
export function AlreadyJoined({ invitation, form, email, t }: Already) {
  return (
    <div id="join">
      <Card title={t('registration.alreadyJoined.title')} tone="next" isAlert>
        <p>{t.rich('registration.alreadyJoined', { address: <b class="address">{email}</b> })}</p>
        <form method="post" action={paths.requestAccess(invitation.slug)}>
          <input type="hidden" name="email" value={email} />
          <Actions>
            <Button>{t('registration.alreadyJoined.send')}</Button>
          </Actions>
        </form>
      </Card>
      <RegistrationForm slug={invitation.slug} form={form} t={t} />
    </div>
  )
}
