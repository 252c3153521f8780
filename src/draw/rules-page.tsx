import type { Child } from '#jsx/jsx-runtime'
import { Card } from '../ui/card.tsx'
import { Problems } from '../ui/field.tsx'
import { Heading, toDesk } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import type { Constraints } from './constraints.ts'
import type { Feasibility } from './feasibility.ts'
import { FeasibilityPart, RuleRow } from './feasibility-part.tsx'
import type { DrawnExchange, EarlierExchange } from './reads.ts'
import { GroupForm, HistoryForm, OneWayForm } from './rule-forms.tsx'

/** The page around the rules. */
export function RulesPage({ exchange, frame, children }: { exchange: DrawnExchange; frame: Frame; children: Child }) {
  return (
    <Page title={`Rules of ${exchange.name}`} frame={frame} nav="admin" wide>
      <Heading title="Who shouldn’t draw whom" lead="Without rules, everyone can draw everyone else." back={toDesk(exchange)} />
      <PartsNav id={exchange.id} here="rules" />
      {children}
    </Page>
  )
}

type RulesProperties = {
  exchange: DrawnExchange
  constraints: Constraints
  feasibility: Feasibility
  earlier: EarlierExchange[]
  form: Refused
  /** What the list of people is searched for. */
  find: string
  /** A rule that waits for a yes, since the names are drawn already. */
  unconfirmed?: Child
}

/** The rules: whether a draw is possible, the forms for more, and which stand. */
export function RulesPart({ exchange, constraints, feasibility, earlier, form, find, unconfirmed }: RulesProperties) {
  const { people, rules } = constraints
  const isOver = exchange.state === 'completed'
  const hasForms = !isOver && !unconfirmed
  return (
    <div id="rules">
      <Problems form={form} />
      {unconfirmed}
      <div class={hasForms ? 'rulebook' : undefined}>
        {!isOver && <FeasibilityPart exchangeId={exchange.id} feasibility={feasibility} />}
        {hasForms && (
          <div class="makers">
            <GroupForm exchange={exchange} people={people} form={form} find={find} />
            <OneWayForm exchange={exchange} people={people} form={form} />
            <HistoryForm exchange={exchange} earlier={earlier} form={form} />
          </div>
        )}
        <Card title="Rules" count={rules.length === 0 ? undefined : rules.length}>
          {rules.length === 0 ? (
            <p class="quiet">{isOver ? 'There were none.' : 'None yet. Couples and families often prefer not to draw each other.'}</p>
          ) : (
            <ul class="rules">
              {rules.map((rule) => (
                <RuleRow exchangeId={exchange.id} rule={rule} isFixed={isOver} />
              ))}
            </ul>
          )}
        </Card>
      </div>
    </div>
  )
}
