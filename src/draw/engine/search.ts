import { type Matching, maximumMatching } from './feasible.ts'
import type { AllowedGraph, Draw } from './problem.ts'
import { type RandomBelow, shuffle } from './random.ts'

/**
 * A valid draw that chance has stirred well but that is not proven uniform, in one circle if the search finds one, else in
 * few. Undefined when no draw is possible.
 *
 * A maximum matching in random order is stirred by switches (two givers exchange receivers where rules permit; the switch
 * chain, see Diaconis, Graham and Holmes 2001), then circles are joined by switches between them (Karp 1979) and by
 * exchanges of three. `steps` bounds the stirring and the joining each.
 */
export function searchDraw(graph: AllowedGraph, randomBelow: RandomBelow, steps: number): Draw | undefined {
  const people = Array.from({ length: graph.count }, (_, person) => person)
  const matching = maximumMatching(graph, { order: shuffle(people, randomBelow) })
  if (matching.size < graph.count || graph.count < 2) return undefined
  stir(graph, matching, randomBelow, steps)
  return joinCircles(graph, [...matching.receiverOf], randomBelow, steps)
}

function stir(graph: AllowedGraph, { receiverOf }: Matching, randomBelow: RandomBelow, steps: number): void {
  for (let step = 0; step < steps; step++) {
    const [a, b] = [randomBelow(graph.count), randomBelow(graph.count)]
    const [ofA, ofB] = [receiverOf[a] as number, receiverOf[b] as number]
    if (!graph.isAllowed(a, ofB) || !graph.isAllowed(b, ofA)) continue
    receiverOf[a] = ofB
    receiverOf[b] = ofA
  }
}

/** Exchanges receivers at random, keeping an exchange when there are not more circles after it. */
function joinCircles(graph: AllowedGraph, start: number[], randomBelow: RandomBelow, steps: number): Draw {
  const draw = start
  const order = () => shuffle([...draw.keys()], randomBelow)
  let circles = joinPairs(graph, draw, order())
  const tries = Math.max(20, Math.min(2_000, Math.floor(steps / graph.count)))
  for (let step = 0; step < tries && circles > 1; step++) {
    const before = [...draw]
    exchangeThree(graph, draw, randomBelow)
    const after = joinPairs(graph, draw, order())
    if (after > circles)
      before.forEach((receiver, giver) => {
        draw[giver] = receiver
      })
    else circles = after
  }
  return draw
}

/** Joins circles as long as switching two neighbours in a random order does so; returns how many circles are left. */
function joinPairs(graph: AllowedGraph, draw: number[], order: readonly number[]): number {
  const circleOf = circlesOf(draw)
  const reach = Math.min(order.length, 64)
  for (const [place, a] of order.entries()) {
    for (let ahead = 1; ahead < reach; ahead++) {
      const b = order[(place + ahead) % order.length] as number
      if (circleOf.find(a) === circleOf.find(b)) continue
      const [ofA, ofB] = [draw[a] as number, draw[b] as number]
      if (!graph.isAllowed(a, ofB) || !graph.isAllowed(b, ofA)) continue
      draw[a] = ofB
      draw[b] = ofA
      circleOf.join(a, b)
    }
    if (circleOf.count() === 1) break
  }
  return circleOf.count()
}

function exchangeThree(graph: AllowedGraph, draw: number[], randomBelow: RandomBelow): void {
  for (let attempt = 0; attempt < 50; attempt++) {
    const [a, b, c] = [randomBelow(graph.count), randomBelow(graph.count), randomBelow(graph.count)]
    const [ofA, ofB, ofC] = [draw[a] as number, draw[b] as number, draw[c] as number]
    if (a === b || b === c || a === c || !graph.isAllowed(a, ofB) || !graph.isAllowed(b, ofC) || !graph.isAllowed(c, ofA)) continue
    draw[a] = ofB
    draw[b] = ofC
    draw[c] = ofA
    return
  }
}

/** The circles of a draw, as sets that can be joined (union and find, Tarjan 1975). */
function circlesOf(draw: readonly number[]) {
  const parent = [...draw.keys()]
  let circles = draw.length
  const find = (person: number): number => {
    let root = person
    while (parent[root] !== root) {
      parent[root] = parent[parent[root] as number] as number
      root = parent[root] as number
    }
    return root
  }
  const join = (a: number, b: number) => {
    const [rootA, rootB] = [find(a), find(b)]
    if (rootA !== rootB) circles--
    parent[rootA] = rootB
  }
  draw.forEach((receiver, giver) => {
    join(giver, receiver)
  })
  return { find, join, count: () => circles }
}
