import { isolated as isolatedText } from '../language/isolated.ts'
import type { Printer } from '../language/printer.ts'
import type { ListedRule } from './constraints.ts'

/** Names as they stand in a sentence: “Bob, Charlie and Dana”; of many only the first few. */
export function namesOf(people: readonly { name: string }[], t: Printer, most = 12): string {
  const isolate = (name: string) => isolatedText(name, t)
  const names = people.map(({ name }) => name)
  if (names.length <= most) return t.list(names, isolate)
  const first = names.slice(0, most - 1).map(isolate)
  return t('draw.names.andMore', { names: first.join(', '), more: names.length - most + 1 })
}

/** A name that may be written in the other direction keeps to itself, so that it does not turn the sentence around it. */
export function isolated({ name }: { name: string }, t: Printer): string {
  return isolatedText(name, t)
}

/** A rule as a sentence. */
export function ruleInWords({ kind, members, earlierName, isIdle, hasGiftsAhead, isShut }: Omit<ListedRule, 'id'>, t: Printer): string {
  const exchange = isolated({ name: earlierName ?? '' }, t)
  if (isShut) return t('draw.rule.shut', { exchange })
  if (isIdle) return t('draw.rule.idle', { exchange })
  if (hasGiftsAhead) return t('draw.rule.giftsAhead', { exchange })
  if (kind === 'history') return t('draw.rule.history', { exchange })
  const [giver, receiver] = members.map((person) => isolated(person, t))
  if (giver === undefined) return t('draw.rule.noneLeft')
  if (receiver === undefined) return t('draw.rule.oneLeft', { name: giver })
  if (kind === 'one_way') return t('draw.rule.oneWay', { giver, receiver })
  return t(`draw.rule.${kind}`, { names: namesOf(members, t) })
}
