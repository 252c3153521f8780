import type { AllowedGraph, Draw } from '../../src/draw/engine/problem.ts'
import { type RandomBelow, shuffle } from '../../src/draw/engine/random.ts'

/** What many programs do: shuffles the receivers until no rule is broken. Undefined when that takes past `until` (of performance.now()). */
export function rejectAndReshuffle(graph: AllowedGraph, randomBelow: RandomBelow, until: number): Draw | undefined {
  const people = Array.from({ length: graph.count }, (_, person) => person)
  while (performance.now() < until) {
    const draw = shuffle(people, randomBelow)
    if (draw.every((receiver, giver) => graph.isAllowed(giver, receiver))) return draw
  }
  return undefined
}

/** What the others do: gives each giver in turn a receiver at random, and goes back when there is none left. */
export function plainBacktracking(graph: AllowedGraph, randomBelow: RandomBelow, until: number): Draw | undefined {
  const { count } = graph
  const people = Array.from({ length: count }, (_, person) => person)
  const isTaken = new Uint8Array(count)
  const draw: number[] = []
  const choices: number[][] = []
  for (let steps = 0; draw.length < count; steps++) {
    if (steps % 256 === 0 && performance.now() >= until) return undefined
    choices[draw.length] ??= shuffle(people, randomBelow)
    const options = choices[draw.length] as number[]
    let receiver = options.pop()
    while (receiver !== undefined && (isTaken[receiver] || !graph.isAllowed(draw.length, receiver))) receiver = options.pop()
    if (receiver !== undefined) {
      isTaken[receiver] = 1
      draw.push(receiver)
      continue
    }
    choices.length = draw.length
    const last = draw.pop()
    if (last === undefined) return undefined
    isTaken[last] = 0
  }
  return draw
}
