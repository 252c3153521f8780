import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Fact, Facts } from '../ui/facts.tsx'
import { Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Owner } from '../ui/form-owner.tsx'
import { GiftIdeasField } from '../ui/gift-ideas.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { longestGiftIdeas } from './participant.ts'

/** The page around the form for gift ideas. */
export function GiftIdeasPage({ frame, children }: { frame: Frame; children: Child }) {
  return (
    <Page title="My gift ideas" frame={frame} nav="participant">
      <Heading title="My gift ideas" lead="Only the person who draws you sees them, and always the latest version." back={toDashboard} />
      {children}
    </Page>
  )
}

/** What was stored elsewhere while somebody was typing, as far as it collides with that. */
export type Stored = { name?: string; giftIdeas?: string }

/** The form for gift ideas. */
export function GiftIdeasPart({ form, stored }: { form: Refused; stored: Stored | undefined }) {
  return (
    <Form id="gift-ideas-form" action={paths.giftIdeas()} form={form}>
      <Owner id={form.typed.participant_id} />
      <input type="hidden" name="version" value={form.typed.version} />
      <GiftIdeasField form={form} limit={longestGiftIdeas} />
      {stored && <StoredMeanwhile stored={stored} />}
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

type ProfileProperties = { form: Refused; stored: Stored | undefined; isNameFixed: boolean; hasNamesake: boolean }

/** The form for name and gift ideas. Once the names are drawn, givers know people by their names. */
export function ProfilePart({ form, stored, isNameFixed, hasNamesake }: ProfileProperties) {
  return (
    <Form id="profile-form" action={paths.profile()} form={form}>
      <Owner id={form.typed.participant_id} />
      <input type="hidden" name="version" value={form.typed.version} />
      <Input form={form} name="name" label="Your name" hint={nameHint(isNameFixed, hasNamesake)} autocomplete="name" readonly={isNameFixed} />
      <GiftIdeasField form={form} limit={longestGiftIdeas} />
      {stored && <StoredMeanwhile stored={stored} />}
      <SaveOrCancel />
    </Form>
  )
}

function StoredMeanwhile({ stored: { name, giftIdeas } }: { stored: Stored }) {
  return (
    <Facts>
      {name !== undefined && <Fact term="Name saved meanwhile">{name}</Fact>}
      {giftIdeas !== undefined && <Fact term="Gift ideas saved meanwhile">{giftIdeas === '' ? 'None' : <UserText text={giftIdeas} />}</Fact>}
    </Facts>
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
