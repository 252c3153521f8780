import type { AllowedGraph } from './problem.ts'

/** What it costs that a giver gives to a receiver: a whole number from 0. */
export type Cost = (giver: number, receiver: number) => number

/**
 * Completes a partial draw at the lowest total cost (shortest augmenting paths with dual prices: Kuhn 1955, Jonker and
 * Volgenant 1987). `start[giver]` is a receiver or −1; its pairs must be allowed and cost 0. Givers without receiver come
 * in the order `free`; among equal costs the receiver earlier in `order` is taken. Undefined when no draw is possible.
 * Time: givers without receiver · count².
 */
export function cheapestDraw(graph: AllowedGraph, cost: Cost, start: Int32Array, free: readonly number[], order: readonly number[]): Int32Array | undefined {
  const { count } = graph
  const giverOf = new Int32Array(count).fill(-1)
  start.forEach((receiver, giver) => {
    if (receiver !== -1) giverOf[receiver] = giver
  })
  const giverPrice = new Float64Array(count)
  const receiverPrice = new Float64Array(count)
  for (const root of free) if (!augment(root)) return undefined
  const receiverOf = new Int32Array(count)
  for (let receiver = 0; receiver < count; receiver++) receiverOf[giverOf[receiver] as number] = receiver
  return receiverOf

  function augment(root: number): boolean {
    const distance = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
    const from = new Int32Array(count).fill(-1)
    const isDone = new Uint8Array(count)
    const reached = [{ giver: root, receiver: -1, distance: 0 }]
    for (let [giver, via, base] = [root, -1, 0]; ; ) {
      let nearest = -1
      for (const receiver of order) {
        if (isDone[receiver]) continue
        if (graph.isAllowed(giver, receiver)) {
          const reachedAt = base + cost(giver, receiver) - (giverPrice[giver] as number) - (receiverPrice[receiver] as number)
          if (reachedAt < (distance[receiver] as number)) {
            distance[receiver] = reachedAt
            from[receiver] = via
          }
        }
        if ((distance[receiver] as number) < (nearest === -1 ? Number.POSITIVE_INFINITY : (distance[nearest] as number))) nearest = receiver
      }
      if (nearest === -1) return false
      const total = distance[nearest] as number
      if (giverOf[nearest] === -1) {
        for (const { giver: other, receiver, distance: before } of reached) {
          giverPrice[other] = (giverPrice[other] as number) + total - before
          if (receiver !== -1) receiverPrice[receiver] = (receiverPrice[receiver] as number) - (total - before)
        }
        takeBack(giverOf, nearest, from, root)
        return true
      }
      isDone[nearest] = 1
      via = nearest
      giver = giverOf[nearest] as number
      base = total
      reached.push({ giver, receiver: nearest, distance: total })
    }
  }
}

/** Each receiver on the path back to the root gets the giver of the receiver before it. */
function takeBack(giverOf: Int32Array, last: number, from: Int32Array, root: number): void {
  for (let receiver = last; receiver !== -1; receiver = from[receiver] as number) {
    const before = from[receiver] as number
    giverOf[receiver] = before === -1 ? root : (giverOf[before] as number)
  }
}
