import { fewestParticipants } from '../exchanges/exchange.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { swapped } from '../ui/form.tsx'
import { Message, Outcome } from '../ui/message.tsx'
import type { ListedRule } from './constraints.ts'
import type { Feasibility } from './feasibility.ts'
import { certaintiesInWords, namesOf, ruleInWords } from './words.ts'

/** Whether names can be drawn under the rules; why not, and what would help; or how free the draw is. */
export function FeasibilityPart({ exchangeId, feasibility }: { exchangeId: string; feasibility: Feasibility }) {
  switch (feasibility.kind) {
    case 'too few people':
      return (
        <Message kind="notice">A draw takes at least {fewestParticipants} people. Once that many are in, you see here whether your rules work out.</Message>
      )
    case 'possible':
      return <Possible feasibility={feasibility} />
    case 'impossible':
      return (
        <Outcome kind="problem" title="No draw is possible">
          <p>{whyNot(feasibility)}</p>
          <Relief exchangeId={exchangeId} relief={feasibility.relief} />
        </Outcome>
      )
    case 'impossible by history':
      return (
        <Outcome kind="problem" title="No draw is possible">
          <p>The other rules leave a draw, but not one where everyone gets someone new. Who gave to whom stays secret, so there are no names here.</p>
          <Relief exchangeId={exchangeId} relief={feasibility.relief} />
        </Outcome>
      )
  }
}

function Possible({ feasibility }: { feasibility: Extract<Feasibility, { kind: 'possible' }> }) {
  const { fewestReceivers, tightest, isEverybody, certain, hasHistory, isCertainByHistory } = feasibility
  const isNamed = tightest.length <= 3 && !isEverybody
  return (
    <Outcome kind={certain.length > 0 || isCertainByHistory ? 'notice' : 'done'} title="A draw is possible">
      {certain.length === 0 && (
        <p>
          {hasHistory && 'Leaving the earlier exchange aside, '}
          {isNamed ? namesOf(tightest) : hasHistory ? 'everyone' : 'Everyone'} can draw {isNamed ? 'only ' : 'at least '}
          {fewestReceivers} {fewestReceivers === 1 ? 'person' : 'different people'}
          {isNamed && ', fewer than anyone else'}.
        </p>
      )}
      {certain.length > 0 && (
        <p>
          But it isn’t a secret for everyone: the rules alone tell that {certaintiesInWords(certain)}
          {certain.length > 5 && `, and ${certain.length - 5} more`}. Fewer rules would keep the surprise.
        </p>
      )}
      {isCertainByHistory && <p>Someone who remembers the earlier exchange could work out a match. Fewer rules would keep the surprise.</p>}
    </Outcome>
  )
}

function whyNot({ side, givers, receivers }: Extract<Feasibility, { kind: 'impossible' }>): string {
  if (side === 'givers') {
    if (receivers.length === 0) return `There’s no one left for ${namesOf(givers)} to draw.`
    return `${namesOf(givers)} can only draw ${namesOf(receivers)}: ${givers.length} givers for ${people(receivers.length)}.`
  }
  if (givers.length === 0) return `There’s no one left to draw ${namesOf(receivers)}.`
  return `Only ${namesOf(givers)} can draw ${namesOf(receivers)}: ${givers.length === 1 ? '1 giver' : `${givers.length} givers`} for ${people(receivers.length)}.`
}

function people(count: number): string {
  return count === 1 ? 'one person' : `${count} people`
}

function Relief({ exchangeId, relief }: { exchangeId: string; relief: ListedRule[] }) {
  if (relief.length === 0) return null
  return (
    <>
      <p>{relief.length === 1 ? 'It works without this rule:' : `It works without these ${relief.length} rules:`}</p>
      <ul class="rules">
        {relief.map((rule) => (
          <RuleRow exchangeId={exchangeId} rule={rule} />
        ))}
      </ul>
    </>
  )
}

/** A rule, and, unless it is fixed, the button that takes it away. */
export function RuleRow({ exchangeId, rule, isFixed }: { exchangeId: string; rule: ListedRule; isFixed?: boolean }) {
  const action = paths.deleteRule(exchangeId, rule.id)
  return (
    <li>
      <span>{ruleInWords(rule)}</span>
      {!isFixed && (
        <form method="post" action={action} {...swapped(action, '#rules')}>
          <Button tone="plain" label={`Remove: ${ruleInWords(rule)}`}>
            Remove
          </Button>
        </form>
      )}
    </li>
  )
}
