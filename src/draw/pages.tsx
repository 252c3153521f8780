import type { Child } from '#jsx/jsx-runtime'
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
    <Page title="Drawing names" frame={frame} nav="admin" reloadAfter={2}>
      {children}
    </Page>
  )
}

/** While the draw takes longer than a moment; since when it has been under way, where that is known already. */
export function DrawingPart({ exchangeId, since, now }: { exchangeId: string; since: Date | undefined; now: Date }) {
  // The clocks of two instances may differ.
  const seconds = since && Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000))
  const soFar = seconds === undefined ? '' : ` So far ${seconds === 1 ? '1 second' : `${seconds} seconds`}.`
  const path = paths.drawing(exchangeId)
  return (
    <div id="drawing" hx-get={path} hx-trigger="load delay:1s" hx-swap="outerHTML">
      <Empty
        picture={<Gift size={120} />}
        title="Drawing names …"
        lead={`This takes a little longer.${soFar} You can close this page: once the names are drawn, everyone gets an e-mail.`}
        isPage
      >
        <progress aria-label="Drawing names" />
        <p>
          <a href={path}>Look again</a>
        </p>
      </Empty>
    </div>
  )
}

/** The moment of truth: who the giver gives to, and what to know before going shopping. It prints on a sheet. */
export function MatchPage({ giverId, receiver, frame }: { giverId: string; receiver: Receiver; frame: Frame }) {
  return (
    <Page title="My match" frame={frame} nav="participant">
      <div class="reveal">
        <Card tone="festive">
          <Gift size={128} isOpen />
          <h1>
            <Eyebrow>You give to</Eyebrow> <Name>{receiver.name}</Name>
          </h1>
          <OccasionFacts occasion={receiver.occasion} />
        </Card>
        <GiftIdeas receiver={receiver} />
        <form method="post" action={paths.match()} class="actions">
          <Owner id={giverId} />
          <input type="hidden" name="show" value="no" />
          <ScriptButton data-print>Print</ScriptButton>
          <Button tone="secondary">Hide again</Button>
          <LinkButton path={paths.dashboard()} tone="secondary">
            Back to my exchange
          </LinkButton>
        </form>
      </div>
    </Page>
  )
}

function OccasionFacts({ occasion: { exchangeId, name, description, budget, exchangeDate, state } }: Pick<Receiver, 'occasion'>) {
  return (
    <Facts>
      <Fact term="Gift day">
        {dateInWords(exchangeDate)}
        {state !== 'completed' && (
          <a class="beside no-print" href={paths.calendar(exchangeId)}>
            Add to my calendar
          </a>
        )}
      </Fact>
      {budget && <Fact term="Budget">{budget}</Fact>}
      <Fact term="Exchange">
        <Name>{name}</Name>
      </Fact>
      {description && (
        <Fact term="From your organiser">
          <UserText text={description} isAside />
        </Fact>
      )}
    </Facts>
  )
}

function GiftIdeas({ receiver: { name, giftIdeas, namesakes } }: { receiver: Receiver }) {
  return (
    <Card title="Gift ideas">
      {namesakes > 1 && (
        <Message kind="notice">
          {namesakes} people here are called <Name>{name}</Name>. We’ve asked each of them to say in their gift ideas which one they are. If you can’t tell yet,
          look again later: asking around would give your match away.
        </Message>
      )}
      {giftIdeas ? <UserText text={giftIdeas} /> : <p class="quiet">Nothing yet. Look again later: you always see the latest ideas here.</p>}
    </Card>
  )
}
