import { statesBeforeDraw } from '../exchanges/exchange-states.ts'
import { flattened } from '../html/jsx-runtime.ts'
import type { Printer } from '../language/printer.ts'
import { memoize } from '../memoize.ts'
import type { Unread } from '../messages/unread.ts'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { dateInWords } from '../ui/dates.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { Owner } from '../ui/form-owner.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { ShownWish } from '../ui/wish-list.tsx'
import type { Frame } from '../web/answer.tsx'
import type { AnswerProgress } from '../wishes/answers.ts'
import type { Look } from '../wishes/plan.ts'
import { MessagesCard } from './messages-card.tsx'
import { MyAnswers, MyGiftIdeas } from './my-wishes.tsx'
import { canWish, NextStep } from './next-step-card.tsx'
import type { Dashboard } from './reads.ts'

type DashboardProperties = {
  dashboard: Dashboard
  look: Look
  wishes: readonly ShownWish[]
  names: readonly string[]
  progress: AnswerProgress
  unread: Unread | undefined
  frame: Frame
}

/** All that a participant needs to know at a glance: what, when, how much, who is in, and what comes next. */
export function DashboardPage({ dashboard, look, wishes, names, progress, unread, frame }: DashboardProperties) {
  const { t } = frame
  return (
    <Page title={dashboard.exchangeName} frame={frame} nav="participant">
      <Heading eyebrow={t.rich('participants.dashboard.hello', { name: <Name>{dashboard.name}</Name> })} title={<Name>{dashboard.exchangeName}</Name>} />
      <NextStep dashboard={dashboard} look={look} names={names} progress={progress} t={t} />
      {unread && <MessagesCard unread={unread} t={t} />}
      <WhatAndWhen dashboard={dashboard} t={t} />
      <MyGiftIdeas dashboard={dashboard} wishes={wishes} t={t} />
      {canWish(dashboard) && <MyAnswers progress={progress} t={t} />}
      <MySelf dashboard={dashboard} t={t} />
      {!statesBeforeDraw.includes(dashboard.state) && <NextTime dashboard={dashboard} t={t} />}
      <Card title={t('participants.dashboard.whoIsIn')} count={t.number(names.length)}>
        <NameList names={names} />
      </Card>
    </Page>
  )
}

type PartProperties = { dashboard: Dashboard; t: Printer }

function WhatAndWhen({ dashboard: { exchangeId, exchangeDate, state, budget, description }, t }: PartProperties) {
  return (
    <Facts>
      <Fact term={t('participants.dashboard.giftDay')}>
        {dateInWords(exchangeDate, t)}
        {state !== 'completed' && (
          <a class="beside" href={paths.calendar(exchangeId)}>
            {t('participants.dashboard.calendar')}
          </a>
        )}
      </Fact>
      {budget && <Fact term={t('participants.dashboard.budget')}>{budget}</Fact>}
      {description && (
        <Fact term={t('participants.dashboard.description')}>
          <UserText text={description} />
        </Fact>
      )}
    </Facts>
  )
}

/** Everyone in an exchange sees the same names, which `readNames` gives as one list. */
const NameList = memoize(
  ({ names }: { names: readonly string[] }) =>
    flattened(
      <ul class="names">
        {names.map((name) => (
          <li dir="auto">{name}</li>
        ))}
      </ul>,
    ),
  ({ names }) => names,
)

function remindersInWords({ reminderEnabled, hasReminders, state }: Dashboard, t: Printer): string {
  if (!reminderEnabled) return t('participants.dashboard.reminders.none')
  if (state === 'completed') return t('participants.dashboard.reminders.on')
  return t(hasReminders ? 'participants.dashboard.reminders.ahead' : 'participants.dashboard.reminders.notSent')
}

function MySelf({ dashboard, t }: PartProperties) {
  const { name, email: address, reminderEnabled: isOn } = dashboard
  const boldName = (
    <b>
      <Name>{name}</Name>
    </b>
  )
  return (
    <Card title={t('participants.dashboard.me')}>
      <p>
        {t.rich('participants.dashboard.me.address', { name: boldName, address })} {remindersInWords(dashboard, t)}
      </p>
      <Actions>
        {statesBeforeDraw.includes(dashboard.state) && (
          <LinkButton path={paths.profile()} tone="secondary">
            {t('participants.dashboard.me.profile')}
          </LinkButton>
        )}
        <PreferenceForm dashboard={dashboard} name="reminder_enabled" isWanted={!isOn}>
          {t(isOn ? 'participants.dashboard.reminders.turnOff' : 'participants.dashboard.reminders.turnOn')}
        </PreferenceForm>
        {dashboard.state !== 'completed' && (
          <LinkButton path={paths.withdraw()} tone="secondary">
            {t('participants.dashboard.me.leave')}
          </LinkButton>
        )}
      </Actions>
    </Card>
  )
}

/** Asks whether somebody wants to be invited to the next exchange like this one. */
function NextTime({ dashboard, t }: PartProperties) {
  const { inviteAgain } = dashboard
  return (
    <Card title={t('participants.dashboard.again')}>
      <p>{t(inviteAgain ? 'participants.dashboard.again.on' : 'participants.dashboard.again.off')}</p>
      <Actions>
        <PreferenceForm dashboard={dashboard} name="invite_again" isWanted={!inviteAgain}>
          {t(inviteAgain ? 'participants.dashboard.again.turnOff' : 'participants.dashboard.again.turnOn')}
        </PreferenceForm>
      </Actions>
    </Card>
  )
}

/** A button that changes one preference; without its box it turns it off. */
function PreferenceForm({
  dashboard,
  name,
  isWanted,
  children,
}: {
  dashboard: Dashboard
  name: 'reminder_enabled' | 'invite_again'
  isWanted: boolean
  children: string
}) {
  return (
    <form method="post" action={paths.preferences()}>
      <Owner id={dashboard.id} />
      <input type="hidden" name="preference" value={name} />
      {isWanted && <input type="hidden" name={name} value="on" />}
      <Button tone="secondary">{children}</Button>
    </form>
  )
}
