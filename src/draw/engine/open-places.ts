import type { AllowedGraph } from './problem.ts'

/** Forbidden pairs written out from both sides; made once for a problem, used for every try. */
export type ForbiddenLists = { count: number; receivers: readonly Int32Array[]; givers: readonly Int32Array[] }

/** Writes all forbidden pairs out, each person with themselves only when several circles are allowed (closing is looked after otherwise). */
export function forbiddenLists(graph: AllowedGraph, isOneCircle: boolean): ForbiddenLists {
  const givers: number[][] = Array.from({ length: graph.count }, () => [])
  const receivers = Array.from({ length: graph.count }, (_, giver) => {
    const list = isOneCircle ? Int32Array.from(graph.forbiddenReceivers(giver)) : Int32Array.from([...graph.forbiddenReceivers(giver), giver])
    for (const receiver of list) givers[receiver]?.push(giver)
    return list
  })
  return { count: graph.count, receivers, givers: givers.map((list) => Int32Array.from(list)) }
}

/**
 * A draw in the making: givers without receiver, receivers without giver, and how many forbidden pairs are left among them.
 * With `isOneCircle` the links so far are paths, and the pair that would close a path is neither counted nor ever chosen.
 */
export class OpenPlaces {
  readonly receiverOf: Int32Array
  /** Givers without receiver; also the number of receivers without giver. */
  left: number
  /** Receivers without giver, the first `left` of the list. */
  readonly receivers: Int32Array
  /** Forbidden pairs left, in all, by giver and by receiver. */
  pairs = 0
  readonly byGiver: Int32Array
  readonly byReceiver: Int32Array
  /** How many open receivers have so many forbidden givers left. */
  readonly receiversWith: Int32Array
  mostByReceiver = 0
  /** The first receiver of the path that a giver ends, and the last giver of the path that a receiver starts; −1 with several circles. */
  readonly startOf: Int32Array
  readonly endOf: Int32Array
  private readonly placeOf: Int32Array
  private readonly isReceiverOpen: Uint8Array
  private readonly lists: ForbiddenLists
  private readonly isOneCircle: boolean
  private readonly giversWith: number[][]
  private mostByGiver = 0

  constructor(lists: ForbiddenLists, isOneCircle: boolean) {
    const { count } = lists
    this.lists = lists
    this.isOneCircle = isOneCircle
    this.left = count
    this.receiverOf = new Int32Array(count).fill(-1)
    this.receivers = Int32Array.from({ length: count }, (_, person) => person)
    this.placeOf = this.receivers.slice()
    this.isReceiverOpen = new Uint8Array(count).fill(1)
    this.startOf = isOneCircle ? this.receivers.slice() : new Int32Array(count).fill(-1)
    this.endOf = this.startOf.slice()
    this.byGiver = Int32Array.from(lists.receivers, (list) => list.length)
    this.byReceiver = Int32Array.from(lists.givers, (list) => list.length)
    for (const number of this.byGiver) {
      this.pairs += number
      if (number > this.mostByGiver) this.mostByGiver = number
    }
    for (const number of this.byReceiver) if (number > this.mostByReceiver) this.mostByReceiver = number
    this.receiversWith = new Int32Array(this.mostByReceiver + 1)
    for (const number of this.byReceiver) this.receiversWith[number] = (this.receiversWith[number] as number) + 1
    this.giversWith = Array.from({ length: this.mostByGiver + 1 }, () => [])
    this.byGiver.forEach((number, giver) => {
      this.giversWith[number]?.push(giver)
    })
  }

  isOpen(receiver: number): boolean {
    return this.isReceiverOpen[receiver] === 1
  }

  forbiddenReceivers(giver: number): Int32Array {
    return this.lists.receivers[giver] as Int32Array
  }

  forbiddenGivers(receiver: number): Int32Array {
    return this.lists.givers[receiver] as Int32Array
  }

  /** A giver without receiver who has most forbidden receivers left; numbers only fall, so entries that are out of date are passed over. */
  mostRestrictedGiver(): number {
    for (; this.mostByGiver >= 0; this.mostByGiver--) {
      const givers = this.giversWith[this.mostByGiver] as number[]
      for (let giver = givers.at(-1); giver !== undefined; giver = givers.at(-1)) {
        if (this.receiverOf[giver] === -1 && this.byGiver[giver] === this.mostByGiver) return giver
        givers.pop()
      }
    }
    throw new RangeError('Everybody has a receiver.')
  }

  /** Lets an open giver give to an open receiver. */
  link(giver: number, receiver: number): void {
    const start = this.startOf[giver] as number
    const end = this.endOf[receiver] as number
    this.receiverOf[giver] = receiver
    this.isReceiverOpen[receiver] = 0
    const last = this.receivers[--this.left] as number
    const place = this.placeOf[receiver] as number
    this.receivers[place] = last
    this.placeOf[last] = place
    this.countOut(this.byReceiver[receiver] as number)

    for (const other of this.forbiddenReceivers(giver)) if (this.isReceiverOpen[other] && other !== start) this.lowerReceiver(other)
    for (const other of this.forbiddenGivers(receiver)) if (this.receiverOf[other] === -1 && other !== end) this.lowerGiver(other)
    this.pairs -= this.byGiver[giver] as number
    this.pairs -= this.byReceiver[receiver] as number
    if (this.isOneCircle) this.joinPaths(start, end)
  }

  /** From now on `end` ends the path that `start` begins, so their pair, if forbidden, is not counted any more. */
  private joinPaths(start: number, end: number): void {
    this.startOf[end] = start
    this.endOf[start] = end
    if (!this.forbiddenGivers(start).includes(end)) return
    this.pairs--
    this.lowerGiver(end)
    this.lowerReceiver(start)
  }

  private lowerGiver(giver: number): void {
    const number = (this.byGiver[giver] as number) - 1
    this.byGiver[giver] = number
    this.giversWith[number]?.push(giver)
  }

  private lowerReceiver(receiver: number): void {
    const number = this.byReceiver[receiver] as number
    this.byReceiver[receiver] = number - 1
    this.receiversWith[number - 1] = (this.receiversWith[number - 1] as number) + 1
    this.countOut(number)
  }

  private countOut(number: number): void {
    this.receiversWith[number] = (this.receiversWith[number] as number) - 1
    while (this.mostByReceiver > 0 && this.receiversWith[this.mostByReceiver] === 0) this.mostByReceiver--
  }
}
