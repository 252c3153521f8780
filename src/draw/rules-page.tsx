import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
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
  const { t } = frame
  return (
    <Page title={t('draw.rules.title', { exchange: exchange.name })} frame={frame} nav="admin" wide>
      <Heading title={t('draw.rules.heading')} lead={t('draw.rules.lead')} back={toDesk(exchange)} />
      <PartsNav id={exchange.id} here="rules" t={t} />
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
  t: Printer
}

/** The rules: whether a draw is possible, the forms for more, and which stand. */
export function RulesPart({ exchange, constraints, feasibility, earlier, form, find, unconfirmed, t }: RulesProperties) {
  const { people, rules } = constraints
  const isOver = exchange.state === 'completed'
  const hasForms = !isOver && !unconfirmed
  return (
    <div id="rules">
      <Problems form={form} t={t} />
      {unconfirmed}
      <div class={hasForms ? 'rulebook' : undefined}>
        {!isOver && <FeasibilityPart exchangeId={exchange.id} feasibility={feasibility} t={t} />}
        {hasForms && (
          <div class="makers">
            <GroupForm exchange={exchange} people={people} form={form} find={find} t={t} />
            <OneWayForm exchange={exchange} people={people} form={form} t={t} />
            <HistoryForm exchange={exchange} earlier={earlier} form={form} t={t} />
          </div>
        )}
        <Card title={t('draw.rules.list')} count={rules.length === 0 ? undefined : rules.length}>
          {rules.length === 0 ? (
            <p class="quiet">{t(isOver ? 'draw.rules.noneEver' : 'draw.rules.noneYet')}</p>
          ) : (
            <ul class="rules">
              {rules.map((rule) => (
                <RuleRow exchangeId={exchange.id} rule={rule} isFixed={isOver} t={t} />
              ))}
            </ul>
          )}
        </Card>
      </div>
    </div>
  )
}
