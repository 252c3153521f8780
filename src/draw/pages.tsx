import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Gift } from '../ui/art.tsx'
import { Button, LinkButton, ScriptButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { dateInWords } from '../ui/dates.ts'
import { Empty } from '../ui/empty.tsx'
import { Fact, Facts } from '../ui/facts.tsx'
import { Owner } from '../ui/form-owner.tsx'
import { Eyebrow, Name } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Receiver } from './reveal.ts'

/** The page while the draw is under way; without JavaScript it loads itself again. */
export function DrawingPage({ frame, children }: { frame: Frame; children: Child }) {
  return (
    <Page title={frame.t('draw.drawing')} frame={frame} nav="admin" reloadAfter={2}>
      {children}
    </Page>
  )
}

/** While the draw takes longer than a moment; since when it has been under way, where that is known already. */
export function DrawingPart({ exchangeId, since, now, t }: { exchangeId: string; since: Date | undefined; now: Date; t: Printer }) {
  // The clocks of two instances may differ.
  const seconds = since && Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000))
  const path = paths.drawing(exchangeId)
  return (
    <div id="drawing" hx-get={path} hx-trigger="load delay:1s" hx-swap="outerHTML">
      <Empty
        picture={<Gift size={120} />}
        title={t('draw.drawing.heading')}
        lead={seconds === undefined ? t('draw.drawing.lead') : t('draw.drawing.leadSoFar', { seconds })}
        isPage
      >
        <progress aria-label={t('draw.drawing')} />
        <p>
          <a href={path}>{t('draw.drawing.lookAgain')}</a>
        </p>
      </Empty>
    </div>
  )
}

/** The moment of truth: who the giver gives to, and what to know before going shopping. It prints on a sheet. */
export function MatchPage({ giverId, receiver, frame }: { giverId: string; receiver: Receiver; frame: Frame }) {
  const { t } = frame
  return (
    <Page title={t('draw.match.title')} frame={frame} nav="participant">
      <div class="reveal">
        <Card tone="festive">
          <Gift size={128} isOpen />
          <h1>{t.rich('draw.match.heading', { lead: (words) => <Eyebrow>{words}</Eyebrow>, name: <Name>{receiver.name}</Name> })}</h1>
          <OccasionFacts occasion={receiver.occasion} t={t} />
        </Card>
        <GiftIdeas receiver={receiver} t={t} />
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

function GiftIdeas({ receiver: { name, giftIdeas, namesakes }, t }: { receiver: Receiver; t: Printer }) {
  return (
    <Card title={t('draw.match.giftIdeas')}>
      {namesakes > 1 && <Message kind="notice">{t.rich('draw.match.namesakes', { count: namesakes, name: <Name>{name}</Name> })}</Message>}
      {giftIdeas ? <UserText text={giftIdeas} /> : <p class="quiet">{t('draw.match.noGiftIdeas')}</p>}
    </Card>
  )
}
