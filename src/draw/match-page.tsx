import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { AnswerList } from '../ui/answer-list.tsx'
import { Gift } from '../ui/art.tsx'
import { Actions, Button, LinkButton, ScriptButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { dateInWords } from '../ui/dates.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { Problems } from '../ui/field.tsx'
import { Owner } from '../ui/form-owner.tsx'
import { Eyebrow, Name } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { GiversWishes } from './givers-wishes.tsx'
import { PlanCard } from './plan-card.tsx'
import type { Receiver } from './reveal.ts'

type MatchProperties = {
  giverId: string
  receiver: Receiver
  /** How many answers wait to be read; undefined where one can't ask. */
  unread: number | undefined
  /** What was sent from it and can't be taken. */
  form?: Refused | undefined
  frame: Frame
}

/** The moment of truth: who the giver gives to, and what to know before going shopping. It prints on a sheet. */
export function MatchPage({ giverId, receiver, unread, form, frame }: MatchProperties) {
  const { t } = frame
  return (
    <Page title={t('draw.match.title')} frame={frame} nav="participant">
      <div class="reveal">
        {form && <Problems form={form} t={t} />}
        <Card tone="festive">
          <Gift size={128} isOpen />
          <h1>{t.rich('draw.match.heading', { lead: (words) => <Eyebrow>{words}</Eyebrow>, name: <Name>{receiver.name}</Name> })}</h1>
          <OccasionFacts occasion={receiver.occasion} t={t} />
        </Card>
        <GiftIdeas giverId={giverId} receiver={receiver} t={t} />
        <AnswerList answers={receiver.answers} t={t} />
        {unread !== undefined && <AskCard name={receiver.name} unread={unread} t={t} />}
        <PlanCard giverId={giverId} receiver={receiver} t={t} />
        <form method="post" action={paths.match()} class="actions">
          <Owner id={giverId} />
          <input type="hidden" name="show" value="no" />
          <ScriptButton data-print>{t('draw.match.print')}</ScriptButton>
          <Button tone="secondary">{t('draw.match.hide')}</Button>
          <LinkButton path={paths.dashboard()} tone="secondary">
            {t('draw.match.back')}
          </LinkButton>
        </form>
      </div>
    </Page>
  )
}

function OccasionFacts({ occasion, t }: Pick<Receiver, 'occasion'> & { t: Printer }) {
  const { exchangeId, name, description, budget, exchangeDate, state } = occasion
  return (
    <Facts>
      <Fact term={t('draw.match.giftDay')}>
        {dateInWords(exchangeDate, t)}
        {state !== 'completed' && (
          <a class="beside no-print" href={paths.calendar(exchangeId)}>
            {t('draw.match.addToCalendar')}
          </a>
        )}
      </Fact>
      {budget && <Fact term={t('draw.match.budget')}>{budget}</Fact>}
      <Fact term={t('draw.match.exchange')}>
        <Name>{name}</Name>
      </Fact>
      {description && (
        <Fact term={t('draw.match.fromOrganiser')}>
          <UserText text={description} isAside />
        </Fact>
      )}
    </Facts>
  )
}

function GiftIdeas({ giverId, receiver: { name, giftIdeas, areIdeasNew, wishes, namesakes }, t }: { giverId: string; receiver: Receiver; t: Printer }) {
  return (
    <Card title={t('draw.match.giftIdeas')} count={areIdeasNew ? t('draw.match.new') : undefined}>
      {namesakes > 1 && <Message kind="notice">{t.rich('draw.match.namesakes', { count: namesakes, name: <Name>{name}</Name> })}</Message>}
      {giftIdeas && <UserText text={giftIdeas} />}
      {wishes.length > 0 && <GiversWishes giverId={giverId} wishes={wishes} t={t} />}
      {!giftIdeas && wishes.length === 0 && <p class="quiet">{t('draw.match.noGiftIdeas')}</p>}
    </Card>
  )
}

/** The way to ask whoever one gives to, and to what they answered. */
function AskCard({ name, unread, t }: { name: string; unread: number; t: Printer }) {
  return (
    <Card id="ask" title={t('draw.match.ask.title')} count={unread > 0 ? t('messages.unread', { count: unread }) : undefined}>
      <p>{t.rich('draw.match.ask', { name: <Name>{name}</Name> })}</p>
      <Actions>
        {unread > 0 && <LinkButton path={paths.threads('receiver')}>{t('messages.dashboard.read')}</LinkButton>}
        <LinkButton path={paths.thread('receiver')} tone="secondary">
          {t('draw.match.ask.button')}
        </LinkButton>
      </Actions>
    </Card>
  )
}
