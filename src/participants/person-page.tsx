import type { Child } from '#jsx/jsx-runtime'
import { reasonInWords } from '../language/mail-reasons.ts'
import { paths } from '../paths.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { shortDay } from '../ui/dates.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import type { Frame } from '../web/answer.tsx'
import { toPeople } from './people-page.tsx'
import type { ExchangeOfPeople, WholePerson } from './reads.ts'
import { isDrawn, status } from './status.ts'

type PersonProperties = { exchange: ExchangeOfPeople; person: WholePerson }

/** Everything the organiser may know of someone, and what can be done for them. Never whom they drew, nor what they would like. */
export function PersonPage({ exchange, person, problem, frame }: PersonProperties & { problem?: string | undefined; frame: Frame }) {
  return (
    <Page title={person.name} frame={frame} nav="admin" wide>
      <Heading title={<Name>{person.name}</Name>} lead={<StatusMark status={status(person, exchange)} />} back={toPeople(exchange)} />
      <PartsNav id={exchange.id} here="people" isWithin />
      {problem && <Message kind="problem">{problem}</Message>}
      <div class="columns">
        <Card title="How it’s going">
          {person.hasLeft ? <PastFacts exchange={exchange} person={person} /> : <PresentFacts exchange={exchange} person={person} />}
        </Card>
        {person.hasLeft ? <WayBack exchange={exchange} person={person} /> : <Deeds exchange={exchange} person={person} />}
      </div>
    </Page>
  )
}

function PastFacts({ exchange: { timezone }, person: { email, joinedAt, leftAt } }: PersonProperties) {
  return (
    <Facts isTable>
      <Fact term="E-mail address">{email}</Fact>
      <Fact term="Joined">{shortDay(joinedAt, timezone)}</Fact>
      {leftAt !== null && <Fact term="Left">{shortDay(leftAt, timezone)}</Fact>}
    </Facts>
  )
}

function PresentFacts({ exchange, person }: PersonProperties) {
  const { email, joinedAt, addedByOrganiser, signedIn, hasIdeas, looked, reminderEnabled } = person
  return (
    <Facts isTable>
      <Fact term="E-mail address">{email}</Fact>
      <Fact term="Joined">
        {shortDay(joinedAt, exchange.timezone)}, {addedByOrganiser ? 'with an address the organiser entered' : 'with the invitation link'}
      </Fact>
      <Fact term="Last link">
        <MailFact person={person} />
      </Fact>
      <Fact term="Opened a link">{signedIn ? 'Yes, and has signed in' : 'Not yet'}</Fact>
      <Fact term="Gift ideas">{hasIdeas ? 'Yes' : 'None yet'}</Fact>
      {isDrawn(exchange.state) && <Fact term="Match">{looked ? 'Has looked' : exchange.matchInEmail ? 'Got it by e-mail' : 'Hasn’t looked yet'}</Fact>}
      <Fact term="Reminders">{reminderEnabled ? 'On' : 'Turned off'}</Fact>
    </Facts>
  )
}

/** How the newest e-mail with a link fared, and what helps where it did not arrive. */
function MailFact({ person: { mail, mailError, signedIn } }: { person: WholePerson }) {
  const advice = (words: string) => <span class="quiet beside">{words}</span>
  switch (mail) {
    case 'queued':
      return <>Waiting to be sent</>
    case 'sent':
      return <>Sent {!signedIn && advice('Can’t find it? It may be in the spam folder. Or the address is wrong: then correct it.')}</>
    case 'given_up':
      return (
        <>
          <b class="error">Failed</b>: {reasonInWords(mailError)} {advice('Is the address right? Correct it, or send a fresh link.')}
        </>
      )
    case 'expired':
      return <>Too late: it couldn’t go out while it was good {advice('Send a fresh one.')}</>
    case 'unwanted':
      return <>None: whoever reads this address asked us not to write {advice('Talk to them yourself, or enter another address.')}</>
    case null:
      return <>None yet {advice('Send one.')}</>
  }
}

/** What the organiser can do for someone, and what comes of it. */
function Deeds({ exchange, person }: PersonProperties) {
  const isOver = exchange.state === 'completed'
  const { kind } = status(person, exchange)
  const isWrong = kind === 'mail-failed' && person.mail === 'given_up'
  const isWaited = kind === 'not-signed-in' || kind === 'not-looked' || (kind === 'mail-failed' && !isWrong)
  return (
    <Card title="What you can do">
      <ul class="deeds">
        {person.mail !== 'unwanted' && (
          <Deed words={`An e-mail goes to ${person.email}. Its link signs them in, works once, and lasts an hour.`}>
            <Form action={paths.resendLink(exchange.id, person.id)} isBare>
              <input type="hidden" name="from" value="person" />
              <Button tone={isWaited ? 'primary' : 'secondary'}>Send a sign-in link</Button>
            </Form>
          </Deed>
        )}
        {!isOver && (
          <Deed words="A fresh link goes to the new address. Links sent to the old one stop working.">
            <LinkButton path={paths.correctEmail(exchange.id, person.id)} tone={isWrong ? 'primary' : 'secondary'}>
              Correct the address
            </LinkButton>
          </Deed>
        )}
        {!isOver && (
          <Deed words={`${kind === 'wants-out' ? 'They’ve asked you to take them out. ' : ''}Before anything happens, you see what it means.`}>
            <LinkButton path={paths.removePerson(exchange.id, person.id)} tone="secondary">
              Remove from the exchange
            </LinkButton>
          </Deed>
        )}
      </ul>
    </Card>
  )
}

function Deed({ words, children }: { words: string; children: Child }) {
  return (
    <li>
      <p class="quiet">{words}</p>
      {children}
    </li>
  )
}

/** How someone who has left comes back, where people can still be added. */
function WayBack({ exchange, person }: PersonProperties) {
  const { id, state } = exchange
  const canAdd = state === 'registration_open' || state === 'registration_closed' || state === 'matched'
  return (
    <Card title="No longer in this exchange">
      {canAdd ? (
        <Form action={paths.addPerson(id)} isBare>
          <p>Want them back? They’re in at once, their gift ideas are still there, and an e-mail with a link tells them.</p>
          <input type="hidden" name="name" value={person.name} />
          <input type="hidden" name="email" value={person.email} />
          <Button tone="secondary">Add them again</Button>
        </Form>
      ) : (
        <p>No one can be added anymore.</p>
      )}
    </Card>
  )
}
