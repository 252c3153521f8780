/** Nobody gives within the group; or in each pair, the giver not to the receiver. */
export type Rule = { group: readonly number[] } | { pairs: readonly (readonly [giver: number, receiver: number])[] }

/** People are numbered 0 … count − 1. Nobody gives to themselves in any case. */
export type DrawProblem = { count: number; rules: readonly Rule[] }

/** Who gives to whom: `draw[giver]` is the receiver, and everybody is the receiver of exactly one giver. */
export type Draw = readonly number[]

/** A group of up to this many people is written out pair by pair; a larger one is kept as a group, so that it costs nothing. */
const largestWrittenOut = 64

/**
 * Who may give to whom, as the complement of what is forbidden: lists of forbidden receivers, and large groups by name.
 * People in the same large groups are of one kind; whether one kind may give to another is looked up.
 */
export class AllowedGraph {
  readonly count: number
  /** For each giver the receivers that are forbidden pair by pair, ascending, without the giver. */
  readonly forbidden: readonly Int32Array[]
  /** The kind of each person; people of no large group are of kind 0. */
  readonly kindOf: Int32Array
  readonly peopleOfKind: readonly number[][]
  /** For each kind the kinds that it may not give to. */
  readonly clashes: readonly ReadonlySet<number>[]

  private constructor(count: number, forbidden: readonly Int32Array[], kindOf: Int32Array, clashes: readonly ReadonlySet<number>[]) {
    this.count = count
    this.forbidden = forbidden
    this.kindOf = kindOf
    this.clashes = clashes
    this.peopleOfKind = clashes.map(() => [])
    kindOf.forEach((kind, person) => {
      this.peopleOfKind[kind]?.push(person)
    })
  }

  /** The graph of a problem. Throws RangeError for a number that is nobody's. */
  static of({ count, rules }: DrawProblem): AllowedGraph {
    if (!Number.isInteger(count) || count < 0) throw new RangeError('The number of people must be a whole number.')
    const groups = rules.flatMap((rule) => ('group' in rule ? [[...new Set(rule.group)]] : []))
    const pairs = rules.flatMap((rule) => ('pairs' in rule ? [rule.pairs] : []))
    const written = groups.filter((group) => group.length <= largestWrittenOut)
    const large = groups.filter((group) => group.length > largestWrittenOut)
    return new AllowedGraph(count, writeOut(count, written, pairs), ...kindsOf(count, large))
  }

  isAllowed(giver: number, receiver: number): boolean {
    if (giver === receiver || this.clashes[this.kindOf[giver] as number]?.has(this.kindOf[receiver] as number)) return false
    return !includes(this.forbidden[giver] as Int32Array, receiver)
  }

  /** The number of receivers that the giver may not have, the giver not counted. */
  forbiddenCount(giver: number): number {
    return this.forbiddenReceivers(giver).length
  }

  /** Everybody whom the giver may not have, large groups written out, the giver not included. */
  forbiddenReceivers(giver: number): ArrayLike<number> & Iterable<number> {
    const listed = this.forbidden[giver] as Int32Array
    const clashing = this.clashes[this.kindOf[giver] as number]
    if (!clashing?.size) return listed
    const grouped = [...clashing].flatMap((kind) => (this.peopleOfKind[kind] as number[]).filter((person) => person !== giver))
    return [...grouped, ...listed.filter((person) => !clashing.has(this.kindOf[person] as number))]
  }

  /** The number of forbidden pairs, an upper bound: a pair may be forbidden both by a list and by a large group. */
  mostForbiddenPairs(): number {
    const listed = this.forbidden.reduce((sum, list) => sum + list.length, 0)
    return this.clashes.reduce((sum, clashing, kind) => {
      const size = this.peopleOfKind[kind]?.length ?? 0
      return sum + [...clashing].reduce((pairs, other) => pairs + size * (this.peopleOfKind[other]?.length ?? 0), 0)
    }, listed)
  }

  /** The same with givers and receivers changing parts. */
  transposed(): AllowedGraph {
    const lists: number[][] = Array.from({ length: this.count }, () => [])
    this.forbidden.forEach((receivers, giver) => {
      for (const receiver of receivers) lists[receiver]?.push(giver)
    })
    return new AllowedGraph(
      this.count,
      lists.map((list) => Int32Array.from(list)),
      this.kindOf,
      this.clashes,
    )
  }
}

/** Whether a draw gives everybody one receiver, each another one, and breaks no rule. */
export function isValidDraw(graph: AllowedGraph, receivers: readonly number[]): boolean {
  return receivers.length === graph.count && new Set(receivers).size === graph.count && receivers.every((receiver, giver) => graph.isAllowed(giver, receiver))
}

/** Whether an ascending list holds a number. */
function includes(list: Int32Array, wanted: number): boolean {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] as number) < wanted) low = middle + 1
    else high = middle
  }
  return low < list.length && list[low] === wanted
}

type Pairs = readonly (readonly [number, number])[]

function writeOut(count: number, groups: readonly number[][], pairs: readonly Pairs[]): Int32Array[] {
  const lists: number[][] = Array.from({ length: count }, () => [])
  const forbid = (giver: number, receiver: number) => {
    const list = lists[giver]
    if (!list || !(receiver in lists)) throw new RangeError('A rule is about somebody who does not take part.')
    if (giver !== receiver) list.push(receiver)
  }
  for (const group of groups) for (const giver of group) for (const receiver of group) forbid(giver, receiver)
  for (const list of pairs) for (const [giver, receiver] of list) forbid(giver, receiver)
  return lists.map((list) => withoutRepeats(Int32Array.from(list).sort()))
}

function withoutRepeats(ascending: Int32Array): Int32Array {
  return ascending.every((number, place) => place === 0 || number !== ascending[place - 1])
    ? ascending
    : ascending.filter((number, place) => place === 0 || number !== ascending[place - 1])
}

/** The kinds of people by the large groups they are in, and which kinds have a group in common. */
function kindsOf(count: number, groups: readonly number[][]): [Int32Array, ReadonlySet<number>[]] {
  const groupsOf: number[][] = Array.from({ length: count }, () => [])
  groups.forEach((group, index) => {
    for (const person of group) {
      if (!groupsOf[person]) throw new RangeError('A rule is about somebody who does not take part.')
      groupsOf[person].push(index)
    }
  })
  const kinds = new Map<string, number>([['', 0]])
  const groupsOfKind: number[][] = [[]]
  const kindOf = Int32Array.from(groupsOf, (groupsOfPerson) => {
    const name = groupsOfPerson.join()
    const kind = kinds.get(name) ?? kinds.size
    if (kind === kinds.size) {
      kinds.set(name, kind)
      groupsOfKind.push(groupsOfPerson)
    }
    return kind
  })
  const kindsIn: number[][] = groups.map(() => [])
  groupsOfKind.forEach((list, kind) => {
    for (const group of list) kindsIn[group]?.push(kind)
  })
  return [kindOf, groupsOfKind.map((list) => new Set(list.flatMap((group) => kindsIn[group] as number[])))]
}
