import type { AllowedGraph } from './problem.ts'

/**
 * Receivers who have not been visited yet in a search of the graph. Taking one that a giver may have costs as much as
 * the giver has forbidden receivers, so that a whole search is linear in people and forbidden pairs, not in allowed ones.
 */
export class ReceiverPool {
  private readonly graph: AllowedGraph
  private readonly byKind: number[][]

  constructor(graph: AllowedGraph, receivers: Iterable<number>) {
    this.graph = graph
    this.byKind = graph.peopleOfKind.map(() => [])
    for (const receiver of receivers) this.byKind[graph.kindOf[receiver] as number]?.push(receiver)
  }

  /** Takes out somebody to whom the giver may give; undefined when there is nobody. */
  take(giver: number): number | undefined {
    const clashing = this.graph.clashes[this.graph.kindOf[giver] as number]
    for (let kind = 0; kind < this.byKind.length; kind++) {
      const receivers = this.byKind[kind] as number[]
      if (receivers.length === 0 || clashing?.has(kind)) continue
      for (let place = receivers.length - 1; place >= 0; place--) {
        const receiver = receivers[place] as number
        if (!this.graph.isAllowed(giver, receiver)) continue
        const last = receivers.pop() as number
        if (last !== receiver) receivers[place] = last
        return receiver
      }
    }
    return undefined
  }
}
