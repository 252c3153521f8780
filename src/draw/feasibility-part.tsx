import { fewestParticipants } from '../exchanges/exchange.ts'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { swapped } from '../ui/form.tsx'
import { Message, Outcome } from '../ui/message.tsx'
import type { ListedRule } from './constraints.ts'
import type { Certainty, Feasibility } from './feasibility.ts'
import { namesOf, ruleInWords } from './words.ts'

type Possible = Extract<Feasibility, { kind: 'possible' }>

/** Whether names can be drawn under the rules; why not, and what would help; or how free the draw is. */
export function FeasibilityPart({ exchangeId, feasibility, t }: { exchangeId: string; feasibility: Feasibility; t: Printer }) {
  if (feasibility.kind === 'too few people') return <Message kind="notice">{t('draw.feasibility.tooFew', { least: fewestParticipants })}</Message>
  if (feasibility.kind === 'possible') return <IsPossible feasibility={feasibility} t={t} />
  return (
    <Outcome kind="problem" title={t('draw.feasibility.impossible')}>
      <p>{feasibility.kind === 'impossible' ? whyNot(feasibility, t) : t('draw.feasibility.impossibleByHistory')}</p>
      <Relief exchangeId={exchangeId} relief={feasibility.relief} t={t} />
    </Outcome>
  )
}

function IsPossible({ feasibility, t }: { feasibility: Possible; t: Printer }) {
  const { certain, isCertainByHistory } = feasibility
  return (
    <Outcome kind={certain.length > 0 || isCertainByHistory ? 'notice' : 'done'} title={t('draw.feasibility.possible')}>
      <p>{certain.length === 0 ? howFree(feasibility, t) : certainties(certain, t)}</p>
      {isCertainByHistory && <p>{t('draw.feasibility.certainByHistory')}</p>}
    </Outcome>
  )
}

/** Who has the fewest to draw among, and how many. */
function howFree({ fewestReceivers: least, tightest, isEverybody, hasHistory }: Possible, t: Printer): string {
  const free = hasHistory ? 'draw.feasibility.freeAside' : 'draw.feasibility.free'
  const [first, ...others] = tightest
  if (first === undefined || tightest.length > 3 || isEverybody) return t(`${free}.everyone`, { least })
  if (others.length === 0) return t(`${free}.one`, { least, name: first.name })
  return t(`${free}.several`, { least, names: namesOf(tightest, t) })
}

const mostCertainties = 5

/** Pairs that everyone could work out. */
function certainties(certain: readonly Certainty[], t: Printer): string {
  const shown = certain.slice(0, mostCertainties)
  const pairs = t.list(shown.map(({ giver, receiver }) => t('draw.feasibility.pair', { giver: giver.name, receiver: receiver.name })))
  const more = certain.length - shown.length
  return more === 0 ? t('draw.feasibility.certain', { pairs }) : t('draw.feasibility.certainAndMore', { pairs, more })
}

function whyNot({ side, givers, receivers }: Extract<Feasibility, { kind: 'impossible' }>, t: Printer): string {
  const people = { givers: namesOf(givers, t), receivers: namesOf(receivers, t), giverCount: givers.length, receiverCount: receivers.length }
  if (side === 'givers') return receivers.length === 0 ? t('draw.feasibility.noneToDraw', people) : t('draw.feasibility.fewToDraw', people)
  return givers.length === 0 ? t('draw.feasibility.noGivers', people) : t('draw.feasibility.fewGivers', people)
}

function Relief({ exchangeId, relief, t }: { exchangeId: string; relief: ListedRule[]; t: Printer }) {
  if (relief.length === 0) return null
  return (
    <>
      <p>{t('draw.feasibility.relief', { count: relief.length })}</p>
      <ul class="rules">
        {relief.map((rule) => (
          <RuleRow exchangeId={exchangeId} rule={rule} t={t} />
        ))}
      </ul>
    </>
  )
}

/** A rule, and, unless it is fixed, the button that takes it away. */
export function RuleRow({ exchangeId, rule, isFixed, t }: { exchangeId: string; rule: ListedRule; isFixed?: boolean; t: Printer }) {
  const action = paths.deleteRule(exchangeId, rule.id)
  const words = ruleInWords(rule, t)
  return (
    <li>
      <span>{words}</span>
      {!isFixed && (
        <form method="post" action={action} {...swapped(action, '#rules')}>
          <Button tone="plain" label={t('draw.rule.removeThis', { rule: words })}>
            {t('draw.rule.remove')}
          </Button>
        </form>
      )}
    </li>
  )
}
