import { boundRates } from './bound.ts'
import { type ForbiddenLists, OpenPlaces } from './open-places.ts'
import type { Draw } from './problem.ts'
import { happens, type RandomBelow } from './random.ts'

/** Pairs that are in every draw anyway. */
type Certain = readonly (readonly [giver: number, receiver: number])[]

/** Tries are left alone when more than about exp(14), a million, would be needed. */
const mostHopeful = 14

/** Rounding may lift a bound that is met exactly by so much. */
const rounding = 1e-9

/**
 * Draws by acceptance and rejection with the bound of `boundRates`: a single circle, each possible one equally likely, or
 * (`isOneCircle` false) a valid draw, each equally likely. Exact, to within rounding (2^−47 a step), whenever it returns a
 * draw, for any rules; quick while rules are sparse. Undefined when `steps` choices led to none, or would not.
 *
 * `certain` are pairs known to be in every draw, which are set first and so leave tight rules sparse.
 */
export function sampleByBound(lists: ForbiddenLists, isOneCircle: boolean, certain: Certain, randomBelow: RandomBelow, steps: number): Draw | undefined {
  const attempt = new Attempt(lists, isOneCircle, certain, randomBelow)
  let rest = attempt.isHopeless() ? 0 : steps
  while (rest > 0) {
    const draw = attempt.run()
    if (draw) return draw
    rest -= attempt.steps + lists.count / 10
  }
  return undefined
}

class Attempt {
  steps = 0
  private readonly lists: ForbiddenLists
  private readonly isOneCircle: boolean
  private readonly certain: Certain
  private readonly randomBelow: RandomBelow
  private readonly rates: Float64Array
  /** For the giver who chooses: marks receivers who are forbidden, and path ends who may not give to the path's start. */
  private readonly forbiddenFor: Int32Array
  private readonly closingFor: Int32Array
  private readonly powers: Float64Array
  private mark = 0

  constructor(lists: ForbiddenLists, isOneCircle: boolean, certain: Certain, randomBelow: RandomBelow) {
    this.lists = lists
    this.isOneCircle = isOneCircle
    this.certain = certain
    this.randomBelow = randomBelow
    const { left, mostByReceiver } = this.begin()
    this.rates = boundRates(left, mostByReceiver + Number(isOneCircle), isOneCircle ? 1 : 0)
    this.powers = new Float64Array(mostByReceiver + 2)
    this.forbiddenFor = new Int32Array(lists.count)
    this.closingFor = new Int32Array(lists.count)
  }

  /** Whether the bound is so far above the usual number of draws, exp(−pairs for each person) of all, that tries would not end. */
  isHopeless(): boolean {
    const { left, pairs } = this.begin()
    return left > 1 && pairs / (left - Number(this.isOneCircle)) - (this.rates[left] as number) * pairs > mostHopeful
  }

  /** One try from the start; undefined when it is rejected. */
  run(): Draw | undefined {
    this.steps = 0
    const places = this.begin()
    const stop = this.isOneCircle ? 1 : 0
    while (places.left > stop) {
      this.steps++
      const giver = places.mostRestrictedGiver()
      const receiver = this.choose(places, giver)
      if (receiver === undefined) return undefined
      places.link(giver, receiver)
    }
    return this.isOneCircle ? closed(places) : [...places.receiverOf]
  }

  private begin(): OpenPlaces {
    const places = new OpenPlaces(this.lists, this.isOneCircle)
    for (const [giver, receiver] of this.certain) places.link(giver, receiver)
    return places
  }

  /** A receiver in proportion to the bound on what can follow; undefined with the probability that the bounds leave over. */
  private choose(places: OpenPlaces, giver: number): number | undefined {
    const { left, pairs } = places
    const rate = this.rates[left - 1] as number
    this.setPowers(rate, places.mostByReceiver)
    this.mark++
    const start = places.startOf[giver] as number
    const options = left - Number(this.isOneCircle)
    const weights = this.sumOfWeights(places, giver, start)
    const accepted = (weights / options) * Math.exp((this.rates[left] as number) * pairs - rate * (pairs - (places.byGiver[giver] as number)))
    if (accepted > 1 + rounding) throw new RangeError('The bound on what can follow does not hold.')
    if (!happens(accepted, this.randomBelow)) return undefined
    const largest = this.powers[places.mostByReceiver + 1] as number
    for (;;) {
      const receiver = places.receivers[this.randomBelow(left)] as number
      if (receiver === start || this.forbiddenFor[receiver] === this.mark) continue
      if (rate === 0 || happens(this.weight(places, receiver) / largest, this.randomBelow)) return receiver
    }
  }

  /** What all choices add up to, relative to a receiver whom everybody may have; marks forbidden and closing ones. */
  private sumOfWeights(places: OpenPlaces, giver: number, start: number): number {
    let sum = 0
    for (let number = 0; number <= places.mostByReceiver; number++) sum += (places.receiversWith[number] as number) * (this.powers[number] as number)
    if (start !== -1) sum -= this.powers[places.byReceiver[start] as number] as number
    for (const receiver of places.forbiddenReceivers(giver)) {
      this.forbiddenFor[receiver] = this.mark
      if (places.isOpen(receiver) && receiver !== start) sum -= this.powers[places.byReceiver[receiver] as number] as number
    }
    if (start === -1) return sum
    for (const end of places.forbiddenGivers(start)) {
      this.closingFor[end] = this.mark
      const receiver = places.startOf[end] as number
      if (places.receiverOf[end] !== -1 || receiver === start || this.forbiddenFor[receiver] === this.mark) continue
      const number = places.byReceiver[receiver] as number
      sum += (this.powers[number + 1] as number) - (this.powers[number] as number)
    }
    return sum
  }

  private weight(places: OpenPlaces, receiver: number): number {
    const end = places.endOf[receiver] as number
    const closes = end !== -1 && this.closingFor[end] === this.mark ? 1 : 0
    return this.powers[(places.byReceiver[receiver] as number) + closes] as number
  }

  private setPowers(rate: number, most: number): void {
    const factor = Math.exp(rate)
    this.powers[0] = 1
    for (let number = 1; number <= most + 1; number++) this.powers[number] = (this.powers[number - 1] as number) * factor
  }
}

/** Closes the one path that is left; undefined when a rule forbids that. */
function closed(places: OpenPlaces): Draw | undefined {
  const receiver = places.receivers[0] as number
  const giver = places.endOf[receiver] as number
  if (places.forbiddenReceivers(giver).includes(receiver)) return undefined
  places.receiverOf[giver] = receiver
  return [...places.receiverOf]
}
