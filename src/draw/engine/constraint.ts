import { isPerfect, type Matching, maximumMatching } from './feasible.ts'
import { ReceiverPool } from './pool.ts'
import { AllowedGraph, type DrawProblem } from './problem.ts'

/** How much the rules leave to chance. */
export type Constraint = {
  /** The number of receivers whom the tightest giver may get in some valid draw. */
  fewestReceivers: number
  /** The givers with so few receivers, ascending. */
  tightest: number[]
  /** The pairs that occur in every valid draw: the rules alone give them away. */
  certain: [giver: number, receiver: number][]
}

/**
 * Tells how constrained the draws of a problem are; undefined when there is none. Throws RangeError for a rule about nobody.
 *
 * Given one draw, giver a may get the receiver of giver b in some draw exactly when the rules allow that pair and a and b
 * lie in one strongly connected component of the digraph in which a points to b if a may give to b's receiver
 * (Dulmage and Mendelsohn 1958; Régin 1994, “A filtering algorithm for constraints of difference”).
 */
export function constraint(problem: DrawProblem): Constraint | undefined {
  const graph = AllowedGraph.of(problem)
  const matching = maximumMatching(graph)
  if (!isPerfect(graph, matching)) return undefined
  const possible = possibleReceivers(graph, matching)
  const fewestReceivers = possible.reduce((fewest, count) => Math.min(fewest, count), graph.count)
  return {
    fewestReceivers,
    tightest: [...possible.keys()].filter((giver) => possible[giver] === fewestReceivers),
    certain: certainPairs(graph, matching),
  }
}

/** The pairs that occur in every draw, given one draw. */
export function certainPairs(graph: AllowedGraph, matching: Matching): [giver: number, receiver: number][] {
  const component = components(graph, matching.giverOf)
  const sizes = sizesOf(component)
  return [...component.keys()].filter((giver) => sizes[component[giver] as number] === 1).map((giver) => [giver, matching.receiverOf[giver] as number])
}

/** Whether the allowed pairs alone connect everybody with everybody, without which there is no single circle. */
export function isStronglyConnected(graph: AllowedGraph): boolean {
  const nobodyMoves = Int32Array.from({ length: graph.count }, (_, person) => person)
  return sizesOf(components(graph, nobodyMoves)).length === 1
}

/** For each giver the number of receivers in some valid draw: those allowed whose giver is in the same component. */
function possibleReceivers(graph: AllowedGraph, { giverOf }: Matching): number[] {
  const component = components(graph, giverOf)
  const ofReceiver = giverOf.map((giver) => component[giver] as number)
  const sizes = sizesOf(component)
  const inKind = graph.peopleOfKind.map((people) => {
    const counts = new Map<number, number>()
    for (const person of people) counts.set(ofReceiver[person] as number, (counts.get(ofReceiver[person] as number) ?? 0) + 1)
    return counts
  })
  return Array.from({ length: graph.count }, (_, giver) => {
    const own = component[giver] as number
    const clashing = graph.clashes[graph.kindOf[giver] as number] as ReadonlySet<number>
    const isListed = (receiver: number) => ofReceiver[receiver] === own && !clashing.has(graph.kindOf[receiver] as number)
    const listed = (graph.forbidden[giver] as Int32Array).reduce((sum, receiver) => sum + Number(isListed(receiver)), Number(isListed(giver)))
    const grouped = [...clashing].reduce((sum, kind) => sum + (inKind[kind]?.get(own) ?? 0), 0)
    return (sizes[own] as number) - listed - grouped
  })
}

function sizesOf(component: Int32Array): number[] {
  const sizes: number[] = []
  for (const number of component) sizes[number] = (sizes[number] ?? 0) + 1
  return sizes
}

/**
 * The strongly connected component of each giver, numbered from 0, where giver a points to `giverOf[r]` for every receiver
 * r whom a may have. Two searches, the second against the arrows (Kosaraju 1978, Sharir 1981), each linear in people and
 * forbidden pairs.
 */
function components(graph: AllowedGraph, giverOf: Int32Array): Int32Array {
  const receiverOf = new Int32Array(graph.count)
  giverOf.forEach((giver, receiver) => {
    receiverOf[giver] = receiver
  })
  const finished = searchAll(graph)(
    Array.from(giverOf.keys()),
    (giver) => giver,
    (receiver) => giverOf[receiver] as number,
  )
  const component = new Int32Array(graph.count)
  const backwards = searchAll(graph.transposed())
  finished.order.reverse()
  const found = backwards(
    finished.order,
    (giver) => receiverOf[giver] as number,
    (giver) => giver,
  )
  found.order.forEach((giver, place) => {
    component[giver] = found.tree[place] as number
  })
  return component
}

/**
 * Depth-first search from each of `roots` in turn. `asks` says under which number a node asks the pool, `leadsTo` which
 * node a taken number stands for. Returns nodes in the order in which they are finished, with the number of their tree.
 */
function searchAll(graph: AllowedGraph) {
  return (roots: readonly number[], asks: (node: number) => number, leadsTo: (taken: number) => number) => {
    const pool = new ReceiverPool(graph, roots)
    const isSeen = new Uint8Array(graph.count)
    const order: number[] = []
    const tree: number[] = []
    let trees = 0
    for (const root of roots) {
      if (isSeen[root]) continue
      isSeen[root] = 1
      const path = [root]
      for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
        const taken = pool.take(asks(node))
        if (taken === undefined) {
          order.push(node)
          tree.push(trees)
          path.pop()
        } else if (!isSeen[leadsTo(taken)]) {
          isSeen[leadsTo(taken)] = 1
          path.push(leadsTo(taken))
        }
      }
      trees++
    }
    return { order, tree }
  }
}
