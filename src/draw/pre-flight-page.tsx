import { fewestParticipants } from '../exchanges/exchange.ts'
import type { ExchangeState } from '../exchanges/exchange-states.ts'
import { PartsNav } from '../exchanges/parts-nav.tsx'
import { stateNames } from '../language/states.ts'
import { namesakesAmong, tellApart } from '../participants/namesakes.ts'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword } from '../ui/current-password.tsx'
import { dateInWords } from '../ui/dates.ts'
import { Problems } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name, toDesk } from '../ui/heading.tsx'
import { Message, Outcome } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { inSentence } from '../ui/wording.ts'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import type { Constraints } from './constraints.ts'
import type { Feasibility } from './feasibility.ts'
import { FeasibilityPart } from './feasibility-part.tsx'
import type { DrawnExchange, Ready } from './reads.ts'
import { isolated, namesOf, ruleInWords } from './words.ts'

type PreFlight = {
  exchange: DrawnExchange
  people: Ready[]
  constraints: Constraints
  feasibility: Feasibility
  isDayOver: boolean
  form: Refused
  needsPassword: boolean
  frame: Frame
}

/** What the organiser checks before the draw, and what it will do. */
export function PreFlightPage({ exchange, people, constraints, feasibility, isDayOver, form, needsPassword, frame }: PreFlight) {
  const isClosed = exchange.state === 'registration_closed'
  const mayDraw = isClosed || exchange.state === 'registration_open'
  const named = tellApart(people)
  return (
    <Page title={`Draw names for ${exchange.name}`} frame={frame} nav="admin">
      <Heading title="Draw names" back={toDesk(exchange)} />
      <PartsNav id={exchange.id} here="Overview" isWithin />
      <Problems form={form} />
      {!isClosed && !form.errors.form && <Message kind="notice">{whyNotNow(exchange.state)}</Message>}
      <Card title="Who takes part" count={people.length}>
        {people.length > 0 && <Names people={named} />}
        {people.length > 0 && (
          <ul class="checks">
            <Check
              missing={named.filter(({ isConfirmed }) => !isConfirmed)}
              fine="Everyone has opened their link."
              one="hasn’t opened the link yet"
              many="haven’t opened the link yet"
            />
            <Check
              missing={named.filter(({ hasIdeas }) => !hasIdeas)}
              fine="Everyone has gift ideas."
              one="has no gift ideas yet"
              many="have no gift ideas yet"
            />
            <NamesakeChecks exchange={exchange} people={people} />
          </ul>
        )}
      </Card>
      <Card title="Rules">
        {constraints.rules.length === 0 ? (
          <p>None: everyone can draw everyone else.</p>
        ) : (
          <ul>
            {constraints.rules.map((rule) => (
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
      <FeasibilityPart exchangeId={exchange.id} feasibility={feasibility} />
      {mayDraw && isDayOver && <DayOver exchange={exchange} />}
      {feasibility.kind === 'possible' && !(mayDraw && isDayOver) && (
        <WhatItDoes exchange={exchange} people={people} form={form} needsPassword={needsPassword} />
      )}
      {exchange.state === 'registration_open' && (
        <form method="post" action={paths.closeRegistration(exchange.id)} class="actions">
          <Button tone="secondary">Only close registration</Button>
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

function whyNotNow(state: ExchangeState): string {
  if (state === 'draft') return 'This is still a draft. Open registration first. You can draw names when everyone is in.'
  if (state === 'registration_open') return 'Registration is still open. You can close it and draw names in one go.'
  return `You can draw names while registration is closed; this exchange is ${stateNames[state]}.`
}

function DayOver({ exchange }: Pick<PreFlight, 'exchange'>) {
  return (
    <Outcome kind="problem" title="The gift day is over">
      <p>It was {dateInWords(exchange.exchangeDate)}. Everyone would be told a day that has gone by.</p>
      <Actions>
        <LinkButton path={paths.editExchange(exchange.id, 'exchange_date')}>Move the gift day</LinkButton>
      </Actions>
    </Outcome>
  )
}

function WhatItDoes({ exchange, people, form, needsPassword }: Pick<PreFlight, 'exchange' | 'people' | 'form' | 'needsPassword'>) {
  const isOpen = exchange.state === 'registration_open'
  return (
    <Card title="What the draw does" tone="next">
      <ul>
        {isOpen && <li>Registration closes: no one can join or leave without you from then on.</li>}
        <li>Everyone gives to one person and gets from one, all in one circle if the rules allow it. Every such draw is equally likely.</li>
        <li>The matches are sealed. Only the giver ever sees them – not even you do.</li>
        <li>
          {people.length} people get an e-mail right away,{' '}
          {exchange.matchInEmail ? 'with the name of their match in it' : 'with a link to their match and no name in it'}.
        </li>
      </ul>
      {exchange.state !== 'draft' && (
        <Form action={paths.draw(exchange.id)} isBare>
          {isOpen && <input type="hidden" name="close" value="yes" />}
          <CurrentPassword form={form} isNeeded={needsPassword} />
          <Actions>
            <Button>{isOpen ? 'Close and draw names' : 'Draw names now'}</Button>
          </Actions>
        </Form>
      )}
    </Card>
  )
}

const mostNames = 24

/** Everybody; of many the first, and the others behind a click. */
function Names({ people }: { people: Ready[] }) {
  if (people.length <= mostNames) return <p>{namesOf(people, mostNames)}</p>
  return (
    <>
      <p>{people.slice(0, mostNames).map(isolated).join(', ')} …</p>
      <Others label={`and ${people.length - mostNames} more`} people={people.slice(mostNames)} />
    </>
  )
}

function Others({ label, people }: { label: string; people: Ready[] }) {
  return (
    <details>
      <summary>{label}</summary>
      <p>{namesOf(people, people.length)}</p>
    </details>
  )
}

const mostNamesakes = 5

/** People of one name, whom their givers could not tell apart, while that can still be changed. */
function NamesakeChecks({ exchange, people }: Pick<PreFlight, 'exchange' | 'people'>) {
  const shared = namesakesAmong(people)
  return (
    <>
      {shared.slice(0, mostNamesakes).map((namesakes) => (
        <li class="attention">
          {namesakes.length} people are called <Name>{namesakes[0]?.name ?? ''}</Name>: {inSentence(namesakes.map(({ email }) => email))}. Their givers couldn’t
          tell who is meant. Ask them to add something to their names before you draw: they can do it in their profiles.{' '}
          <a href={paths.message(exchange.id)}>Write to everyone</a>
        </li>
      ))}
      {shared.length > mostNamesakes && <li class="attention">{shared.length - mostNamesakes} more names are shared by several people.</li>}
    </>
  )
}

function Check({ missing, fine, one, many }: { missing: Ready[]; fine: string; one: string; many: string }) {
  if (missing.length === 0) return <li>{fine}</li>
  if (missing.length > mostNames) {
    return (
      <li class="attention">
        {missing.length} people {many}. <Others label="Who?" people={missing} />
      </li>
    )
  }
  return (
    <li class="attention">
      {namesOf(missing)} {missing.length === 1 ? one : many}.
    </li>
  )
}
