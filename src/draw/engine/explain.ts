import { isPerfect, type Matching, maximumMatching } from './feasible.ts'
import { ReceiverPool } from './pool.ts'
import { AllowedGraph, type DrawProblem } from './problem.ts'

/**
 * Why a draw is impossible. Side `givers`: the givers named may give to the receivers named and to nobody else, and
 * those are fewer. Side `receivers`: the receivers named may have the givers named and nobody else, and those are fewer.
 */
export type Reason = { side: 'givers' | 'receivers'; givers: number[]; receivers: number[] }

/** So many people without a partner are looked at for the shortest reason. */
const mostTries = 24

/**
 * The reason why no draw is possible, as short as was found: a set that breaks Hall's condition (1935), from which
 * nobody can be left out. Undefined when a draw is possible. Numbers ascend. Throws RangeError for a rule about nobody.
 *
 * Whoever has no partner in a maximum matching reaches, along alternating paths, a set of k + 1 givers with only k
 * receivers. Each smaller violating set would hold the same giver, hence everybody reached, so none can be left out.
 */
export function explainImpossible(problem: DrawProblem): Reason | undefined {
  const graph = AllowedGraph.of(problem)
  return reasonFrom(graph, maximumMatching(graph))
}

/** The same for a maximum matching that is known already. */
export function reasonFrom(graph: AllowedGraph, matching: Matching): Reason | undefined {
  if (graph.count === 0 || isPerfect(graph, matching)) return undefined
  const mirrored = { receiverOf: matching.giverOf, giverOf: matching.receiverOf, size: matching.size }
  const short = smallestViolator(graph, matching)
  const mirroredShort = smallestViolator(graph.transposed(), mirrored)
  if (short.from.length <= mirroredShort.from.length) return { side: 'givers', givers: short.from, receivers: short.to }
  return { side: 'receivers', receivers: mirroredShort.from, givers: mirroredShort.to }
}

type Violator = { from: number[]; to: number[] }

function smallestViolator(graph: AllowedGraph, matching: Matching): Violator {
  const free = Array.from(matching.receiverOf.keys()).filter((giver) => matching.receiverOf[giver] === -1)
  const violators = free.slice(0, mostTries).map((giver) => reachedFrom(graph, matching, giver))
  return violators.reduce((best, violator) => (violator.from.length < best.from.length ? violator : best))
}

/** All givers that a giver without receiver reaches along alternating paths, and the receivers on the way. */
function reachedFrom(graph: AllowedGraph, { giverOf }: Matching, root: number): Violator {
  const pool = new ReceiverPool(graph, giverOf.keys())
  const from = [root]
  const to: number[] = []
  for (let next = 0; next < from.length; next++) {
    for (let receiver = pool.take(from[next] as number); receiver !== undefined; receiver = pool.take(from[next] as number)) {
      to.push(receiver)
      from.push(giverOf[receiver] as number)
    }
  }
  return { from: ascending(from), to: ascending(to) }
}

const ascending = (numbers: number[]) => numbers.sort((a, b) => a - b)
