import { isolated } from '../language/isolated.ts'
import type { Printer } from '../language/printer.ts'
import type { ListedRule } from './constraints.ts'

/** Names as they stand in a sentence: “Bob, Charlie and Dana”; of many only the first few. */
export function namesOf(people: readonly { name: string }[], t: Printer, most = 12): string {
  const names = people.map(({ name }) => name)
  if (names.length <= most) return t.list(names)
  return t('draw.names.andMore', { names: firstOf(people, most - 1, t), more: names.length - most + 1 })
}

/** The first `count` names, before others that are not said. */
export function firstOf(people: readonly { name: string }[], count: number, t: Printer): string {
  return people
    .slice(0, count)
    .map(({ name }) => isolated(name, t.language))
    .join(', ')
}

/** A rule as a sentence. */
export function ruleInWords({ kind, members, earlierName, isIdle, hasGiftsAhead, isErased, isShut }: Omit<ListedRule, 'id'>, t: Printer): string {
  if (kind === 'history' && earlierName === undefined) return t('draw.rule.historyOfOthers')
  const exchange = earlierName ?? ''
  if (isShut) return t('draw.rule.shut', { exchange })
  if (isIdle) return t('draw.rule.idle', { exchange })
  if (hasGiftsAhead) return t('draw.rule.giftsAhead', { exchange })
  if (isErased) return t('draw.rule.erased', { exchange })
  if (kind === 'history') return t('draw.rule.history', { exchange })
  const [giver, receiver] = members.map(({ name }) => name)
  if (giver === undefined) return t('draw.rule.noneLeft')
  if (receiver === undefined) return t('draw.rule.oneLeft', { name: giver })
  if (kind === 'one_way') return t('draw.rule.oneWay', { giver, receiver })
  return t(`draw.rule.${kind}`, { names: namesOf(members, t) })
}
