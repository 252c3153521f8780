import type { Scores } from './assignment.ts'
import type { December } from './seen.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** When somebody shows to be there, by name. */
export type Presence = Map<string, number[]>

/** What an observer knows: when who is there; of each message when it was stored and is delivered, and perhaps in which thread it is; perhaps whom e-mails went to. */
export type Knowledge = {
  names: string[]
  presence: Presence
  messages: { at: number; deliverAt: number; thread?: string; to?: string }[]
  letters?: December['letters']
  /** When who looks at the page that the news is about, where that can be told from all else. */
  looks?: Presence
}

/** How likely everybody is to have written what was stored at that moment: whoever was there then, or just before. All 0 where nobody was. */
function writersOf({ names, presence }: Knowledge, at: number): number[] {
  const weights = names.map((name) => (presence.get(name) ?? []).reduce((sum, moment) => sum + closeness(at - moment), 0))
  const total = weights.reduce((sum, weight) => sum + weight, 0.3)
  return weights.map((weight) => weight / total)
}

function closeness(before: number): number {
  if (Math.abs(before) < 5000) return 100
  return before > 0 && before < 15 * minute ? 1 : 0
}

/** How much more everybody is there in the hours after a delivery than at these hours of other days; where e-mails can be seen, whom one went to. */
function reactionsTo({ names, presence, letters, looks = presence }: Knowledge, deliverAt: number, days: number[]): number[] {
  if (letters) {
    const told = new Set(letters.filter(({ at }) => at >= deliverAt && at < deliverAt + hour).map(({ to }) => to))
    const share = told.size / names.length
    return names.map((name) => (told.has(name) ? 1 : 0) - share)
  }
  const isThere = (name: string, from: number) => ((looks.get(name) ?? []).some((at) => at >= from && at < from + 4 * hour) ? 1 : 0)
  return names.map((name) => {
    const others = days.map((away) => isThere(name, deliverAt + away * day))
    return isThere(name, deliverAt) - others.reduce<number>((sum, there) => sum + there, 0) / others.length
  })
}

/** Of two people, how often the one is there after what the other may have written was delivered. */
export function byReaction(known: Knowledge): Scores {
  const { names, messages } = known
  const scores = empty(names.length)
  const days = [-7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7]
  const reactions = new Map<number, number[]>()
  for (const { at, deliverAt } of messages) {
    const writers = writersOf(known, at)
    const reacting = reactions.get(deliverAt) ?? reactionsTo(known, deliverAt, days)
    reactions.set(deliverAt, reacting)
    add(scores, writers, reacting)
  }
  return symmetric(scores)
}

/** Of two people, how often the one may have written after what the other may have written was delivered, within a day and a half; where it is known, to the other side, or in the same thread. */
export function byTurns(known: Knowledge): Scores {
  const { names, messages } = known
  const scores = empty(names.length)
  const writers = messages.map(({ at }) => writersOf(known, at))
  const usual = names.map((_, person) => writers.reduce((sum, one) => sum + (one[person] as number), 0) / messages.length)
  messages.forEach((first, one) => {
    messages.forEach((second, other) => {
      if (second.at < first.deliverAt || second.at > first.deliverAt + 1.5 * day || (first.to !== undefined && first.to === second.to)) return
      if (first.thread !== undefined && first.thread !== second.thread) return
      const centred = (writers[other] as number[]).map((weight, person) => weight - (usual[person] as number))
      add(scores, writers[one] as number[], centred)
    })
  })
  return symmetric(scores)
}

/** Both together, each in its own standard deviations. */
export function byAll(known: Knowledge): Scores {
  const [reaction, turns] = [standardised(byReaction(known)), standardised(byTurns(known))]
  return reaction.map((row, one) => row.map((score, other) => score + (turns[one]?.[other] as number)))
}

/** Of two people, how often an e-mail went to the one and within a day and a half to the other: what the mail service alone can see. */
export function byLetters({ names, letters }: Pick<December, 'names' | 'letters'>): Scores {
  const windows = [...new Set(letters.map(({ at }) => at))]
  const told = windows.map((at) => {
    const those = new Set(letters.filter((letter) => letter.at === at).map(({ to }) => to))
    return names.map((name) => (those.has(name) ? 1 : 0))
  })
  const usual = names.map((_, person) => told.reduce((sum, one) => sum + (one[person] as number), 0) / windows.length)
  const scores = empty(names.length)
  windows.forEach((first, one) => {
    windows.forEach((second, other) => {
      if (second > first && second <= first + 1.5 * day)
        add(
          scores,
          told[one] as number[],
          (told[other] as number[]).map((is, person) => is - (usual[person] as number)),
        )
    })
  })
  return symmetric(scores)
}

/** Of two people, how close they stand in two orders of all. */
export function byOrder(names: string[], first: string[], second: string[]): Scores {
  return symmetric(names.map((one) => names.map((other) => -Math.abs(first.indexOf(one) - second.indexOf(other)))))
}

function empty(size: number): Scores {
  return Array.from({ length: size }, () => new Array<number>(size).fill(0))
}

function add(scores: Scores, ones: number[], others: number[]): void {
  ones.forEach((one, row) => {
    if (one === 0) return
    others.forEach((other, column) => {
      const line = scores[row] as number[]
      line[column] = (line[column] as number) + one * other
    })
  })
}

function symmetric(scores: Scores): Scores {
  return scores.map((row, one) => row.map((score, other) => score + (scores[other]?.[one] as number)))
}

function standardised(scores: Scores): Scores {
  const all = scores.flatMap((row, one) => row.filter((_, other) => other !== one))
  const mean = all.reduce((sum, score) => sum + score, 0) / all.length
  const spread = Math.sqrt(all.reduce((sum, score) => sum + (score - mean) ** 2, 0) / all.length) || 1
  return scores.map((row) => row.map((score) => (score - mean) / spread))
}
