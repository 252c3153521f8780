import { type RandomBelow, shuffle, weightedChoice } from './random.ts'

/** The counts for circles in which no two neighbours are of one block; made once for given blocks, used for every draw. */
export type BlockCounts = {
  /** Blocks of two people or more, the largest first. */
  blocks: readonly (readonly number[])[]
  singles: readonly number[]
  /** For each number of blocks placed and of gaps inside a block, the logarithm of the ways to finish. */
  ways: readonly Float64Array[]
}

/** One way to place a block: as so many runs, of which so many go into gaps inside other blocks. */
type Step = { runs: number; intoBad: number }

/** Counting takes time in proportion to this figure, for blocks that are disjoint. */
export function blockWork(count: number, blocks: readonly (readonly number[])[]): number {
  const placed = blocks.filter((block) => block.length > 1).toSorted((a, b) => b.length - a.length)
  let people = placed[0]?.length ?? 0
  return placed.slice(1).reduce((work, block, index) => {
    const gaps = Math.min(people, count - people)
    people += block.length
    return work + (index === 0 ? 1 : gaps) * block.length * Math.min(block.length, gaps)
  }, 0)
}

/**
 * Counts the circles through everybody in which nobody gives within their block; undefined when there is none.
 *
 * Blocks are set one after the other into the circle of those before. Only the number of gaps between two people of one
 * block matters for how many ways there are to go on, so these are counted from the end (as for Carlitz words and other
 * arrangements without equal neighbours; positive terms only, hence no cancellation as in inclusion and exclusion, see
 * Even and Gillis 1976). Kept as logarithms of doubles: relative error about 1e−12. Blocks must be disjoint.
 */
export function countBlocks(count: number, groups: readonly (readonly number[])[]): BlockCounts | undefined {
  const blocks = groups.filter((block) => block.length > 1).toSorted((a, b) => b.length - a.length)
  const inBlock = new Set(blocks.flat())
  const singles = Array.from({ length: count }, (_, person) => person).filter((person) => !inBlock.has(person))
  const ways: Float64Array[] = []
  const first = blocks[0]?.length ?? 0
  let people = count - singles.length
  ways[blocks.length] = Float64Array.from({ length: people + 1 }, (_, bad) => logWaysForSingles(singles.length, people, bad))
  for (let placed = blocks.length - 1; placed > 0; placed--) {
    const size = (blocks[placed] as readonly number[]).length
    people -= size
    const after = ways[placed + 1] as Float64Array
    ways[placed] = Float64Array.from({ length: people + 1 }, (_, bad) => {
      if (bad > count - people || (placed === 1 && bad !== first)) return -Infinity
      return logSum(steps(size, people, bad).map((step) => logWeight(step, size, people, bad, after)))
    })
  }
  return blocks.length > 0 && (ways[1]?.[first] ?? -Infinity) === -Infinity ? undefined : { blocks, singles, ways }
}

/** Draws one of the circles counted, each equally likely to within the counts' rounding; people in the circle's order. */
export function sampleBlocks({ blocks, singles, ways }: BlockCounts, randomBelow: RandomBelow): number[] {
  let circle = shuffle(blocks[0] ?? singles.slice(0, 1), randomBelow)
  const blockOf = new Map(blocks.flatMap((block, index) => block.map((person) => [person, index] as const)))
  const isBad = (place: number) => {
    const [person, next] = [circle[place] as number, circle[(place + 1) % circle.length] as number]
    return person === next || (blockOf.has(person) && blockOf.get(person) === blockOf.get(next))
  }
  for (const [placed, block] of blocks.entries()) {
    if (placed === 0) continue
    const [bad, good] = partition(circle.keys(), isBad)
    const options = steps(block.length, circle.length, bad.length)
    const logs = options.map((step) => logWeight(step, block.length, circle.length, bad.length, ways[placed + 1] as Float64Array))
    const largest = logs.reduce((most, log) => Math.max(most, log), -Infinity)
    const step = options[
      weightedChoice(
        logs.map((log) => Math.exp(log - largest)),
        randomBelow,
      )
    ] as Step
    const gaps = [...choose(bad, step.intoBad, randomBelow), ...choose(good, step.runs - step.intoBad, randomBelow)]
    circle = insert(circle, gaps, cut(shuffle(block, randomBelow), step.runs, randomBelow))
  }
  const [bad, good] = partition(circle.keys(), isBad)
  const rest = blocks.length === 0 ? singles.slice(1) : singles
  return insertSingles(circle, bad, good, shuffle(rest, randomBelow), randomBelow)
}

/** The ways to place single people so that each bad gap gets at least one: shares for the gaps, times orders. */
function logWaysForSingles(singles: number, gaps: number, bad: number): number {
  if (gaps === 0) return logFactorial(singles - 1)
  return logBinomial(singles - bad + gaps - 1, gaps - 1) + logFactorial(singles)
}

function steps(size: number, gaps: number, bad: number): Step[] {
  const list: Step[] = []
  for (let runs = 1; runs <= Math.min(size, gaps); runs++) {
    for (let intoBad = Math.max(0, runs - (gaps - bad)); intoBad <= Math.min(runs, bad); intoBad++) list.push({ runs, intoBad })
  }
  return list
}

/** The ways to place a block in one step, times the ways to finish from there. */
function logWeight({ runs, intoBad }: Step, size: number, gaps: number, bad: number, after: Float64Array): number {
  const badAfter = bad - intoBad + size - runs
  const finish = after[badAfter] ?? -Infinity
  if (finish === -Infinity) return -Infinity
  return logFactorial(size) + logBinomial(size - 1, runs - 1) + logBinomial(bad, intoBad) + logBinomial(gaps - bad, runs - intoBad) + finish
}

function logSum(logs: readonly number[]): number {
  const largest = logs.reduce((most, log) => Math.max(most, log), -Infinity)
  return largest === -Infinity ? largest : largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0))
}

function logBinomial(total: number, chosen: number): number {
  return chosen < 0 || chosen > total ? -Infinity : logFactorial(total) - logFactorial(chosen) - logFactorial(total - chosen)
}

const logFactorials = [0]

function logFactorial(number: number): number {
  for (let next = logFactorials.length; next <= number; next++) logFactorials.push((logFactorials[next - 1] as number) + Math.log(next))
  return logFactorials[Math.max(0, number)] as number
}

function partition(places: Iterable<number>, isBad: (place: number) => boolean): [bad: number[], good: number[]] {
  const [bad, good]: [number[], number[]] = [[], []]
  for (const place of places) (isBad(place) ? bad : good).push(place)
  return [bad, good]
}

/** So many of the items, in random order. */
function choose<Item>(items: readonly Item[], wanted: number, randomBelow: RandomBelow): Item[] {
  return shuffle(items, randomBelow).slice(0, wanted)
}

/** Cuts a list into so many runs, none empty, each way of cutting equally likely. */
function cut(list: readonly number[], runs: number, randomBelow: RandomBelow): number[][] {
  const places = Array.from({ length: list.length - 1 }, (_, place) => place + 1)
  const cuts = [0, ...choose(places, runs - 1, randomBelow).sort((a, b) => a - b), list.length]
  return cuts.slice(1).map((end, index) => list.slice(cuts[index], end))
}

/** Sets each run behind the person at its gap. Gaps come as a set, so they are taken in the circle's order. */
function insert(circle: readonly number[], gaps: readonly number[], runs: readonly (readonly number[])[]): number[] {
  const inOrder = gaps.toSorted((a, b) => a - b)
  const runAt = new Map(inOrder.map((gap, index) => [gap, runs[index] as readonly number[]]))
  return circle.flatMap((person, place) => [person, ...(runAt.get(place) ?? [])])
}

/** Each bad gap gets one or more of the people, each share of people to gaps equally likely (stars and bars). */
function insertSingles(
  circle: readonly number[],
  bad: readonly number[],
  good: readonly number[],
  people: readonly number[],
  randomBelow: RandomBelow,
): number[] {
  const spare = people.length - bad.length
  const gaps = bad.length + good.length
  const bars = choose(
    Array.from({ length: spare + gaps - 1 }, (_, place) => place),
    gaps - 1,
    randomBelow,
  ).sort((a, b) => a - b)
  const isBad = new Set(bad)
  let next = 0
  return circle.flatMap((person, place) => {
    const stars = (bars[place] ?? spare + gaps - 1) - (place === 0 ? -1 : (bars[place - 1] as number)) - 1
    const share = stars + Number(isBad.has(place))
    const run = people.slice(next, next + share)
    next += share
    return [person, ...run]
  })
}
