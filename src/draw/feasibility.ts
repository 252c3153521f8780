import { fewestParticipants } from '../exchanges/exchange.ts'
import type { Constraints, ListedRule, Person } from './constraints.ts'
import { type Constraint, constraint } from './engine/constraint.ts'
import { explainImpossible } from './engine/explain.ts'
import type { DrawProblem } from './engine/problem.ts'
import { smallestRelief } from './engine/relief.ts'

/** Somebody's giver whom everybody could work out from the rules. */
export type Certainty = { giver: Person; receiver: Person }

/** What can be said of a draw under the rules. Names are told only where they follow from rules that the organiser wrote. */
export type Feasibility =
  | { kind: 'too few people' }
  | {
      kind: 'possible'
      fewestReceivers: number
      tightest: Person[]
      isEverybody: boolean
      certain: Certainty[]
      hasHistory: boolean
      isCertainByHistory: boolean
    }
  | { kind: 'impossible'; side: 'givers' | 'receivers'; givers: Person[]; receivers: Person[]; relief: ListedRule[] }
  | { kind: 'impossible by history'; relief: ListedRule[] }

/**
 * Decides whether names can be drawn, and why not, or how free the draw is. What is said in detail leaves out who gave to
 * whom in earlier exchanges, which nobody may learn: of that it says only whether it makes the draw impossible.
 */
export function assessFeasibility({ people, rules, problem }: Pick<Constraints, 'people' | 'rules' | 'problem'>): Feasibility {
  if (people.length < fewestParticipants) return { kind: 'too few people' }
  const named = withoutHistory({ rules, problem })
  const at = (place: number) => people[place] as Person
  const reason = explainImpossible(named.problem)
  if (reason) {
    const relief = (smallestRelief(named.problem) ?? []).map((index) => named.rules[index] as ListedRule)
    return { kind: 'impossible', side: reason.side, givers: reason.givers.map(at), receivers: reason.receivers.map(at), relief }
  }
  const { fewestReceivers, tightest, certain } = constraint(named.problem) as Constraint
  const withHistory = constraint(problem)
  if (!withHistory) return { kind: 'impossible by history', relief: rules.filter(({ kind, hasGiftsAhead }) => kind === 'history' && !hasGiftsAhead) }
  return {
    kind: 'possible',
    fewestReceivers,
    tightest: tightest.map(at),
    isEverybody: tightest.length === people.length,
    certain: certain.map(([giver, receiver]) => ({ giver: at(giver), receiver: at(receiver) })),
    hasHistory: rules.some(({ kind, isIdle }) => kind === 'history' && !isIdle),
    isCertainByHistory: withHistory.certain.length > certain.length,
  }
}

function withoutHistory({ rules, problem }: Pick<Constraints, 'rules' | 'problem'>): { rules: ListedRule[]; problem: DrawProblem } {
  const isNamed = rules.map(({ kind }) => kind !== 'history')
  return { rules: rules.filter((_, index) => isNamed[index]), problem: { ...problem, rules: problem.rules.filter((_, index) => isNamed[index]) } }
}
