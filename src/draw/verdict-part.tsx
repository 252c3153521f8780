import { fewestParticipants } from '../exchanges/exchange.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { swapped } from '../ui/form.tsx'
import { Message, Outcome } from '../ui/message.tsx'
import type { ListedRule } from './rulebook.ts'
import type { Verdict } from './verdict.ts'
import { certaintiesInWords, namesOf, ruleInWords } from './words.ts'

/** Whether names can be drawn under the rules; why not, and what would help; or how free the draw is. */
export function VerdictPart({ exchangeId, verdict }: { exchangeId: string; verdict: Verdict }) {
  switch (verdict.kind) {
    case 'too few people':
      return <Message kind="notice">A draw needs at least {fewestParticipants} people. The rules are looked at as soon as so many take part.</Message>
    case 'possible':
      return <Possible verdict={verdict} />
    case 'impossible':
      return (
        <Outcome kind="problem" title="No draw is possible">
          <p>{whyNot(verdict)}</p>
          <Relief exchangeId={exchangeId} relief={verdict.relief} />
        </Outcome>
      )
    case 'impossible by history':
      return (
        <Outcome kind="problem" title="No draw is possible">
          <p>The other rules leave a draw, but not one in which everybody gives to somebody new. Who gave to whom stays secret, so no names are told here.</p>
          <Relief exchangeId={exchangeId} relief={verdict.relief} />
        </Outcome>
      )
  }
}

function Possible({ verdict }: { verdict: Extract<Verdict, { kind: 'possible' }> }) {
  const { fewestReceivers, tightest, isEverybody, certain, hasHistory, isCertainByHistory } = verdict
  const isNamed = tightest.length <= 3 && !isEverybody
  return (
    <Outcome kind={certain.length > 0 || isCertainByHistory ? 'notice' : 'done'} title="A draw is possible">
      {certain.length === 0 && (
        <p>
          {hasHistory && 'Leaving the earlier exchange aside, '}
          {isNamed ? namesOf(tightest) : hasHistory ? 'everybody' : 'Everybody'} can draw {isNamed ? 'only ' : 'at least '}
          {fewestReceivers} {fewestReceivers === 1 ? 'person' : 'different people'}
          {isNamed && ', fewer than anybody else'}.
        </p>
      )}
      {certain.length > 0 && (
        <p>
          But it is no secret for everybody: from the rules alone one can tell that {certaintiesInWords(certain)}
          {certain.length > 5 && `, and ${certain.length - 5} more`}. Fewer rules would keep the surprise.
        </p>
      )}
      {isCertainByHistory && <p>Somebody who remembers the earlier exchange could work out a match. Fewer rules would keep the surprise.</p>}
    </Outcome>
  )
}

function whyNot({ side, givers, receivers }: Extract<Verdict, { kind: 'impossible' }>): string {
  if (side === 'givers') {
    if (receivers.length === 0) return `${namesOf(givers)} may give to nobody.`
    return `${namesOf(givers)} ${givers.length === 1 ? 'has' : 'have'} only ${namesOf(receivers)} to give to: ${givers.length} givers for ${people(receivers.length)}.`
  }
  if (givers.length === 0) return `Nobody may give to ${namesOf(receivers)}.`
  return `${namesOf(receivers)} can only receive from ${namesOf(givers)}: ${people(receivers.length)} to give to, and ${givers.length} who may.`
}

function people(count: number): string {
  return count === 1 ? 'one person' : `${count} people`
}

function Relief({ exchangeId, relief }: { exchangeId: string; relief: ListedRule[] }) {
  if (relief.length === 0) return null
  return (
    <>
      <p>{relief.length === 1 ? 'Without this rule it would be possible:' : `Without these ${relief.length} rules it would be possible:`}</p>
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
