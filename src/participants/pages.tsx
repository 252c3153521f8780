import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { Owner } from './form-owner.tsx'
import { GiftIdeasField } from './gift-ideas.tsx'

/** The page around the form for gift ideas. */
export function GiftIdeasPage({ frame, children }: { frame: Frame; children: Child }) {
  return (
    <Page title="My gift ideas" frame={frame} nav="participant">
      <Heading title="My gift ideas" lead="Only the person who draws you sees them, and always the latest version." back={toDashboard} />
      {children}
    </Page>
  )
}

/** The form for gift ideas. */
export function GiftIdeasPart({ form }: { form: Refused }) {
  return (
    <Form id="gift-ideas-form" action={paths.giftIdeas()} form={form}>
      <Owner id={form.typed.participant_id} />
      <input type="hidden" name="version" value={form.typed.version} />
      <GiftIdeasField form={form} />
      <SaveOrCancel />
    </Form>
  )
}

/** The page around the form for name and gift ideas. */
export function ProfilePage({ frame, children }: { frame: Frame; children: Child }) {
  return (
    <Page title="My profile" frame={frame} nav="participant">
      <Heading title="My profile" back={toDashboard} />
      {children}
    </Page>
  )
}

/** The form for name and gift ideas. Once the names are drawn, givers know people by their names. */
export function ProfilePart({ form, isNameFixed, hasNamesake }: { form: Refused; isNameFixed: boolean; hasNamesake: boolean }) {
  return (
    <Form id="profile-form" action={paths.profile()} form={form}>
      <Owner id={form.typed.participant_id} />
      <input type="hidden" name="version" value={form.typed.version} />
      <Input form={form} name="name" label="Your name" hint={nameHint(isNameFixed, hasNamesake)} autocomplete="name" readonly={isNameFixed} />
      <GiftIdeasField form={form} />
      <SaveOrCancel />
    </Form>
  )
}

/** The way back from a page about oneself. */
export const toDashboard = { path: paths.dashboard(), label: 'My exchange' }

function SaveOrCancel() {
  return (
    <Actions>
      <Button>Save</Button>
      <LinkButton path={paths.dashboard()} tone="secondary">
        Cancel
      </LinkButton>
    </Actions>
  )
}

function nameHint(isFixed: boolean, hasNamesake: boolean): string {
  if (isFixed) return 'The names are drawn, so your name can’t change now.'
  return hasNamesake ? 'Someone else here has the same name. Add something to tell you apart, like “Anna M.”' : 'As the others know you.'
}

/** Asks before reminders end, and says so when they have: mail programs open links on their own. */
export function UnsubscribePage({ exchangeName, slug, isDone, frame }: { exchangeName: string; slug: string; isDone: boolean; frame: Frame }) {
  if (isDone) {
    return (
      <Page title="Reminders" frame={frame}>
        <Heading
          title="No more reminders"
          lead={
            <>
              You’ll get no more reminders for <Name>{exchangeName}</Name>. You can turn them back on there at any time.
            </>
          }
        />
        <Actions>
          <LinkButton path={paths.requestAccess(slug)} tone="secondary">
            Open my exchange
          </LinkButton>
        </Actions>
      </Page>
    )
  }
  return (
    <Page title="Reminders" frame={frame}>
      <Heading title="Stop the reminders?" />
      {/* No action: the form goes to the address that it was opened from. */}
      <form method="post" class="card">
        <p>
          You’ll still get news of{' '}
          <b>
            <Name>{exchangeName}</Name>
          </b>
          , like the draw, but no reminders before gift day.
        </p>
        <Actions>
          <Button>Stop the reminders</Button>
        </Actions>
      </form>
    </Page>
  )
}
