import type { Child } from '#jsx/jsx-runtime'
import { Owner } from '../participants/owner.tsx'
import { paths } from '../paths.ts'
import { Gift } from '../ui/art.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Empty } from '../ui/empty.tsx'
import { Eyebrow, Name } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Receiver } from './look.ts'

/** The page while the draw is under way; without JavaScript it loads itself again. */
export function DrawingPage({ frame, children }: { frame: Frame; children: Child }) {
  return (
    <Page title="Drawing names" frame={frame} nav="admin" reloadAfter={2}>
      {children}
    </Page>
  )
}

/** While the draw takes longer than a moment; for how many milliseconds it has been under way, where that is known. */
export function DrawingPart({ exchangeId, milliseconds }: { exchangeId: string; milliseconds: number | undefined }) {
  const seconds = milliseconds === undefined ? undefined : Math.round(milliseconds / 1000)
  const soFar = seconds === undefined ? '' : ` So far ${seconds === 1 ? '1 second' : `${seconds} seconds`}.`
  const path = paths.drawing(exchangeId)
  return (
    <div id="drawing" hx-get={path} hx-trigger="load delay:1s" hx-swap="outerHTML">
      <Empty
        picture={<Gift size={120} />}
        title="Drawing names …"
        lead={`This takes a little longer.${soFar} You can close this page: when the names are drawn, everybody is told by e-mail.`}
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

/** The moment of truth: whom the giver gives to. */
export function MatchPage({ giverId, receiver, frame }: { giverId: string; receiver: Receiver; frame: Frame }) {
  return (
    <Page title="My match" frame={frame} nav="participant">
      <div class="reveal">
        <Card tone="festive">
          <Gift size={128} isOpen />
          <h1>
            <Eyebrow>You give to</Eyebrow> <Name>{receiver.name}</Name>
          </h1>
        </Card>
      </div>
      <Card title="Gift ideas">
        {receiver.namesakes > 1 && (
          <Message kind="notice">
            {receiver.namesakes} people here are called <Name>{receiver.name}</Name>. Each of them is asked to say in the gift ideas which one they are: look in
            again if you can’t tell yet, rather than give away your match by asking.
          </Message>
        )}
        {receiver.giftIdeas ? <UserText text={receiver.giftIdeas} /> : <p class="quiet">Nothing yet. Look in again: you always see the newest ideas here.</p>}
      </Card>
      <form method="post" action={paths.match()} class="actions">
        <Owner id={giverId} />
        <input type="hidden" name="show" value="no" />
        <Button tone="secondary">Hide again</Button>
        <LinkButton path={paths.dashboard()} tone="secondary">
          Back to my exchange
        </LinkButton>
      </form>
    </Page>
  )
}
