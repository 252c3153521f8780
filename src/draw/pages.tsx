import type { Child } from '#jsx/jsx-runtime'
import { fewestParticipants } from '../exchanges/exchange.ts'
import { stateNames } from '../exchanges/exchange-states.ts'
import { paths } from '../paths.ts'
import { Gift } from '../ui/art.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword } from '../ui/current-password.tsx'
import { Empty } from '../ui/empty.tsx'
import { Problems } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Eyebrow, Heading, Name, toDesk } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { UserText } from '../ui/user-text.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import type { Receiver } from './look.ts'
import type { DrawnExchange, Ready } from './reads.ts'
import type { Rulebook } from './rulebook.ts'
import type { Verdict } from './verdict.ts'
import { VerdictPart } from './verdict-part.tsx'
import { namesOf, ruleInWords } from './words.ts'

type PreFlight = { exchange: DrawnExchange; people: Ready[]; rulebook: Rulebook; verdict: Verdict; form: Refused; needsPassword: boolean; frame: Frame }

/** What the admin checks before the draw, and what it will do. */
export function PreFlightPage({ exchange, people, rulebook, verdict, form, needsPassword, frame }: PreFlight) {
  const isClosed = exchange.state === 'registration_closed'
  return (
    <Page title={`Draw names for ${exchange.name}`} frame={frame} nav="admin">
      <Heading title="Draw names" back={toDesk(exchange)} />
      <Problems form={form} />
      {!isClosed && !form.errors.form && (
        <Message kind="notice">The names can be drawn while registration is closed; this exchange is {stateNames[exchange.state]}.</Message>
      )}
      <Card title="Who takes part" count={people.length}>
        {people.length > 0 && <p>{namesOf(people, 24)}</p>}
        {people.length > 0 && (
          <ul class="checks">
            <Check
              missing={people.filter(({ isConfirmed }) => !isConfirmed)}
              fine="Everybody has confirmed the address."
              one="has not opened the link yet"
              many="have not opened the link yet"
            />
            <Check
              missing={people.filter(({ hasIdeas }) => !hasIdeas)}
              fine="Everybody has gift ideas."
              one="has no gift ideas yet"
              many="have no gift ideas yet"
            />
          </ul>
        )}
      </Card>
      <Card title="Rules">
        {rulebook.rules.length === 0 ? (
          <p>There are none: everybody can draw everybody else.</p>
        ) : (
          <ul>
            {rulebook.rules.map((rule) => (
              <li>{ruleInWords(rule)}</li>
            ))}
          </ul>
        )}
        <Actions>
          <LinkButton path={paths.rules(exchange.id)} tone="secondary">
            Change the rules
          </LinkButton>
        </Actions>
      </Card>
      <VerdictPart exchangeId={exchange.id} verdict={verdict} />
      {verdict.kind === 'possible' && <WhatItDoes exchange={exchange} people={people} form={form} needsPassword={needsPassword} />}
      {exchange.state === 'registration_open' && (
        <form method="post" action={paths.closeRegistration(exchange.id)} class="actions">
          <Button>Close registration</Button>
        </form>
      )}
      {isClosed && people.length < fewestParticipants && (
        <form method="post" action={paths.reopenRegistration(exchange.id)} class="actions">
          <Button>Reopen registration</Button>
        </form>
      )}
    </Page>
  )
}

function WhatItDoes({ exchange, people, form, needsPassword }: Pick<PreFlight, 'exchange' | 'people' | 'form' | 'needsPassword'>) {
  return (
    <Card title="What the draw does" tone="next">
      <ul>
        <li>Everybody gives to one person and receives from one, all in a single circle if the rules leave one. Every such draw is equally likely.</li>
        <li>The matches are sealed. Nobody but the giver learns them, and that includes you.</li>
        <li>
          {people.length} people get an e-mail at once{exchange.matchInEmail ? ', with the match in it' : ' that the match is ready, without the match in it'}.
        </li>
      </ul>
      {exchange.state === 'registration_closed' && (
        <Form action={paths.draw(exchange.id)} isBare>
          <CurrentPassword form={form} isNeeded={needsPassword} />
          <Actions>
            <Button>Draw names now</Button>
          </Actions>
        </Form>
      )}
    </Card>
  )
}

function Check({ missing, fine, one, many }: { missing: Ready[]; fine: string; one: string; many: string }) {
  if (missing.length === 0) return <li>{fine}</li>
  return (
    <li class="attention">
      {namesOf(missing)} {missing.length === 1 ? one : many}.
    </li>
  )
}

/** The page while the draw is under way; without JavaScript it loads itself again. */
export function DrawingPage({ frame, children }: { frame: Frame; children: Child }) {
  return (
    <Page title="Drawing names" frame={frame} nav="admin" reloadAfter={2}>
      {children}
    </Page>
  )
}

/** While the draw takes longer than a moment: for how many seconds it has been under way. */
export function DrawingPart({ exchangeId, seconds }: { exchangeId: string; seconds: number }) {
  const path = paths.drawing(exchangeId)
  return (
    <div id="drawing" hx-get={path} hx-trigger="load delay:1s" hx-swap="outerHTML">
      <Empty
        picture={<Gift size={120} />}
        title="Drawing names …"
        lead={`These rules need a longer look. So far ${seconds === 1 ? '1 second' : `${seconds} seconds`}; you can close this page, the draw goes on.`}
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
export function MatchPage({ receiver, frame }: { receiver: Receiver; frame: Frame }) {
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
        {receiver.giftIdeas ? <UserText text={receiver.giftIdeas} /> : <p class="quiet">Nothing yet. Look in again: you always see the newest ideas here.</p>}
      </Card>
      <form method="post" action={paths.match()} class="actions">
        <input type="hidden" name="show" value="no" />
        <Button tone="secondary">Hide again</Button>
        <LinkButton path={paths.dashboard()} tone="secondary">
          Back to my exchange
        </LinkButton>
      </form>
    </Page>
  )
}
