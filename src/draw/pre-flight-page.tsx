import { fewestParticipants } from '../exchanges/exchange.ts'
import type { Printer } from '../language/printer.ts'
import { inWords, type Refusal } from '../language/refusals.ts'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CurrentPassword, type NeededProof } from '../ui/current-password.tsx'
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
  /** Why names can't be drawn for a while, though nothing is wrong with people and rules. */
  brake: Refusal | undefined
  form: Refused
  proof: NeededProof | undefined
  frame: Frame
}

/** What the organiser checks before the draw, and what it will do. */
export function PreFlightPage({ exchange, people, constraints, feasibility, isDayOver, brake, form, proof, frame }: PreFlight) {
  const { t } = frame
  const isClosed = exchange.state === 'registration_closed'
  const mayDraw = isClosed || exchange.state === 'registration_open'
  return (
    <Page title={t('draw.preFlight.title', { exchange: exchange.name })} frame={frame} nav="admin">
      <Heading title={t('draw.preFlight.heading')} back={toDesk(exchange)} />
      <PartsNav id={exchange.id} here="overview" isWithin t={t} />
      <Problems form={form} t={t} />
      {exchange.state !== 'registration_closed' && !form.errors.form && <Message kind="notice">{t(`draw.preFlight.notNow.${exchange.state}`)}</Message>}
      {mayDraw && brake && !form.errors.form && <Message kind="notice">{inWords(brake, t)}</Message>}
      <WhoTakesPart exchange={exchange} people={people} t={t} />
      <RulesCard exchangeId={exchange.id} rules={constraints.rules} t={t} />
      <FeasibilityPart exchangeId={exchange.id} feasibility={feasibility} t={t} />
      {mayDraw && isDayOver && <DayOver exchange={exchange} t={t} />}
      {feasibility.kind === 'possible' && !(mayDraw && isDayOver) && <WhatItDoes exchange={exchange} people={people} form={form} proof={proof} t={t} />}
      {exchange.state === 'registration_open' && (
        <form method="post" action={paths.closeRegistration(exchange.id)} class="actions">
          <Button tone="secondary">{t('draw.preFlight.onlyClose')}</Button>
        </form>
      )}
      {isClosed && people.length < fewestParticipants && (
        <form method="post" action={paths.reopenRegistration(exchange.id)} class="actions">
          <Button>{t('draw.preFlight.reopen')}</Button>
        </form>
      )}
    </Page>
  )
}

function RulesCard({ exchangeId, rules, t }: { exchangeId: string; rules: Constraints['rules']; t: Printer }) {
  return (
    <Card title={t('draw.preFlight.rules')}>
      {rules.length === 0 ? (
        <p>{t('draw.preFlight.rules.none')}</p>
      ) : (
        <ul>
          {rules.map((rule) => (
            <li>{ruleInWords(rule, t)}</li>
          ))}
        </ul>
      )}
      <Actions>
        <LinkButton path={paths.rules(exchangeId)} tone="secondary">
          {t('draw.preFlight.rules.change')}
        </LinkButton>
      </Actions>
    </Card>
  )
}

function DayOver({ exchange, t }: Pick<PreFlight, 'exchange'> & { t: Printer }) {
  return (
    <Outcome kind="problem" title={t('draw.preFlight.dayOver')}>
      <p>{t('draw.preFlight.dayOver.why', { date: dateInWords(exchange.exchangeDate, t) })}</p>
      <Actions>
        <LinkButton path={paths.editExchange(exchange.id, 'exchange_date')}>{t('draw.preFlight.dayOver.move')}</LinkButton>
      </Actions>
    </Outcome>
  )
}

type Doing = Pick<PreFlight, 'exchange' | 'people' | 'form' | 'proof'> & { t: Printer }

function WhatItDoes({ exchange, people, form, proof, t }: Doing) {
  const isOpen = exchange.state === 'registration_open'
  return (
    <Card title={t('draw.preFlight.does')} tone="next">
      <ul>
        {isOpen && <li>{t('draw.preFlight.does.closes')}</li>}
        <li>{t('draw.preFlight.does.draws')}</li>
        <li>{t('draw.preFlight.does.seals')}</li>
        <li>{t(`draw.preFlight.does.${exchange.matchInEmail ? 'sendsNames' : 'sendsLinks'}`, { count: people.length })}</li>
      </ul>
      {exchange.state !== 'draft' && (
        <Form action={paths.draw(exchange.id)} isBare>
          {isOpen && <input type="hidden" name="close" value="yes" />}
          <CurrentPassword form={form} proof={proof} t={t} />
          <Actions>
            <Button>{t(isOpen ? 'draw.preFlight.closeAndDraw' : 'draw.preFlight.draw')}</Button>
            <LinkButton path={paths.rehearsal(exchange.id)} tone="secondary">
              {t('draw.preFlight.tryFirst')}
            </LinkButton>
          </Actions>
        </Form>
      )}
    </Card>
  )
}
