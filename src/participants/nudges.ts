import type { Exchange } from '../exchanges/exchange.ts'
import type { Refusal } from '../language/refusals.ts'
import type { Kind } from '../mail/kinds.ts'
import type { Standing } from './status.ts'

/** What the organiser can nudge people to do. */
export const nudges = ['sign_in', 'wishes', 'questions', 'look'] as const
export type Nudge = (typeof nudges)[number]

/** How far somebody is with what people are nudged to do. */
export type Progress = Pick<Standing, 'signedIn' | 'hasIdeas' | 'hasAnswered' | 'looked' | 'hasLeft'>

const isDone: Record<Nudge, (person: Progress) => boolean> = {
  sign_in: ({ signedIn }) => signedIn,
  wishes: ({ hasIdeas }) => hasIdeas,
  questions: ({ hasAnswered }) => hasAnswered,
  look: ({ looked }) => looked,
}

/** Whether somebody who takes part still has that to do. */
export function isStillToDo(nudge: Nudge, person: Progress): boolean {
  return !person.hasLeft && !isDone[nudge](person)
}

/** Why nobody is nudged to do that in an exchange that stands so; undefined when people can be. */
export function whyNotNudge(nudge: Nudge, { name, state, matchInEmail }: Pick<Exchange, 'name' | 'state' | 'matchInEmail'>): Refusal | undefined {
  if (state === 'draft') return { code: 'too early for messages', exchange: name }
  if (state === 'completed') return { code: 'too late for nudges', exchange: name }
  if (nudge !== 'look') return undefined
  if (state !== 'matched') return { code: 'not drawn yet' }
  return matchInEmail ? { code: 'no need to look', exchange: name } : undefined
}

/** The kind of e-mail that nudges to do that. */
export const emailOf = {
  sign_in: 'nudge sign in',
  wishes: 'nudge wishes',
  questions: 'nudge questions',
  look: 'nudge look',
} as const satisfies Record<Nudge, Kind>
