import { blockWork, countBlocks, sampleBlocks } from './blocks.ts'
import { sampleByBound } from './bounded.ts'
import { circleInOrder, isOneCircle, randomCircle } from './circle.ts'
import { certainPairs, isStronglyConnected } from './constraint.ts'
import { isPerfect, maximumMatching } from './feasible.ts'
import { forbiddenLists } from './open-places.ts'
import { AllowedGraph, type Draw, type DrawProblem, isValidDraw } from './problem.ts'
import type { RandomBelow } from './random.ts'
import { searchDraw } from './search.ts'
import { mostCounted, sampleCircleByCounting, sampleDrawByCounting } from './subsets.ts'

/** How a draw was made: a plain random circle, rejection by bounds, counts of blocks, counts of all subsets, or a search. */
type Method = 'random circle' | 'bounded rejection' | 'block counts' | 'subset counts' | 'search'

export type SampledDraw = {
  receivers: Draw
  isCircle: boolean
  /** Whether each single circle was equally likely, or, when `circle` is `impossible`, each valid draw. */
  isUniform: boolean
  method: Method
  /** Whether one circle was drawn, is impossible, or was not found though it may exist. */
  circle: 'drawn' | 'impossible' | 'not found'
}

/** `steps` bounds the choices that rejection may take (default 3 million and 200 for each person). */
export type SampleOptions = { steps?: number }

/** From here up, counting subsets takes long enough to try rejection first. */
const quicklyCounted = 14
const mostPairsWrittenOut = 4_000_000
const mostBlockWork = 3e7

/**
 * Draws at random: uniformly among all single circles when there is one, else uniformly among all valid draws, else a
 * valid draw that is marked as not proven uniform. Undefined when no draw is possible. Throws RangeError for a rule about nobody.
 *
 * The rungs, each exact in its domain: no rules, a random circle; up to 14 people, counts of all subsets; sparse rules, in
 * any number, rejection by bounds; large households with few other rules, counts of blocks and rejection of the rest; up to
 * 20 people, counts of all subsets; beyond, a search.
 */
export function sampleDraw(problem: DrawProblem, randomBelow: RandomBelow, options: SampleOptions = {}): SampledDraw | undefined {
  const { count } = problem
  const graph = AllowedGraph.of(problem)
  const pairs = graph.mostForbiddenPairs()
  if (count >= 2 && pairs === 0) return uniform(randomCircle(count, randomBelow), 'random circle')
  const matching = maximumMatching(graph)
  if (!isPerfect(graph, matching)) return undefined

  const steps = options.steps ?? 3_000_000 + 200 * count
  const certain = certainPairs(graph, matching)
  const mayBeCircle = isStronglyConnected(graph) && !closesEarly(certain, count)
  if (count <= quicklyCounted) return byCounting(graph, mayBeCircle, randomBelow)
  const byBound = (wantsCircle: boolean) =>
    pairs <= mostPairsWrittenOut ? sampleByBound(forbiddenLists(graph, wantsCircle), wantsCircle, certain, randomBelow, steps) : undefined

  if (mayBeCircle) {
    const blocks = isMostlyBlocks(problem) ? byBlocks(problem, graph, randomBelow, steps) : undefined
    const circle = blocks ?? byBound(true)
    if (circle) return uniform(circle, blocks ? 'block counts' : 'bounded rejection')
  }
  if (count <= mostCounted) return byCounting(graph, mayBeCircle, randomBelow)
  if (!mayBeCircle) {
    const draw = byBound(false)
    if (draw) return { receivers: draw, isCircle: false, isUniform: true, method: 'bounded rejection', circle: 'impossible' }
  }
  return bySearch(graph, mayBeCircle, randomBelow)
}

function uniform(receivers: Draw, method: Method): SampledDraw {
  return { receivers, isCircle: true, isUniform: true, method, circle: 'drawn' }
}

function byCounting(graph: AllowedGraph, mayBeCircle: boolean, randomBelow: RandomBelow): SampledDraw | undefined {
  const circle = mayBeCircle ? sampleCircleByCounting(graph, randomBelow) : undefined
  if (circle) return uniform(circle, 'subset counts')
  const draw = sampleDrawByCounting(graph, randomBelow)
  return draw && { receivers: draw, isCircle: false, isUniform: true, method: 'subset counts', circle: 'impossible' }
}

/** Whether large households are most of the rules: they leave rejection by bounds little hope, and blocks much. */
function isMostlyBlocks({ count, rules }: DrawProblem): boolean {
  const groups = disjointGroups(rules)
  const inside = groups.reduce((pairs, group) => pairs + group.length * (group.length - 1), 0)
  return (groups[0]?.length ?? 0) > count / 8 && inside > 4 * count
}

/** Draws circles that keep the blocks apart until one keeps the other rules too; exact whenever it returns one. */
function byBlocks({ count, rules }: DrawProblem, graph: AllowedGraph, randomBelow: RandomBelow, steps: number): Draw | undefined {
  const blocks = disjointGroups(rules)
  if (blockWork(count, blocks) > mostBlockWork) return undefined
  const counts = countBlocks(count, blocks)
  if (!counts) return undefined
  for (let rest = steps; rest > 0; rest -= 20 * count) {
    const draw = circleInOrder(sampleBlocks(counts, randomBelow))
    if (isValidDraw(graph, draw)) return draw
  }
  return undefined
}

/** The largest households that have nobody in common. */
function disjointGroups(rules: DrawProblem['rules']): number[][] {
  const groups = rules.flatMap((rule) => ('group' in rule ? [[...new Set(rule.group)]] : [])).sort((a, b) => b.length - a.length)
  const taken = new Set<number>()
  return groups.filter((group) => {
    if (group.some((person) => taken.has(person))) return false
    for (const person of group) taken.add(person)
    return true
  })
}

function bySearch(graph: AllowedGraph, mayBeCircle: boolean, randomBelow: RandomBelow): SampledDraw | undefined {
  const receivers = searchDraw(graph, randomBelow, 20 * graph.count)
  if (!receivers) return undefined
  const isCircle = isOneCircle(receivers)
  return { receivers, isCircle, isUniform: false, method: 'search', circle: isCircle ? 'drawn' : mayBeCircle ? 'not found' : 'impossible' }
}

/** Whether pairs that are in every draw form a circle through some people only. */
function closesEarly(certain: readonly (readonly [number, number])[], count: number): boolean {
  const next = new Map(certain)
  return certain.some(([first]) => {
    let [person, steps] = [next.get(first), 1]
    while (person !== undefined && person !== first && steps <= count) {
      person = next.get(person)
      steps++
    }
    return person === first && steps < count
  })
}
