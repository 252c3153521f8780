import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Fact, Facts } from '../ui/facts.tsx'
import { Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Owner } from '../ui/form-owner.tsx'
import { GiftIdeasField } from '../ui/gift-ideas.tsx'
import { Heading } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { longestGiftIdeas } from './participant.ts'

/** The page around the form for gift ideas. */
export function GiftIdeasPage({ frame, children }: { frame: Frame; children: Child }) {
  const { t } = frame
  const title = t('participants.giftIdeas.title')
  return (
    <Page title={title} frame={frame} nav="participant">
      <Heading title={title} lead={t('participants.giftIdeas.lead')} back={toDashboard(t)} />
      {children}
    </Page>
  )
}

/** What was stored elsewhere while somebody was typing, as far as it collides with that. */
export type Stored = { name?: string; giftIdeas?: string }

/** The form for gift ideas. */
export function GiftIdeasPart({ form, stored, t }: { form: Refused; stored: Stored | undefined; t: Printer }) {
  return (
    <Form id="gift-ideas-form" action={paths.giftIdeas()} form={form} t={t}>
      <Owner id={form.typed.participant_id} />
      <input type="hidden" name="version" value={form.typed.version} />
      <GiftIdeasField form={form} limit={longestGiftIdeas} t={t} />
      {stored && <StoredMeanwhile stored={stored} t={t} />}
      <SaveOrCancel t={t} />
    </Form>
  )
}

/** The page around the form for name and gift ideas. */
export function ProfilePage({ frame, children }: { frame: Frame; children: Child }) {
  const { t } = frame
  const title = t('participants.profile.title')
  return (
    <Page title={title} frame={frame} nav="participant">
      <Heading title={title} back={toDashboard(t)} />
      {children}
    </Page>
  )
}

type ProfileProperties = { form: Refused; stored: Stored | undefined; isNameFixed: boolean; hasNamesake: boolean; t: Printer }

/** The form for name and gift ideas. Once the names are drawn, givers know people by their names. */
export function ProfilePart({ form, stored, isNameFixed, hasNamesake, t }: ProfileProperties) {
  return (
    <Form id="profile-form" action={paths.profile()} form={form} t={t}>
      <Owner id={form.typed.participant_id} />
      <input type="hidden" name="version" value={form.typed.version} />
      <Input
        form={form}
        t={t}
        name="name"
        label={t('participants.profile.name')}
        hint={nameHint(isNameFixed, hasNamesake, t)}
        autocomplete="name"
        readonly={isNameFixed}
      />
      <GiftIdeasField form={form} limit={longestGiftIdeas} t={t} />
      {stored && <StoredMeanwhile stored={stored} t={t} />}
      <SaveOrCancel t={t} />
    </Form>
  )
}

function StoredMeanwhile({ stored: { name, giftIdeas }, t }: { stored: Stored; t: Printer }) {
  return (
    <Facts>
      {name !== undefined && <Fact term={t('participants.profile.name.meanwhile')}>{name}</Fact>}
      {giftIdeas !== undefined && (
        <Fact term={t('participants.giftIdeas.meanwhile')}>
          {giftIdeas === '' ? t('participants.giftIdeas.meanwhile.none') : <UserText text={giftIdeas} />}
        </Fact>
      )}
    </Facts>
  )
}

/** The way back from a page about oneself. */
export function toDashboard(t: Printer) {
  return { path: paths.dashboard(), label: t('page.navigation.myExchange') }
}

function SaveOrCancel({ t }: { t: Printer }) {
  return (
    <Actions>
      <Button>{t('participants.profile.save')}</Button>
      <LinkButton path={paths.dashboard()} tone="secondary">
        {t('form.cancel')}
      </LinkButton>
    </Actions>
  )
}

function nameHint(isFixed: boolean, hasNamesake: boolean, t: Printer): string {
  if (isFixed) return t('participants.profile.name.fixed')
  return t(hasNamesake ? 'participants.profile.name.namesake' : 'participants.profile.name.hint')
}
