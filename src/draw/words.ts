import { historyIsShut } from '../language/refusals.ts'
import { inSentence } from '../ui/wording.ts'
import type { ListedRule } from './constraints.ts'
import type { Certainty } from './feasibility.ts'

/** Names as they stand in a sentence: “Bob, Charlie and Dana”; of many only the first few. */
export function namesOf(people: readonly { name: string }[], most = 12): string {
  const names = people.map(isolated)
  if (names.length <= most) return inSentence(names)
  return inSentence([...names.slice(0, most - 1), `${names.length - most + 1} more`])
}

/** A name written from right to left keeps to itself, so that it does not turn the sentence around it. */
export function isolated({ name }: { name: string }): string {
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(name) ? `\u2068${name}\u2069` : name
}

/** A rule as a sentence. */
export function ruleInWords({ kind, members, earlierName, isIdle, hasGiftsAhead, isShut }: Omit<ListedRule, 'id'>): string {
  if (isShut) return `${historyIsShut(earlierName ?? '')} No names can be drawn with this rule.`
  if (isIdle) return `No one draws the same person as in “${earlierName}”. That draw was undone, so this rule does nothing for now.`
  if (hasGiftsAhead)
    return `No one draws the same person as in “${earlierName}”, as far as possible. Its gifts are still to come, so to keep its secrets nothing more is shown.`
  if (kind === 'history') return `No one draws the same person as in “${earlierName}”.`
  if (members.length < 2) return members.length === 1 ? `${namesOf(members)}: everyone else in this rule has left.` : 'Everyone in this rule has left.'
  if (kind === 'household') return `${namesOf(members)} are a household.`
  if (kind === 'exclusion') return `${namesOf(members)} don’t draw each other.`
  const [giver, receiver] = members.map(isolated)
  return `${giver} doesn’t draw ${receiver}.`
}

/** Pairs that everyone could work out, as a sentence. */
export function certaintiesInWords(certain: readonly Certainty[]): string {
  return inSentence(certain.slice(0, 5).map(({ giver, receiver }) => `${isolated(giver)} can only draw ${isolated(receiver)}`))
}
