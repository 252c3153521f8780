import { fewestParticipants } from '../exchanges/exchange.ts'
import { statesOfGiftIdeas } from '../exchanges/permissions.ts'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Gift } from '../ui/art.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { dateInWords, midnightAfter, zoneInWords } from '../ui/dates.ts'
import { Owner } from '../ui/form-owner.tsx'
import { Name } from '../ui/heading.tsx'
import type { AnswerProgress } from '../wishes/answers.ts'
import type { Look } from '../wishes/plan.ts'
import { countOf } from './namesakes.ts'
import type { Dashboard } from './reads.ts'

type StepProperties = { dashboard: Dashboard; look: Look; names: readonly string[]; progress: AnswerProgress; t: Printer }

/** What comes next for somebody who takes part, which is the first thing on their page. */
export function NextStep({ dashboard, look, names, progress, t }: StepProperties) {
  if (dashboard.state === 'completed') return <Over dashboard={dashboard} look={look} t={t} />
  if (dashboard.hasMatch) return <MatchReady dashboard={dashboard} look={look} names={names} progress={progress} t={t} />
  const isTooFew = dashboard.state === 'registration_open' && names.length < fewestParticipants
  return (
    <Card title={t('participants.dashboard.next')} tone="next">
      <p>
        {whatComesNext(dashboard, t)}
        {isTooFew && ` ${t('participants.dashboard.next.tooFew')}`}
      </p>
      {canWish(dashboard) && (
        <ul class="checks">
          <GiftIdeasCheck hasWished={hasWished(dashboard)} t={t} />
          <AnswersCheck progress={progress} t={t} />
          <NameCheck dashboard={dashboard} names={names} t={t} />
        </ul>
      )}
    </Card>
  )
}

/** In a state in which nothing is drawn. Only the organiser takes part before registration opens. */
function whatComesNext({ state, registrationCloseDate, timezone }: Dashboard, t: Printer): string {
  if (state !== 'draft' && state !== 'registration_open') return t('participants.dashboard.next.closed')
  const until = { date: midnightAfter(registrationCloseDate, t), timezone: zoneInWords(timezone, t) }
  return t(state === 'draft' ? 'participants.dashboard.next.draft' : 'participants.dashboard.next.open', until)
}

/** Whether somebody has told what they wish for, in words or as a list. */
export function hasWished({ giftIdeas, hasWishList }: Pick<Dashboard, 'giftIdeas' | 'hasWishList'>): boolean {
  return giftIdeas !== '' || hasWishList
}

/** Whether gift ideas can be written now. */
export function canWish({ state }: Dashboard): boolean {
  return statesOfGiftIdeas.includes(state)
}

function GiftIdeasCheck({ hasWished, t }: { hasWished: boolean; t: Printer }) {
  if (hasWished) return <li>{t('participants.dashboard.next.ideas')}</li>
  return <li class="attention">{t.rich('participants.dashboard.next.noIdeas', { link: (words) => <a href={paths.giftIdeas()}>{words}</a> })}</li>
}

/** Whoever still owes an answer that everybody should give is led to it. */
function AnswersCheck({ progress: { owed }, t }: Pick<StepProperties, 'progress' | 't'>) {
  if (owed === 0) return null
  return <li class="attention">{t.rich('participants.dashboard.next.owed', { link: (words) => <a href={paths.answers()}>{words}</a> })}</li>
}

/** Whoever shares a name with someone else can make sure that givers know which of them is meant; no one else can, unseen. */
function NameCheck({ dashboard: { name, state }, names, t }: Omit<StepProperties, 'progress' | 'look'>) {
  if (countOf(name, names) < 2) return null
  const isDrawn = state === 'matched'
  const path = isDrawn ? paths.giftIdeas() : paths.profile()
  return (
    <li class="attention">
      {t.rich(isDrawn ? 'participants.dashboard.next.namesake.drawn' : 'participants.dashboard.next.namesake', {
        name: <Name>{name}</Name>,
        link: (words) => <a href={path}>{words}</a>,
      })}
    </li>
  )
}

function MatchReady({ dashboard, look, names, progress, t }: StepProperties) {
  return (
    <Card tone="festive">
      <Gift size={96} />
      <h2>{t('participants.dashboard.match')}</h2>
      {look !== 'shown' && <p>{t('participants.dashboard.match.overShoulder')}</p>}
      <Match dashboard={dashboard} look={look} t={t} />
      <ul class="checks">
        <LookedCheck dashboard={dashboard} look={look} t={t} />
        <GiftIdeasCheck hasWished={hasWished(dashboard)} t={t} />
        <AnswersCheck progress={progress} t={t} />
        <NameCheck dashboard={dashboard} names={names} t={t} />
        <li class="ahead">{t('participants.dashboard.match.gift', { date: dateInWords(dashboard.exchangeDate, t) })}</li>
      </ul>
    </Card>
  )
}

function LookedCheck({ dashboard: { matchInEmail }, look, t }: Pick<StepProperties, 'dashboard' | 'look' | 't'>) {
  if (look === 'shown' || look === 'hidden') return <li>{t('participants.dashboard.match.looked')}</li>
  if (look === 'never' && matchInEmail) return null
  if (look === 'never') return <li class="attention">{t('participants.dashboard.match.notLooked')}</li>
  return <li class="attention">{t('refusal.drawChanged')}</li>
}

function Match({ dashboard: { id }, look, t }: Pick<StepProperties, 'dashboard' | 'look' | 't'>) {
  if (look === 'shown') {
    return (
      <Actions>
        <LinkButton path={paths.match()}>{t('participants.dashboard.match.show')}</LinkButton>
      </Actions>
    )
  }
  return (
    <form method="post" action={paths.match()} class="actions">
      <Owner id={id} />
      <Button>{t('participants.dashboard.match.reveal')}</Button>
    </form>
  )
}

function Over({ dashboard, look, t }: Pick<StepProperties, 'dashboard' | 'look' | 't'>) {
  return (
    <Card tone="festive">
      <Gift size={96} isOpen />
      <h2>{t('participants.dashboard.over')}</h2>
      <p>{t('participants.dashboard.over.thanks')}</p>
      {dashboard.hasMatch && <Match dashboard={dashboard} look={look} t={t} />}
    </Card>
  )
}
