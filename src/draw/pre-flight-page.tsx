import { fewestParticipants } from '../exchanges/exchange.ts'
import type { ExchangeState } from '../exchanges/exchange-states.ts'
import { stateNames } from '../language/states.ts'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword } from '../ui/current-password.tsx'
import { dateInWords } from '../ui/dates.ts'
import { Problems } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, toDesk } from '../ui/heading.tsx'
import { Message, Outcome } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import type { Constraints } from './constraints.ts'
import type { Feasibility } from './feasibility.ts'
import { FeasibilityPart } from './feasibility-part.tsx'
import type { DrawnExchange, Ready } from './reads.ts'
import { WhoTakesPart } from './who-takes-part.tsx'
import { ruleInWords } from './words.ts'

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
  return (
    <Page title={`Draw names for ${exchange.name}`} frame={frame} nav="admin">
      <Heading title="Draw names" back={toDesk(exchange)} />
      <PartsNav id={exchange.id} here="overview" isWithin />
      <Problems form={form} />
      {!isClosed && !form.errors.form && <Message kind="notice">{whyNotNow(exchange.state)}</Message>}
      <WhoTakesPart exchange={exchange} people={people} />
      <RulesCard exchangeId={exchange.id} rules={constraints.rules} />
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

function RulesCard({ exchangeId, rules }: { exchangeId: string; rules: Constraints['rules'] }) {
  return (
    <Card title="Rules">
      {rules.length === 0 ? (
        <p>None: everyone can draw everyone else.</p>
      ) : (
        <ul>
          {rules.map((rule) => (
            <li>{ruleInWords(rule)}</li>
          ))}
        </ul>
      )}
      <Actions>
        <LinkButton path={paths.rules(exchangeId)} tone="secondary">
          Change the rules
        </LinkButton>
      </Actions>
    </Card>
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
