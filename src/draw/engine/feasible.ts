import { ReceiverPool } from './pool.ts'
import { AllowedGraph, type Draw, type DrawProblem } from './problem.ts'

/** Who gives to whom so far, seen from both sides; −1 stands for nobody. */
export type Matching = { receiverOf: Int32Array; giverOf: Int32Array; size: number }

/**
 * Decides whether a draw is possible, and returns one: not a random one, so never to be used as the draw itself.
 * Undefined when there is none, or fewer than 2 people. Throws RangeError for a rule about nobody.
 */
export function findDraw(problem: DrawProblem): Draw | undefined {
  const graph = AllowedGraph.of(problem)
  const matching = maximumMatching(graph)
  return isPerfect(graph, matching) ? [...matching.receiverOf] : undefined
}

/** Whether everybody gives and receives. One person alone, or nobody, makes no draw. */
export function isPerfect(graph: AllowedGraph, matching: Matching): boolean {
  return graph.count >= 2 && matching.size === graph.count
}

/**
 * A maximum matching of givers and receivers: as many pairs as the rules permit.
 *
 * Augmenting paths are searched depth first from all free givers in one sweep that visits each receiver at most once,
 * a free receiver being taken at sight; sweeps repeat until one finds nothing (Pothen and Fan 1990, “Computing the block
 * triangular form of a sparse matrix”). A sweep is linear in people and forbidden pairs. By Berge's theorem (1957) the
 * matching is then a largest one.
 *
 * `from` is a matching to begin with; `order` is the order in which givers choose, those with most rules first unless given.
 */
export function maximumMatching(
  graph: AllowedGraph,
  { from, order = mostRestrictedFirst(graph) }: { from?: Matching; order?: readonly number[] } = {},
): Matching {
  const matching: Matching = {
    receiverOf: from ? from.receiverOf.slice() : new Int32Array(graph.count).fill(-1),
    giverOf: from ? from.giverOf.slice() : new Int32Array(graph.count).fill(-1),
    size: from?.size ?? 0,
  }
  for (;;) {
    const sizeBefore = matching.size
    const free = new ReceiverPool(graph, receiversWhere(matching, order, false))
    const busy = new ReceiverPool(graph, receiversWhere(matching, order, true))
    for (const giver of order) if (matching.receiverOf[giver] === -1 && augment(matching, giver, free, busy)) matching.size++
    if (matching.size === sizeBefore) return matching
  }
}

function mostRestrictedFirst(graph: AllowedGraph): number[] {
  const people = Array.from({ length: graph.count }, (_, person) => person)
  const weight = (person: number) => {
    const clashing = graph.clashes[graph.kindOf[person] as number] as ReadonlySet<number>
    return [...clashing].reduce((sum, kind) => sum + (graph.peopleOfKind[kind]?.length ?? 0), graph.forbidden[person]?.length ?? 0)
  }
  const weights = people.map(weight)
  return people.sort((a, b) => (weights[b] as number) - (weights[a] as number))
}

function receiversWhere({ giverOf }: Matching, order: readonly number[], isTaken: boolean): number[] {
  return order.filter((receiver) => (giverOf[receiver] !== -1) === isTaken)
}

/** Gives a free giver a receiver by letting others change theirs along one path. Returns whether that was possible. */
function augment(matching: Matching, root: number, free: ReceiverPool, busy: ReceiverPool): boolean {
  const path = [root]
  for (let giver = path.at(-1); giver !== undefined; giver = path.at(-1)) {
    const found = free.take(giver)
    if (found !== undefined) {
      shiftAlong(matching, path, found)
      return true
    }
    const taken = busy.take(giver)
    if (taken === undefined) path.pop()
    else path.push(matching.giverOf[taken] as number)
  }
  return false
}

/** The last giver of the path takes the free receiver, and each giver before takes what the next one had. */
function shiftAlong({ receiverOf, giverOf }: Matching, path: readonly number[], free: number): void {
  let receiver = free
  for (const giver of path.toReversed()) {
    const before = receiverOf[giver] as number
    receiverOf[giver] = receiver
    giverOf[receiver] = giver
    receiver = before
  }
}
