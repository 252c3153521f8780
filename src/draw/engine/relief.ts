import { reasonFrom } from './explain.ts'
import { isPerfect, type Matching, maximumMatching } from './feasible.ts'
import { AllowedGraph, type DrawProblem } from './problem.ts'

/** About so many steps are spent on looking for the smallest set; what is left is found greedily. */
const affordableSteps = 2e7

/** A set of rules taken away, and the matching that remains the largest then. */
type Without = { removed: number[]; graph: AllowedGraph; matching: Matching }

/**
 * The rules whose removal together makes a draw possible, as indices of `rules`, ascending: none when it is possible
 * already, undefined with fewer than 2 people. No rule of the set can be kept. Throws RangeError for a rule about nobody.
 *
 * Every relief takes away a rule that keeps the givers of a violating set (see `explainImpossible`) from somebody outside
 * its receivers, so only those are tried, one more each time: the set is a smallest one when it is found within the budget,
 * which it is for one rule practically always and for two up to some hundreds of rules; beyond, it is greedy and pruned.
 */
export function smallestRelief(problem: DrawProblem): number[] | undefined {
  if (problem.count < 2) return undefined
  const graph = AllowedGraph.of(problem)
  const start: Without = { removed: [], graph, matching: maximumMatching(graph) }
  const budget = { tries: Math.min(20_000, Math.max(60, affordableSteps / (10 * problem.count + graph.mostForbiddenPairs()))) }
  for (let size = 0; size <= problem.rules.length; size++) {
    const found = reliefOfSize(problem, start, size, budget)
    if (found) return found.toSorted((a, b) => a - b)
    if (budget.tries <= 0) break
  }
  return prune(problem, greedily(problem, start))
}

/** A relief that takes away `size` more rules; undefined when there is none or the budget is spent. */
function reliefOfSize(problem: DrawProblem, without: Without, size: number, budget: { tries: number }): number[] | undefined {
  if (isPerfect(without.graph, without.matching)) return without.removed
  if (size === 0 || without.graph.count - without.matching.size > size * mostGained(problem)) return undefined
  for (const rule of rulesInTheWay(problem, without)) {
    if (budget.tries-- <= 0) return undefined
    const found = reliefOfSize(problem, leaveOut(problem, without, rule), size - 1, budget)
    if (found) return found
  }
  return undefined
}

/** Taking away one rule can give a receiver to no more givers than the rule is about. */
function mostGained({ rules }: DrawProblem): number {
  return rules.reduce((most, rule) => Math.max(most, 'group' in rule ? rule.group.length : rule.pairs.length), 0)
}

function leaveOut(problem: DrawProblem, { removed, matching }: Without, rule: number): Without {
  const without = [...removed, rule]
  const graph = AllowedGraph.of(keeping(problem, without))
  return { removed: without, graph, matching: maximumMatching(graph, { from: matching }) }
}

function keeping({ count, rules }: DrawProblem, removed: readonly number[]): DrawProblem {
  const isRemoved = new Set(removed)
  return { count, rules: rules.filter((_, index) => !isRemoved.has(index)) }
}

/** The rules that keep one of the short side from somebody whom none of them may have. */
function rulesInTheWay({ count, rules }: DrawProblem, { removed, graph, matching }: Without): number[] {
  const reason = reasonFrom(graph, matching)
  if (!reason) return []
  const inside = new Uint8Array(count)
  const outside = new Uint8Array(count).fill(1)
  const isGivers = reason.side === 'givers'
  for (const person of isGivers ? reason.givers : reason.receivers) inside[person] = 1
  for (const person of isGivers ? reason.receivers : reason.givers) outside[person] = 0
  const isInTheWay = (giver: number, receiver: number) =>
    giver !== receiver && (isGivers ? inside[giver] && outside[receiver] : inside[receiver] && outside[giver])
  return [...rules.keys()].filter((index) => {
    const rule = rules[index]
    if (!rule || removed.includes(index)) return false
    if ('pairs' in rule) return rule.pairs.some(([giver, receiver]) => isInTheWay(giver, receiver))
    return separates(rule.group, inside, outside)
  })
}

/** Whether the group holds somebody inside and somebody else outside. */
function separates(group: readonly number[], inside: Uint8Array, outside: Uint8Array): boolean {
  const insiders = group.filter((person) => inside[person])
  const outsiders = group.filter((person) => outside[person])
  return insiders.length > 0 && (outsiders.length > 1 || (outsiders.length === 1 && insiders.some((person) => person !== outsiders[0])))
}

/** Takes away, until a draw is possible, the rule in the way after which most people have a partner. */
function greedily(problem: DrawProblem, start: Without): number[] {
  let without = start
  while (!isPerfect(without.graph, without.matching)) {
    const tried = rulesInTheWay(problem, without)
      .slice(0, 40)
      .map((rule) => leaveOut(problem, without, rule))
    without = tried.reduce((best, next) => (next.matching.size > best.matching.size ? next : best))
  }
  return without.removed
}

/** Puts back every rule that a draw can do with. */
function prune(problem: DrawProblem, removed: readonly number[]): number[] {
  let needed = [...removed]
  for (const rule of removed) {
    const fewer = needed.filter((index) => index !== rule)
    const graph = AllowedGraph.of(keeping(problem, fewer))
    if (isPerfect(graph, maximumMatching(graph))) needed = fewer
  }
  return needed.toSorted((a, b) => a - b)
}
