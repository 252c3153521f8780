import { cheapestDraw } from './assignment.ts'
import { isOneCircle } from './circle.ts'
import { AllowedGraph, type Draw, type DrawProblem } from './problem.ts'
import { type RandomBelow, shuffle } from './random.ts'

export type RepairedDraw = {
  receivers: Draw
  /** Every giver whose receiver is not the one in `current`, ascending: newcomers and those whose receiver left included. */
  changed: number[]
  isCircle: boolean
  /** Whether chance chose among all best repairs alike; among those that are one circle, when `isCircle`. */
  isUniform: boolean
}

/** So many random repairs are tried, a part of them for the sake of one circle. */
const mostTries = 20_000
const mostTriesForCircle = 5_000
const stepsForCircle = 400_000

/**
 * Repairs a draw after people left, joined or a rule was added. `current[giver]` is the receiver so far, undefined for
 * newcomers and for those whose receiver left; `looked[giver]` says whether the giver has seen the name.
 *
 * Provably the fewest givers who had a receiver get another one, and of such repairs those in which the fewest who have
 * looked do (an assignment of lowest cost). Chance chooses: the changed givers and their receivers are drawn at random
 * until all rules hold, which makes each best repair equally likely, and one circle is preferred when it comes up soon.
 * If nothing comes up, the assignment itself is returned, its ties broken in random order, with `isUniform` false.
 *
 * Undefined when no draw is possible. Throws RangeError when two givers have the same receiver, or for somebody unknown.
 */
export function repairDraw(
  problem: DrawProblem,
  current: readonly (number | undefined)[],
  looked: readonly boolean[],
  randomBelow: RandomBelow,
): RepairedDraw | undefined {
  const { count } = problem
  if (count < 2) return undefined
  const graph = AllowedGraph.of(problem)
  mustFit(count, current)
  const people = Array.from({ length: count }, (_, person) => person)
  const start = Int32Array.from(people, (giver) => keptReceiver(graph, current, giver))
  const free = people.filter((giver) => start[giver] === -1)
  const lookedCost = (giver: number) => (looked[giver] ? 1 : 0)
  const cost = (giver: number, receiver: number) => (start[giver] === -1 || start[giver] === receiver ? 0 : count + 1 + lookedCost(giver))
  const best = cheapestDraw(graph, cost, start, shuffle(free, randomBelow), shuffle(people, randomBelow))
  if (!best) return undefined

  const given = people.filter((giver) => start[giver] !== -1 && best[giver] !== start[giver])
  const seen = given.filter((giver) => looked[giver]).length
  const size = { unseen: given.length - seen, seen }
  const random = randomRepair(graph, start, free, looked, size, randomBelow)
  const receivers = random ?? [...best]
  const changed = people.filter((giver) => receivers[giver] !== current[giver])
  return { receivers, changed, isCircle: isOneCircle(receivers), isUniform: random !== undefined }
}

function mustFit(count: number, current: readonly (number | undefined)[]): void {
  const known = current.filter((receiver) => receiver !== undefined)
  if (current.length !== count || known.some((receiver) => !(receiver >= 0 && receiver < count)))
    throw new RangeError('The draw to repair does not fit the people.')
  if (new Set(known).size !== known.length) throw new RangeError('Two givers have the same receiver.')
}

/** The receiver so far if the rules still permit it, else −1. */
function keptReceiver(graph: AllowedGraph, current: readonly (number | undefined)[], giver: number): number {
  const receiver = current[giver]
  return receiver !== undefined && graph.isAllowed(giver, receiver) ? receiver : -1
}

/** Draws who gives up a receiver and how the open receivers are shared, until that is a valid repair of the given size. */
function randomRepair(
  graph: AllowedGraph,
  start: Int32Array,
  free: readonly number[],
  looked: readonly boolean[],
  size: { unseen: number; seen: number },
  randomBelow: RandomBelow,
): Draw | undefined {
  const kept = Array.from(start.keys()).filter((giver) => start[giver] !== -1)
  const [seen, unseen] = [kept.filter((giver) => looked[giver]), kept.filter((giver) => !looked[giver])]
  const isReceived = new Set(start)
  const open = Array.from(start.keys()).filter((receiver) => !isReceived.has(receiver))
  let fallback: Draw | undefined
  for (let tries = 0; tries < mostTries; tries++) {
    if (fallback && (tries >= mostTriesForCircle || tries * graph.count >= stepsForCircle)) return fallback
    const changing = [...pick(unseen, size.unseen, randomBelow), ...pick(seen, size.seen, randomBelow)]
    const givers = [...free, ...changing]
    const shared = shuffle([...open, ...changing.map((giver) => start[giver] as number)], randomBelow)
    if (!givers.every((giver, place) => start[giver] !== shared[place] && graph.isAllowed(giver, shared[place] as number))) continue
    const draw = [...start]
    givers.forEach((giver, place) => {
      draw[giver] = shared[place] as number
    })
    if (isOneCircle(draw)) return draw
    fallback ??= draw
  }
  return fallback
}

/** So many different items, each selection equally likely (Floyd 1987, in Bentley and Floyd, “A sample of brilliance”). */
function pick<Item>(items: readonly Item[], wanted: number, randomBelow: RandomBelow): Item[] {
  const places = new Set<number>()
  for (let last = items.length - wanted; last < items.length; last++) {
    const place = randomBelow(last + 1)
    places.add(places.has(place) ? last : place)
  }
  return [...places].map((place) => items[place] as Item)
}
