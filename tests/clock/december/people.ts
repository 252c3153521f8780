import type { RandomBelow } from '../../../src/draw/engine/random.ts'
import type { Side } from '../../../src/messages/thread.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Where somebody reads e-mails: where they always are, on a phone of their own, or in a mail program that opens each link in a new browser. */
type Mailbox = 'here' | 'phone' | 'new browser'

/** How somebody is: how often a day they look by of themselves, how likely an e-mail brings them and how soon, how much they write, and where they read e-mails. */
export type Character = { visits: number; reacts: number; haste: number; writes: number; mailbox: Mailbox }

/** Chance between 0 and 1, and what follows from it. */
export function chanceOf(randomBelow: RandomBelow) {
  const share = () => randomBelow(1_000_000) / 1_000_000
  return {
    share,
    isSo: (probability: number) => share() < probability,
    /** One of them; undefined where there is none. */
    oneOf: <One>(all: readonly One[]) => all[Math.floor(share() * all.length)],
    between: (least: number, most: number) => least + (most - least) * share(),
    /** Exponential, in milliseconds. */
    wait: (mean: number) => -Math.log(1 - share()) * mean,
  }
}

export type Chance = ReturnType<typeof chanceOf>

export function character(chance: Chance): Character {
  return {
    visits: chance.between(0.3, 1.8),
    reacts: chance.between(0.2, 0.9),
    haste: chance.between(0.5, 4) * hour,
    writes: chance.between(0.1, 0.6),
    mailbox: chance.oneOf<Mailbox>(['here', 'phone', 'new browser']) as Mailbox,
  }
}

/** How likely people are at it in each hour of their day: little at night, a bit at noon, most in the evening. */
const habit = [0.3, 0, 0, 0, 0, 0, 0.5, 2, 3, 2, 2, 2, 4, 3, 2, 2, 2, 3, 5, 7, 9, 9, 6, 2]
const total = habit.reduce((sum, weight) => sum + weight, 0)

/** When somebody looks by of themselves on a day that begins at `midnight`. */
export function visitsOf({ visits }: Character, midnight: number, chance: Chance): number[] {
  return habit.flatMap((weight, at) => (chance.isSo((visits * weight) / total) ? [midnight + (at + chance.share()) * hour] : []))
}

/** When somebody follows an e-mail that comes `at`; undefined when it does not make them. Who sleeps does so in the morning. */
export function reactionOf({ reacts, haste }: Character, at: number, midnight: number, chance: Chance): number | undefined {
  if (!chance.isSo(reacts)) return undefined
  const wanted = at + 2 * minute + chance.wait(haste)
  const ofDay = (wanted - midnight) % day
  return ofDay < 6.5 * hour || ofDay > 23.5 * hour ? wanted + 8 * hour : wanted
}

/** What somebody writes: about half of it ready-made. */
export function wordsFor(side: Side, chance: Chance): Record<string, string> {
  if (chance.isSo(0.5)) return { text: 'words '.repeat(1 + Math.floor(chance.share() * 60)) }
  return side === 'receiver' ? { phrase: 'shoe-size' } : { phrase: 'my-colour', slot: 'green' }
}
